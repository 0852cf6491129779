/** What it costs to keep an eye on many cities in which nothing is to be done. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, type Server, withConnection } from '../../db/fleet/server.ts'
import { withCity } from '../../infra/cli/access.ts'
import { systemClock } from '../../infra/clock.ts'
import { loadRootKey } from '../../infra/key.ts'
import { root } from '../../infra/start/build.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import { startRedis } from '../../infra/start/redis.ts'
import { copyCity } from './copied-cities.ts'
import { treeCpuMs } from './cpu.ts'
import type { Report } from './report.ts'
import { OPEN_ALL, type SweepOrder, type Swept, swept } from './sweep-order.ts'

interface SweepOptions {
  cities: number
  /** Of each city; each has a talk or two. */
  clients: number
  idle: number
  full: number
}

/** Longer than the sealer is told later than the act was answered. */
const SETTLE_MS = 1_000

type Sweep = Exclude<SweepOrder, 'stop'>

/** What runs every few seconds and has nothing to do. */
const IDLE: readonly Sweep[] = [
  { job: 'sweep-messages', payload: {} },
  { job: 'seal-trails', payload: {} },
]
/**
 * What opens every city: at first no more than that, to know what a machine asks for so many sessions; then a visit, which leaves a
 * row in each trail, so that each is sealed after it.
 */
const EVERYWHERE: readonly Sweep[] = [
  { job: OPEN_ALL, payload: {} },
  { job: 'visit-cities', payload: { all: true } },
  { job: 'seal-trails', payload: {} },
]
/** Each city has its turn in an hour of these. */
const TURN: Sweep = { job: 'visit-cities', payload: { all: false } }
const TURNS_AN_HOUR = 60
/** Longer than a session of Postgres that has nothing to do keeps its counts to itself. */
const COUNTED_MS = 15_000

