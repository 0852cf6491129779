import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withPlatform } from '../../db/fleet/registry.ts'
import type { Sql } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { freezeMail } from '../access/commands/mail.server.ts'
import { askAgain, discardJob } from './commands/failed-jobs.server.ts'
import {
  askedRetries,
  forgetRecords,
  putSchedules,
  type Run,
  recordFailure,
  recordRun,
  recordSuccess,
} from './commands/runs.server.ts'
import { noteStandstill, watchSchedules } from './commands/watch.server.ts'
import { failedJobs } from './queries/failed-jobs.server.ts'
import { scheduleBoard, schedulesAnswer } from './queries/schedules.server.ts'

const NOW = '2027-03-09T08:00:00Z'
process.env.PARTIZIPATION_NOW = NOW
const now = Temporal.Instant.from(NOW)
const TABLE = [
  { name: 'trails', rhythm: { everySeconds: 4 } },
  { name: 'files-without-a-row', rhythm: { cron: '23 * * * *' } },
] as const

let web: Web
let city: TestCity
let operator: TestAccount
let cookie: string

const asAdmin = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => withPlatform(city.server, work)
const worker = () => city.databases.platform
const own = () => city.databases.platformOperator()
const good = (startedAt: Temporal.Instant, name = 'trails', more: Partial<Run> = {}): Promise<void> =>
  recordRun(worker(), {
    name,
    startedAt,
    endedAt: startedAt,
    error: null,
    cities: 0,
    citiesFailed: 0,
    ...more,
  })
const watch = (at: Temporal.Instant, from = now.subtract({ hours: 48 })): Promise<void> =>
  watchSchedules(worker(), { key: city.server.key, now: at, from })

interface Queued {
  id: string
  kind: string
}
const mails = (): Promise<Queued[]> =>
  asAdmin(
    (sql) =>
      sql<
        Queued[]
      >`select id, kind from platform_mail where account_id = ${operator.id} order by created_at, kind`,
  )

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  operator = await makeAccount({}, 'Olga Betrieb', true)
  await asAdmin((sql) => sql`insert into office (account_id, role) values (${operator.id}, 'operator')`)
  cookie = await signIn(web, operator)
})
afterAll(() => city.remove())
beforeEach(async () => {
  await asAdmin(async (sql) => {
    await sql`delete from schedule`
    await sql`delete from schedule_outage`
    await sql`delete from failed_job`
    // Other operators of this server are told as well.
    await sql`delete from platform_mail where kind in ('schedules-late', 'schedules-back')`
  })
  await putSchedules(worker(), TABLE, now.subtract({ hours: 48 }))
})

describe('runs', () => {
  it('are one row a schedule, and a count for each day', async () => {
    for (let nth = 0; nth < 5; nth += 1) await good(now.subtract({ seconds: 40 - nth * 4 }))
    await good(now.subtract({ seconds: 8 }), 'trails', { error: 'PostgresError 40P01' })
    await good(now.subtract({ seconds: 4 }), 'trails', { cities: 3, citiesFailed: 1 })
    await good(now.subtract({ hours: 30 }), 'files-without-a-row')
    const { lines, still } = await scheduleBoard(own(), now)
    expect(still).toBe(false)
    expect(lines).toMatchObject([
      { name: 'files-without-a-row', late: true, today: { runs: 0, failed: 0 } },
      {
        name: 'trails',
        late: false,
        last: { state: 'partly', error: null, cities: { opened: 3, failed: 1 } },
        today: { runs: 7, failed: 1 },
      },
    ])
    expect(await schedulesAnswer(worker(), now)).toBe('late: files-without-a-row')
  })

  it('that fail prove nothing: what only fails is overdue too, with its reason', async () => {
    await good(now.subtract({ minutes: 10 }))
    await good(now.subtract({ seconds: 2 }), 'trails', { error: 'CityUnavailable' })
    const { lines } = await scheduleBoard(own(), now)
    expect(lines.find(({ name }) => name === 'trails')).toMatchObject({
      late: true,
      last: { state: 'failed', error: 'CityUnavailable' },
    })
  })

  it('of a table that was put again are kept; a new rhythm counts from now on', async () => {
    await good(now.subtract({ seconds: 4 }))
    await putSchedules(worker(), [{ name: 'trails', rhythm: { everySeconds: 9 } }], now)
    const { lines } = await scheduleBoard(own(), now)
    expect(lines).toMatchObject([{ name: 'trails', rhythm: { everySeconds: 9 }, last: { state: 'done' } }])
  })
})

