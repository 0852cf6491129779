import { and, eq, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handOverFile } from '../../app/caseload/commands/hand-over.server.ts'
import { filesLedBy } from '../../app/caseload/queries.server.ts'
import { keepUpload } from '../../app/outreach/draft/store.server.ts'
import { act } from '../../db/act.ts'
import { personContact } from '../../db/city/schema/clients.ts'
import { appointment, task } from '../../db/city/schema/follow-ups.ts'
import { listDraft } from '../../db/city/schema/outreach.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, type Sql, withConnection } from '../../db/fleet/server.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'
import { makeTalk } from '../factories/talks.ts'
import { BACKENDS, type Bench, eventually, makeBench } from './workers.ts'

/** Of one visit: messages, what comes next, loans, lists. */
const VISIT_ACTS = 4

let city: TestCity
let bench: Bench
beforeEach(async () => {
  city = await makeCity()
})
afterEach(async () => {
  await bench.close()
  await city.remove()
})

/** On whose clock the worker stands; the others' cities of this server are not looked at here. */
const lookedAt = () =>
  withPlatform(city.server, async (sql) => {
    const [found] = await sql<{ at: string | null }[]>`
      select to_char(looked_at at time zone 'UTC', 'HH24:MI') as at from city_turn where city_slug = ${city.slug}`
    return found?.at
  })
const setLookedAt = (iso: string) =>
  withPlatform(
    city.server,
    (sql) => sql`update city_turn set looked_at = ${iso} where city_slug = ${city.slug}`,
  )

describe.each(BACKENDS)('on %s', (backend) => {
  it('a city has its turn when the last visit is long past, and when the clock was set back', async () => {
    bench = makeBench(city, backend)
    const { queues } = await bench.work()
    // At the start of a worker every city is visited.
    await eventually(async () => expect(await lookedAt()).toBe('08:00'))
    const turns = async () => {
      await queues.add('clock', 'visit-cities', { all: false })
      expect(await lookedAt()).toBe('08:00')
    }
    await setLookedAt('2026-03-09T07:10:00Z')
    await eventually(turns)
    await setLookedAt('2026-03-09T09:10:00Z')
    await eventually(turns)
  })

  it('what fails in a visit does not keep the rest of it from being done', async () => {
    const to = { id: '0d000000-0000-4000-8000-000000000001', name: 'Jonas Vertretung' }
    const { clientId } = await city.work((at) => makeClient(at))
    const lend = { clientId, fromId: caseworker.id, to, until: '2026-03-13', note: 'Fortbildung' }
    expect((await city.work((at) => handOverFile(at, lend))).ok).toBe(true)
    const ledByLead = async () =>
      (await city.work((at) => filesLedBy(at, caseworker.id))).map((file) => file.clientId)
    await withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), (sql) =>
      sql.unsafe(`revoke select on message from "${databaseOf(city.slug)}_staff"`),
    )
    city.clock.set('2026-03-14T06:00:00Z')
    bench = makeBench(city, backend)
    await bench.work()
    await eventually(async () => expect(await ledByLead()).toEqual([clientId]))
    await eventually(async () => expect(await lookedAt()).toBe('06:00'))
  })
})

