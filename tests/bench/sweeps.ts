/** What it costs to keep an eye on many cities in which nothing is to be done. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
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
import { type SweepOrder, type Swept, swept } from './sweep-order.ts'

interface SweepOptions {
  cities: number
  /** Of each city; each has a talk or two. */
  clients: number
  idle: number
  full: number
}

type Sweep = Exclude<SweepOrder, 'stop'>

const IDLE: Sweep = { job: 'sweep-messages', payload: { all: false } }
/** What opens every city once an hour. */
const HOURLY: readonly Sweep[] = [
  { job: 'sweep-messages', payload: { all: true } },
  { job: 'return-files', payload: {} },
  { job: 'forget-lists', payload: {} },
]
/** Every few seconds. */
const TRAILS: Sweep = { job: 'seal-trails', payload: {} }

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
          await measure((figure) => report({ scenario: 'sweeps', backend, ...figure }), worker, options)
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

async function measure(report: Report, worker: Sweeper, { cities, idle, full }: SweepOptions): Promise<void> {
  // Warms code and plans, and does what is still to be done.
  for (const sweep of [...HOURLY, TRAILS]) await worker.sweep(sweep)
  const memory: number[] = []
  const many = async (sweep: Sweep, times: number): Promise<Cost> => {
    const runs: Cost[] = []
    for (let nth = 0; nth < times; nth += 1) {
      const cost = await worker.sweep(sweep)
      runs.push(cost)
      memory.push(cost.rssMb)
    }
    const mean = (of: (cost: Cost) => number): number =>
      Math.round((runs.reduce((sum, run) => sum + of(run), 0) / times) * 10) / 10
    const last = runs.at(-1)
    if (!last) throw new Error('Nothing was swept')
    const [wallMs, cpuMs] = [mean((run) => run.wallMs), mean((run) => run.cpuMs)]
    const postgresCpuMs = mean((run) => run.postgresCpuMs)
    const slowestMs = Math.round(Math.max(...runs.map((run) => run.wallMs)))
    report({
      what: `${sweep.job}${sweep.payload.all ? ' everywhere' : ''}`,
      cities,
      times,
      jobs: last.jobs,
      wallMs,
      slowestMs,
      cpuMs,
      postgresCpuMs,
      allCpuMs: Math.round(cpuMs + postgresCpuMs),
    })
    return last
  }
  await many(IDLE, idle)
  for (const sweep of HOURLY) await many(sweep, full)
  await many(TRAILS, full)
  report({
    what: 'memory',
    sweeps: memory.length,
    beforeMb: memory[0] ?? 0,
    mostMb: Math.max(...memory),
    afterMb: memory.at(-1) ?? 0,
  })
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