describe('an outage', () => {
  it('is told once, however often and by how many it is seen, and once when it is over', async () => {
    await good(now.subtract({ hours: 2 }))
    await good(now, 'files-without-a-row')
    await Promise.all(Array.from({ length: 10 }, () => watch(now)))
    for (const minutes of [1, 2, 30]) await watch(now.add({ minutes }))
    expect((await mails()).map(({ kind }) => kind)).toEqual(['schedules-late'])
    await good(now.add({ minutes: 31 }))
    await Promise.all(Array.from({ length: 10 }, () => watch(now.add({ minutes: 31 }))))
    await watch(now.add({ minutes: 32 }))
    expect((await mails()).map(({ kind }) => kind)).toEqual(['schedules-late', 'schedules-back'])
  })

  it('is written about with what is missing, in a sentence that names nobody', async () => {
    await good(now.subtract({ hours: 2 }))
    await good(now, 'files-without-a-row')
    await watch(now)
    const [queued] = await mails()
    const place = { key: city.server.key, origin: 'https://p.example', demo: true }
    const frozen = await freezeMail(worker(), place, queued?.id ?? '', now)
    if (frozen.next !== 'send') throw new Error('nothing to send')
    expect(frozen.mail.to).toBe(operator.email)
    expect(frozen.mail.text).toContain('Protokolle versiegeln: erwartet am Dienstag, 9. März um 07:00 Uhr')
    expect(frozen.mail.text).toContain('https://p.example/operator')
    expect(frozen.mail.text).not.toContain('Vertretungen')
  })

  it('that is over before its mail could go out is told once, as over', async () => {
    await good(now.subtract({ hours: 2 }))
    await good(now, 'files-without-a-row')
    await watch(now)
    await good(now.add({ minutes: 1 }))
    await watch(now.add({ minutes: 1 }))
    const place = { key: city.server.key, origin: 'https://p.example', demo: true }
    const next: string[] = []
    for (const { id } of await mails())
      next.push((await freezeMail(worker(), place, id, now.add({ minutes: 2 }))).next)
    expect(next).toEqual(['nothing', 'send'])
  })

  it('of the whole worker is told once when workers begin again, and no schedule is blamed for it', async () => {
    for (const name of ['trails', 'files-without-a-row']) await good(now.subtract({ hours: 9 * 24 }), name)
    const begin = { key: city.server.key, now }
    await Promise.all(Array.from({ length: 10 }, () => noteStandstill(worker(), begin)))
    await watch(now.add({ seconds: 30 }), now)
    expect((await mails()).map(({ kind }) => kind)).toEqual(['schedules-back'])
    expect((await scheduleBoard(own(), now)).still).toBe(true)
  })

  it('is none when the clock was set back: runs are expected from now on', async () => {
    for (const name of ['trails', 'files-without-a-row']) await good(now.add({ hours: 2000 }), name)
    await asAdmin((sql) => sql`update schedule set since = ${now.add({ hours: 2000 }).toString()}`)
    // The watcher saw the clock go back, and has been watching from there.
    await watch(now, now)
    expect(await mails()).toEqual([])
    await watch(now.add({ minutes: 5 }), now)
    expect((await mails()).map(({ kind }) => kind)).toEqual(['schedules-late'])
  })
})

