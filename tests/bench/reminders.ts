/** A morning on which many reminders are due at once: the product's worker, and the queue alone making the same calls. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { atOffice, dayAtOffice, isWorkingDay } from '../../app/follow-ups/rules/working-days.ts'
import { hintDue } from '../../app/messages/commands.server.ts'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { platformAddress, preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { type Server, withConnection } from '../../db/fleet/server.ts'
import { asRole, withCity } from '../../infra/cli/access.ts'
import { systemClock } from '../../infra/clock.ts'
import { loadRootKey } from '../../infra/key.ts'
import { buildWhenStale, root } from '../../infra/start/build.ts'
import { freePort } from '../../infra/start/port.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import { startRedis } from '../../infra/start/redis.ts'
import { CONCURRENCY } from '../../workers/work.ts'
import { BACKENDS } from '../faults/servers.ts'
import { hundredths } from './cities.ts'
import { memoryOf } from './product.ts'
import type { Report } from './report.ts'
import { type VendorState, vendorState } from './vendor-state.ts'

interface RemindersOptions {
  reminders: number
  cities: number
  /** Milliseconds until the vendor answers. */
  answerMs: number
  /** Undefined = both. */
  backend: string | undefined
}

const slugOf = (nth: number): string => `bench-${nth + 1}`

/** Ten in the morning of the next day on which the office is open. */
function aMorning() {
  let day = dayAtOffice(systemClock.now()).add({ days: 1 })
  while (!isWorkingDay(day)) day = day.add({ days: 1 })
  return atOffice(day, '10:00')
}

