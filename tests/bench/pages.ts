import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { type Server, withConnection } from '../../db/fleet/server.ts'
import { withCity } from '../../infra/cli/access.ts'
import { systemClock } from '../../infra/clock.ts'
import { loadRootKey } from '../../infra/key.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import {
  addWorker,
  type BenchWorker,
  type Environment,
  type Running,
  signIn,
  startProcess,
  startProduct,
} from './product.ts'
import type { Report } from './report.ts'

interface PageOptions {
  clients: number
  appointments: number
  seconds: number
  connections: number
}

const SLUG = 'bench'

/** The pages people open all day, and those of a lead, against a bare Remix route that renders the same HTML from constants. */
export async function benchPages(report: Report, options: PageOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-bench-'))
  const key = loadRootKey({ key: undefined, dataDir })
  const postgres = await startPostgres({ dataDir, key })
  const server: Server = { adminUrl: postgres.adminUrl, key }
  try {
    const desks = await fill(server, options)
    const web = await startProduct({ server, dataDir })
    try {
      for (const desk of desks) await measure(report, { server, dataDir }, { web, ...desk }, options)
    } finally {
      await web.stop()
    }
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Who opens which pages, by their names in the report. */
interface Desk {
  worker: BenchWorker
  paths: Record<string, string>
}

async function measure(
  report: Report,
  environment: Environment,
  { web, worker, paths }: Desk & { web: Running },
  options: PageOptions,
): Promise<void> {
  const cookie = await signIn(web.origin, worker)
  const bare = await startProcess(['--import', 'tsx', 'tests/bench/bare-server.ts'], environment, {
    BENCH_COOKIE: cookie,
    BENCH_PATHS: JSON.stringify(paths),
  })
  try {
    for (const [page, path] of Object.entries(paths)) {
      const answer = await fetch(web.origin + path, { headers: { cookie } })
      if (!answer.ok) throw new Error(`${page} answers ${answer.status}`)
      const html = await answer.text()
      const same = await (await fetch(bare.origin + path)).text()
      const [real, constant] = await loadInTurn([web.origin + path, bare.origin + path], cookie, options)
      report({
        scenario: 'pages',
        page,
        ...options,
        htmlBytes: Buffer.byteLength(html),
        sameHtml: Math.abs(html.length - same.length) < 200,
        requestsPerSecond: Math.round(real.requestsPerSecond),
        p50: real.within(0.5),
        p95: real.within(0.95),
        p99: real.within(0.99),
        errors: real.errors + constant.errors,
        bareRequestsPerSecond: Math.round(constant.requestsPerSecond),
        ratio: Math.round((real.requestsPerSecond / constant.requestsPerSecond) * 100) / 100,
      })
    }
  } finally {
    await bare.stop()
  }
}

async function fill(server: Server, { clients, appointments }: PageOptions): Promise<Desk[]> {
  await preparePlatform(server)
  await provisionCity(server, { slug: SLUG, name: 'Stadt Bench' })
  const worker = await addWorker(server, [SLUG])
  const lead = await addWorker(server, [SLUG], 'lead')
  process.stderr.write(`filling a city with ${clients} clients and ${appointments} appointments ...\n`)
  await withCity(server, systemClock, SLUG, (access) =>
    fillCity(access, { clients, appointments, workers: [worker] }),
  )
  await analyzeCity(server, SLUG)
  const address = await withPlatform(server, (platform) => cityAddress(server, platform, SLUG, 'staff'))
  const [clientId, talk] = await withConnection(address, async (sql) => {
    const [fullest] = await sql<{ id: string }[]>`
      select client.id from client join timeline on timeline.client_id = client.id
      where lead_id = ${worker.id} group by client.id order by count(*) desc limit 1`
    const [ahead] = await sql<{ id: string; clientId: string }[]>`
      select id, client_id as "clientId" from appointment
      where responsible_id = ${worker.id} and state = 'booked' and starts_at > now() order by starts_at limit 1`
    if (!fullest || !ahead) throw new Error('The bench worker leads no client, or has no talk')
    return [fullest.id, ahead] as const
  })
  const base = `/c/${SLUG}`
  return [
    {
      worker,
      paths: {
        today: `${base}/today`,
        clients: `${base}/clients?of=everyone`,
        client: `${base}/clients/${clientId}`,
        appointment: `${base}/clients/${talk.clientId}/appointments/${talk.id}`,
        hold: `${base}/clients/${talk.clientId}/hold`,
        hours: `${base}/hours`,
        absences: `${base}/absences`,
        calendars: `${base}/calendar`,
        post: `${base}/post`,
      },
    },
    {
      worker: lead,
      paths: {
        capacity: `${base}/capacity`,
        reports: `${base}/reports`,
        messages: `${base}/settings/messages`,
        rooms: `${base}/settings/rooms`,
      },
    },
  ]
}

interface Measured {
  requestsPerSecond: number
  errors: number
  /** Milliseconds within which that share of the answers came. */
  within(share: number): number
}

const ROUNDS = 4

/** One address after the other, in rounds, so that what else the machine does falls on both alike. */
async function loadInTurn(
  [one, other]: [string, string],
  cookie: string,
  { seconds, connections }: PageOptions,
): Promise<[Measured, Measured]> {
  const shots: Record<string, Shot[]> = { [one]: [], [other]: [] }
  for (const url of [one, other]) await shoot(url, cookie, connections, 3)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const url of [one, other]) shots[url]?.push(await shoot(url, cookie, connections, seconds / ROUNDS))
  }
  return [summed(shots[one] ?? []), summed(shots[other] ?? [])]
}

interface Shot {
  seconds: number
  errors: number
  times: number[]
}

async function shoot(url: string, cookie: string, connections: number, duration: number): Promise<Shot> {
  const times: number[] = []
  const began = performance.now()
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    autocannon({ url, connections, duration, headers: { cookie } }, (error, measured) =>
      error ? reject(error) : resolve(measured),
    ).on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  return { seconds: (performance.now() - began) / 1000, errors: result.errors + result.non2xx, times }
}

function summed(shots: readonly Shot[]): Measured {
  const times = shots.flatMap((shot) => shot.times).sort((a, b) => a - b)
  const sum = (of: (shot: Shot) => number): number => shots.reduce((total, shot) => total + of(shot), 0)
  return {
    requestsPerSecond: times.length / sum(({ seconds }) => seconds),
    errors: sum(({ errors }) => errors),
    within: (share) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10,
  }
}