/** Wanted of 400 cities: an idle sweep under 0.1 s, an hourly one under 4 s of processor time in all, memory flat. */
export async function benchSweeps(report: Report, options: SweepOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-bench-'))
  const key = loadRootKey({ key: undefined, dataDir })
  const redis = await startRedis()
  if (!redis) throw new Error('The bench needs redis-server')
  try {
    // Looking after so many databases costs the server more than the sweeps do, and at moments of its own.
    const postgres = await startPostgres({ dataDir, key, settings: { fsync: 'off', autovacuum: 'off' } })
    const server: Server = { adminUrl: postgres.adminUrl, key }
    try {
      await fill(server, options)
      for (const [backend, REDIS_URL] of [
        ['redis', redis.url],
        ['postgres', ''],
      ] as const) {
        const worker = await startSweeper({ server, dataDir, REDIS_URL, pid: postgres.pid })
        try {
          await measure(
            (figure) => report({ scenario: 'sweeps', backend, ...figure }),
            { worker, anHourLater: () => anHourLater(server) },
            options,
          )
        } finally {
          await worker.stop()
        }
      }
    } finally {
      await postgres.stop()
    }
  } finally {
    await redis.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Sweeping {
  worker: Sweeper
  /** As if an hour had passed since every city had its turn. */
  anHourLater(): Promise<void>
}

const anHourLater = (server: Server): Promise<void> =>
  withPlatform(server, async (sql) => {
    await sql`update city_turn set looked_at = looked_at - interval '1 hour'`
  })

async function measure(
  report: Report,
  { worker, anHourLater }: Sweeping,
  { cities, idle, full }: SweepOptions,
): Promise<void> {
  const memory: number[] = []
  const rounds = async (sweeps: readonly Sweep[], times: number): Promise<void> => {
    const runs = sweeps.map((): Cost[] => [])
    for (let nth = 0; nth < times; nth += 1)
      for (const [place, sweep] of sweeps.entries()) {
        const cost = await worker.sweep(sweep)
        runs[place]?.push(cost)
        memory.push(cost.rssMb)
        // What a sweep did in the cities is told to the sealer a moment after it.
        await sleep(SETTLE_MS)
      }
    for (const [place, { job, payload }] of sweeps.entries())
      report({ cities, ...meanOf(`${job}${payload.all ? ' everywhere' : ''}`, runs[place] ?? []) })
  }
  // Warms code and plans, and does what is still to be done.
  for (const sweep of EVERYWHERE) {
    await worker.sweep(sweep)
    await sleep(SETTLE_MS)
  }
  await rounds(IDLE, idle)
  await rounds(EVERYWHERE, full)
  const hours = async (what: string, times: number): Promise<void> => {
    const costs: Cost[] = []
    for (let nth = 0; nth < times; nth += 1) {
      await sleep(COUNTED_MS)
      await anHourLater()
      const turns: Cost[] = []
      for (let turn = 0; turn < TURNS_AN_HOUR; turn += 1) turns.push(await worker.sweep(TURN))
      costs.push(sumOf(turns))
      memory.push(...turns.map(({ rssMb }) => rssMb))
    }
    report({ cities, ...meanOf(what, costs) })
  }
  await hours('hour after a visit everywhere', 1)
  await hours('hour in which nobody did anything', full)
  report({
    what: 'memory',
    sweeps: memory.length,
    beforeMb: memory[0] ?? 0,
    mostMb: Math.max(...memory),
    afterMb: memory.at(-1) ?? 0,
  })
}

const sumOf = (runs: readonly Cost[]): Cost => ({
  jobs: sum(runs, (run) => run.jobs),
  failed: sum(runs, (run) => run.failed),
  wallMs: sum(runs, (run) => run.wallMs),
  cpuMs: sum(runs, (run) => run.cpuMs),
  postgresCpuMs: sum(runs, (run) => run.postgresCpuMs),
  rss: Math.max(...runs.map(({ rss }) => rss)),
  rssMb: Math.max(...runs.map(({ rssMb }) => rssMb)),
})

const sum = (runs: readonly Cost[], of: (cost: Cost) => number): number =>
  runs.reduce((total, run) => total + of(run), 0)

function meanOf(what: string, runs: readonly Cost[]): Record<string, string | number> {
  const mean = (of: (cost: Cost) => number): number => Math.round((sum(runs, of) / runs.length) * 10) / 10
  const [cpuMs, postgresCpuMs] = [mean((run) => run.cpuMs), mean((run) => run.postgresCpuMs)]
  return {
    what,
    times: runs.length,
    jobs: mean((run) => run.jobs),
    wallMs: mean((run) => run.wallMs),
    slowestMs: Math.round(Math.max(...runs.map((run) => run.wallMs))),
    cpuMs,
    postgresCpuMs,
    allCpuMs: Math.round(cpuMs + postgresCpuMs),
  }
}

interface Cost extends Swept {
  postgresCpuMs: number
  rssMb: number
}

interface Sweeper {
  sweep(order: Sweep): Promise<Cost>
  stop(): Promise<void>
}

async function startSweeper({
  server,
  dataDir,
  REDIS_URL,
  pid,
}: {
  server: Server
  dataDir: string
  REDIS_URL: string
  pid: number
}): Promise<Sweeper> {
  const child = fork('tests/bench/sweep-process.ts', {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DEMO: '1',
      DATABASE_URL: server.adminUrl,
      PARTIZIPATION_KEY: server.key.toString('hex'),
      PARTIZIPATION_DATA: dataDir,
      REDIS_URL,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  await answerOf(child)
  return {
    async sweep(order) {
      const before = treeCpuMs(pid)
      child.send(order)
      const done = swept.parse(await answerOf(child))
      if (done.failed > 0) throw new Error(`${done.failed} jobs of ${order.job} failed`)
      return {
        ...done,
        postgresCpuMs: treeCpuMs(pid) - before,
        rssMb: Math.round(done.rss / 2 ** 20),
      }
    },
    async stop() {
      child.send('stop' satisfies SweepOrder)
      await gone
    },
  }
}

const answerOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('The worker of the bench ended'))
    child.once('exit', ended).once('message', (answer) => {
      child.off('exit', ended)
      resolve(answer)
    })
  })

/** Cities as they are after a working day: files, talks ahead, and no message due before tomorrow. */
async function fill(server: Server, { cities, clients }: SweepOptions): Promise<void> {
  const [first = '', ...others] = Array.from({ length: cities }, (_, nth) => `bench-${nth + 1}`)
  await preparePlatform(server)
  await provisionCity(server, { slug: first, name: `Stadt ${first}` })
  await withCity(server, systemClock, first, (access) =>
    fillCity(access, { clients, appointments: clients * 2 }),
  )
  await withConnection(addressOf(server.adminUrl, databaseOf(first)), async (sql) => {
    await sql`update message set next_at = null, state = 'skipped', reason = 'past' where next_at < now() + interval '1 day'`
  })
  await analyzeCity(server, first)
  process.stderr.write(`copying a city ${others.length} times ...\n`)
  await copyCity(server, first, others)
}