/** Wanted: 0.8 of what the queue alone reaches, on both of its backends. */
export async function benchReminders(report: Report, options: RemindersOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-bench-'))
  const key = loadRootKey({ key: undefined, dataDir })
  await buildWhenStale()
  const redis = await startRedis()
  if (!redis) throw new Error('The bench needs redis-server')
  const postgres = await startPostgres({ dataDir, key })
  const server: Server = { adminUrl: postgres.adminUrl, key }
  try {
    await preparePlatform(server)
    for (let nth = 0; nth < options.cities; nth += 1) await fill(server, nth, options)
    const vendor = await startVendor(options.answerMs)
    try {
      for (const backend of BACKENDS.filter((one) => (options.backend ?? one) === one)) {
        await makeDue(server, options.cities)
        const REDIS_URL = backend === 'redis' ? redis.url : ''
        const env = { ...environment({ server, dataDir }, vendor), REDIS_URL }
        const bare = await drain(vendor, options.reminders, () => bareJobs(server, env, options.reminders))
        const own = await drain(vendor, options.reminders, () => productWorker(env))
        report({
          scenario: 'reminders',
          what: 'drain',
          backend,
          reminders: options.reminders,
          perSecond: own.perSecond,
          calls: own.calls,
          bareJobsPerSecond: bare.perSecond,
          ratio: hundredths(own.perSecond / bare.perSecond),
          memoryBefore: own.memory[0] ?? 0,
          memoryMost: Math.max(...own.memory),
          memoryAfter: own.memory.at(-1) ?? 0,
        })
      }
    } finally {
      await vendor.stop()
    }
  } finally {
    await postgres.stop()
    await redis.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** A city in which each client has one talk in seven days, and one reminder of it. So many at one time overlap in no diary, for they have no length. */
async function fill(server: Server, nth: number, { reminders, cities }: RemindersOptions): Promise<void> {
  const slug = slugOf(nth)
  const clients = Math.floor((reminders + nth) / cities)
  await provisionCity(server, { slug, name: `Stadt Bench ${nth + 1}` })
  await withCity(server, systemClock, slug, (access) =>
    fillCity(access, { clients, appointments: clients, seed: slug }),
  )
  const week = aMorning()
    .add({ hours: 7 * 24 })
    .toString()
  await asOwner(server, slug, async (sql) => {
    await sql`update message set next_at = null, state = 'skipped', reason = 'past' where next_at is not null`
    await sql`
      insert into appointment (id, client_id, participation_id, starts_at, minutes, place, responsible_id, state, occurred_on, recorded_at, recorded_by)
      select gen_random_uuid(), p.client_id, p.id, ${week}::timestamptz + row_number() over (order by p.id) * interval '1 second' + interval '7 milliseconds',
        0, 'Rathaus', c.lead_id, 'booked', current_date, now(), c.lead_id
      from client c join lateral (select * from participation where client_id = c.id order by id limit 1) p on true
      where c.closed_on is null and c.voided_at is null and c.lead_id is not null`
    await sql`
      insert into message (id, client_id, appointment_id, kind, channel, language, state, created_at, next_at)
      select gen_random_uuid(), client_id, id, 'week-before', 'email', 'ar', 'skipped', now(), null
      from appointment where place = 'Rathaus' and starts_at >= ${week}::timestamptz`
    await sql`
      update person_contact set email = person_id || '@example.com'`
  })
  await analyzeCity(server, slug)
}

/** All of them are due as on the first run, whatever became of them. */
async function makeDue(server: Server, cities: number): Promise<void> {
  const now = aMorning().toString()
  for (let nth = 0; nth < cities; nth += 1) {
    await asOwner(server, slugOf(nth), async (sql) => {
      await sql`
        update message m set state = 'due', next_at = ${now}::timestamptz, frozen = null, frozen_at = null, batch_id = null,
          batch_nth = null, slot = null, closed_at = null, reason = null, attempts = 0, claimed_until = null, vendor_id = null
        from appointment a where a.id = m.appointment_id and a.place = 'Rathaus' and a.state = 'booked'`
    })
    await asRole(server, 'platform_worker', (platform) => hintDue(platform, slugOf(nth), now))
  }
}

async function asOwner(
  server: Server,
  slug: string,
  work: Parameters<typeof withConnection<void>>[1],
): Promise<void> {
  const address = await withPlatform(server, (platform) => cityAddress(server, platform, slug, 'owner'))
  await withConnection(address, work)
}

interface Vendor {
  url: string
  state(): Promise<VendorState>
  forget(): Promise<void>
  stop(): Promise<void>
}

async function startVendor(answerMs: number): Promise<Vendor> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = start(
    ['--import', 'tsx', 'tests/bench/vendor-process.ts', String(port), String(answerMs)],
    {},
  )
  const state = async (): Promise<VendorState> => vendorState.parse(await (await fetch(url)).json())
  const deadline = performance.now() + 20_000
  while (
    !(await state().then(
      () => true,
      () => false,
    ))
  ) {
    if (performance.now() > deadline) throw new Error('The vendor of the bench does not answer')
    await sleep(100)
  }
  return {
    url,
    state,
    async forget() {
      await fetch(url, { method: 'DELETE' })
    },
    stop: () => end(child),
  }
}

function start(args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

const environment = ({ server, dataDir }: { server: Server; dataDir: string }, { url }: Vendor) => ({
  DEMO: '1',
  DATABASE_URL: server.adminUrl,
  PARTIZIPATION_KEY: server.key.toString('hex'),
  PARTIZIPATION_DATA: dataDir,
  PARTIZIPATION_NOW: aMorning().toString(),
  RESEND_URL: url,
  RESEND_API_KEY: 're_bench',
  // The account's limit is the vendor's business, and another than this machine's.
  RESEND_PER_SECOND: '1000',
})
type Environment = ReturnType<typeof environment> & { REDIS_URL: string }

const productWorker = (env: Environment): ChildProcess =>
  start(['--enable-source-maps', 'build/processes/worker.js'], env)

/** As many calls at once as the product's worker makes. */
const bareJobs = (server: Server, env: Environment, jobs: number): ChildProcess =>
  start(['--import', 'tsx', 'tests/bench/bare-jobs.ts', String(jobs), String(CONCURRENCY.messages)], {
    ...env,
    BARE_PLATFORM_URL: platformAddress(server, 'platform_worker'),
  })

interface Drained {
  perSecond: number
  calls: number
  /** MB of the process, once a second. */
  memory: number[]
}

/** From the first call to the last, as the vendor saw it. */
async function drain(vendor: Vendor, mails: number, begin: () => ChildProcess): Promise<Drained> {
  await vendor.forget()
  const child = begin()
  const memory: number[] = []
  try {
    for (;;) {
      await sleep(1000)
      const { mails: sent, calls, firstAt, lastAt } = await vendor.state()
      if (firstAt !== null && child.pid !== undefined && child.exitCode === null)
        memory.push(memoryOf(child.pid, 'VmRSS'))
      if (sent >= mails && firstAt !== null && lastAt !== null)
        return { calls, memory, perSecond: Math.round((sent * 1000) / (lastAt - firstAt)) }
      if (child.exitCode !== null && child.exitCode !== 0) throw new Error('A process of the bench ended')
    }
  } finally {
    await end(child)
  }
}