describe('a city has no visit that it does not need', () => {
  const admin = <T>(work: (sql: Sql) => Promise<T>) =>
    withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), work)
  const visits = () =>
    admin(async (sql) => {
      const [found] = await sql<
        { n: number }[]
      >`select count(*)::int as n from audit_event where subject = 'turn'`
      return (found?.n ?? 0) / VISIT_ACTS
    })
  let turns = 0
  let queues: Awaited<ReturnType<Bench['work']>>['queues']
  /** How many it has had when it comes to rest: at the start of a worker there may be more than one. */
  let atFirst: number
  /** It has had its turn at this time, or none was due. */
  const turnAt = async (iso: string) => {
    city.clock.set(iso)
    turns += 1
    await queues.add('clock', 'visit-cities', { all: false }, { jobId: `turn-${turns}` })
    await eventually(async () => {
      const clock = (await queues.depths()).find(({ queue }) => queue === 'clock')
      expect([clock?.waiting, clock?.active]).toEqual([0, 0])
    })
  }
  /** Visited once, and found unchanged: Postgres' own count of what was written there, the visit's rows among it, is known. */
  const atRest = async () => {
    bench = makeBench(city, 'postgres')
    ;({ queues } = await bench.work())
    await eventually(async () => expect(await lookedAt()).toBe('08:00'))
    await eventually(async () => {
      // However long Postgres takes to count what was written.
      await setLookedAt('2026-03-09T08:00:00Z')
      await turnAt('2026-03-09T08:50:00Z')
      await setLookedAt('2026-03-09T08:00:00Z')
      await turnAt('2026-03-09T08:51:00Z')
      expect(await lookedAt()).toBe('08:00')
    })
    atFirst = await visits()
    expect(atFirst).toBeGreaterThan(0)
  }
  const visitsMore = async () => (await visits()) - atFirst

  it('in which nobody did anything: after the first it is looked into once, and then not opened till the next day', async () => {
    await atRest()
    await turnAt('2026-03-09T20:00:00Z')
    expect([await lookedAt(), await visitsMore()]).toEqual(['08:00', 0])
    await turnAt('2026-03-10T08:00:01Z')
    expect([await lookedAt(), await visitsMore()]).toEqual(['08:00', 1])
  })

  it.each<[string, () => Promise<unknown>]>([
    ['somebody worked in it', () => city.work((at) => makeClient(at))],
    [
      'somebody only looked',
      () => act(city.access(), { action: 'view', subject: 'today' }, async () => null),
    ],
    ['other counters count, as after a crash of Postgres', () => admin((sql) => sql`select pg_stat_reset()`)],
  ])('but has one within the hour when %s', async (_, happens) => {
    await atRest()
    await happens()
    await eventually(async () => {
      await turnAt('2026-03-09T09:37:00Z')
      expect([await lookedAt(), await visitsMore()]).toEqual(['09:37', 1])
    })
  })

  const lendsAFile = async () => {
    const to = { id: '0d000000-0000-4000-8000-000000000001', name: 'Jonas Vertretung' }
    const { clientId } = await city.work((at) => makeClient(at))
    const lend = { clientId, fromId: caseworker.id, to, until: '2026-03-09', note: 'Fortbildung' }
    expect((await city.work((at) => handOverFile(at, lend))).ok).toBe(true)
    return async () => (await city.work((at) => filesLedBy(at, caseworker.id))).length
  }
  const uploadsAList = async () => {
    await city.work((at) => makeClient(at))
    city.clock.set('2026-03-08T23:00:00Z')
    const kept = await city.work((at) => keepUpload(at, { bytes: new Uint8Array([1]), programme: '' }))
    expect(kept.ok).toBe(true)
    city.clock.set('2026-03-09T08:00:00Z')
    return async () =>
      1 - (await city.work(({ db }) => db.select({ id: listDraft.id }).from(listDraft))).length
  }
  const booksAWeekAndADayAhead = async () => {
    const { personId, appointmentId } = await makeTalk(city)
    const interpreter = { language: 'ti', interpreter: true }
    await city.work(async ({ db }) => {
      await db
        .insert(personContact)
        .values({ personId, ...interpreter })
        .onConflictDoUpdate({ target: personContact.personId, set: interpreter })
      const startsAt = Temporal.Instant.from('2026-03-17T08:00:00Z')
      await db.update(appointment).set({ startsAt }).where(eq(appointment.id, appointmentId))
    })
    const missing = and(eq(task.reason, 'interpreter-missing'), isNull(task.doneAt))
    return async () =>
      (await city.work(({ db }) => db.select({ id: task.id }).from(task).where(missing))).length
  }

  it.each([
    ['the last day of a loan', lendsAFile],
    ['the day for which a list is kept', uploadsAList],
    ['the time in which nobody need have agreed to translate', booksAWeekAndADayAhead],
  ])('and one at midnight when %s is over, though nobody writes anything', async (_, prepare) => {
    const done = await prepare()
    await atRest()
    await turnAt('2026-03-09T22:59:59Z')
    // Who asks whether it is done leaves a row that would be a reason to visit, too.
    expect(await visitsMore()).toBe(0)
    await turnAt('2026-03-09T23:00:01Z')
    expect([await visitsMore(), await done()]).toEqual([1, 1])
  })
})

it('after a start, at which all were visited at once, each has its next turn within the hour', async () => {
  bench = makeBench(city, 'postgres')
  // Nobody can work in them; they have their turn all the same.
  const others = Array.from({ length: 27 }, (_, nth) => `in-turn-${nth}`)
  await withPlatform(city.server, async (sql) => {
    for (const slug of others)
      await sql`insert into city (slug, name, colour, status) values (${slug}, 'Ohne', '#000000', 'live')`
  })
  const seenSince = (iso: string) =>
    withPlatform(city.server, async (sql) => {
      const [found] = await sql<{ n: number }[]>`select count(*)::int as n from city_turn
        where (city_slug = ${city.slug} or city_slug like 'in-turn-%') and looked_at >= ${iso}`
      return found?.n
    })
  try {
    const { queues } = await bench.work()
    await eventually(async () => expect(await seenSince('2026-03-09T08:00:00Z')).toBe(28))
    for (let minute = 44; minute < 60; minute += 1) {
      city.clock.set(`2026-03-09T08:${minute}:00Z`)
      await queues.add('clock', 'visit-cities', { all: false }, { jobId: `minute-${minute}` })
      await eventually(async () => {
        const clock = (await queues.depths()).find(({ queue }) => queue === 'clock')
        expect([clock?.waiting, clock?.active]).toEqual([0, 0])
      })
    }
    expect(await seenSince('2026-03-09T08:44:00Z')).toBe(28)
  } finally {
    await withPlatform(city.server, (sql) => sql`delete from city where slug like 'in-turn-%'`)
  }
})