describe('a job that failed for good', () => {
  const job = { queue: 'messages', job: 'send-messages', payload: { city: 'irgendwo' } } as const
  const open = async () => (await failedJobs(own())).jobs
  const act = async (id: string) => ({ id, actorId: operator.id, now })
  const trail = () =>
    asAdmin(
      (sql) => sql<{ kind: string }[]>`select kind from account_event where actor_id = ${operator.id}
        and kind in ('job-asked-again', 'job-discarded') order by id`,
    )

  it('is one row while it fails, and is over when it succeeds', async () => {
    await recordFailure(worker(), job, 'CityUnavailable', now.subtract({ hours: 1 }))
    await recordFailure(worker(), job, 'PostgresError 57P01', now)
    await recordFailure(worker(), { ...job, payload: { city: 'anderswo' } }, 'TypeError', now)
    expect(await open()).toHaveLength(2)
    expect((await open()).find(({ payload }) => payload.city === 'irgendwo')).toMatchObject({
      error: 'PostgresError 57P01',
      tries: 2,
      firstAt: '2027-03-09T07:00:00Z',
    })
    await recordSuccess(worker(), job, now)
    expect((await open()).map(({ payload }) => payload.city)).toEqual(['anderswo'])
  })

  it('is asked for once by two clicks, with one row in the trail; the wish outlives the queue', async () => {
    await recordFailure(worker(), job, 'CityUnavailable', now)
    const [row] = await open()
    const before = (await trail()).length
    const both = await Promise.all([1, 2].map(async () => askAgain(own(), await act(row?.id ?? ''))))
    expect(both.map((one) => (one.ok ? one.value : one.error)).sort()).toEqual(['asked', 'gone'])
    expect((await trail()).slice(before).map(({ kind }) => kind)).toEqual(['job-asked-again'])
    const [first, again] = [await askedRetries(worker()), await askedRetries(worker())]
    expect(first).toMatchObject([{ ...job, jobId: `retry-${row?.id}-1` }])
    expect(again).toEqual(first)
    // It fails once more: open again, and the next wish is another job.
    await recordFailure(worker(), job, 'CityUnavailable', now)
    expect(await open()).toMatchObject([{ asked: false, tries: 2 }])
    await askAgain(own(), await act(row?.id ?? ''))
    expect(await askedRetries(worker())).toMatchObject([{ jobId: `retry-${row?.id}-2` }])
    await recordSuccess(worker(), job, now)
    expect(await askedRetries(worker())).toEqual([])
  })

  it('is laid aside for good, and forgotten after thirty days', async () => {
    await recordFailure(worker(), job, 'CityUnavailable', now)
    const [row] = await open()
    expect(await discardJob(own(), await act(row?.id ?? ''))).toEqual({ ok: true, value: 'discarded' })
    expect(await askAgain(own(), await act(row?.id ?? ''))).toEqual({ ok: false, error: 'gone' })
    expect(await open()).toEqual([])
    const left = () => asAdmin((sql) => sql`select id from failed_job where id = ${row?.id ?? ''}`)
    await forgetRecords(worker(), now.add({ hours: 29 * 24 }))
    expect(await left()).toHaveLength(1)
    await forgetRecords(worker(), now.add({ hours: 31 * 24 }))
    expect(await left()).toHaveLength(0)
  })

  it('stands on the page with its buttons, which do what they say', async () => {
    await good(now)
    await recordFailure(worker(), job, 'CityUnavailable', now)
    const [row] = await open()
    const page = await (await web.get('/operator', cookie)).text()
    for (const word of [
      'Gescheiterte Aufträge',
      'send-messages',
      'city: irgendwo',
      'CityUnavailable',
      'Protokolle versiegeln',
    ])
      expect(page).toContain(word)
    const done = await web.post('/operator', { id: row?.id ?? '', intent: 'retry' }, cookie)
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/operator?job=asked#failed'])
    expect(await (await web.get('/operator?job=asked', cookie)).text()).toContain('wird wiederholt')
    const twice = await web.post('/operator', { id: row?.id ?? '', intent: 'discard' }, cookie)
    expect(twice.headers.get('Location')).toBe('/operator?job=gone#failed')
    const unknown = await web.post('/operator', { id: randomUUID(), intent: 'retry' }, cookie)
    expect(unknown.headers.get('Location')).toBe('/operator?job=gone#failed')
  })
})

describe('the web process', () => {
  it('says on /readyz what did not run, and that nothing ever ran', async () => {
    const answer = async (): Promise<unknown> => (await web.get('/readyz')).json()
    await good(now)
    await good(now, 'files-without-a-row')
    expect(await answer()).toMatchObject({ ready: true, schedules: 'running' })
    await good(now.subtract({ hours: 3 }))
    expect(await answer()).toMatchObject({ ready: true, schedules: 'late: trails' })
    await asAdmin((sql) => sql`delete from schedule`)
    expect(await answer()).toMatchObject({ schedules: 'never: no worker has run yet' })
  })
})
