import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { act, type CityWork } from '../../../db/act.ts'
import { personRegistry } from '../../../db/city/schema/clients.ts'
import { workPlan } from '../../../db/city/schema/work-plans.ts'
import { caseworker, makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { mergeOrder } from '../../../tests/factories/merge.ts'
import { organisationNamed, share } from '../../../tests/factories/partners.ts'
import { makeClient, makePerson } from '../../../tests/factories/people.ts'
import { makeProgramme, type Walked, type Way, walk } from '../../../tests/factories/way.ts'
import { beginTalk } from '../../assessments/commands/draft.server.ts'
import { restrictFile } from '../../caseload/commands/restriction.server.ts'
import { clientPage } from '../../clients/overview.server.ts'
import { importList } from '../../outreach/list/import.server.ts'
import { readList } from '../../outreach/list/read.ts'
import { FIELDS, type Field } from '../input.ts'
import { mergedFile } from '../merged-file.server.ts'
import { mergePeople } from './merge.server.ts'
import { movesOf, STAYS } from './moves.ts'
import { takeBack } from './unmerge.server.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
  await city.work((work) => startRound(work, 'Nordstadt'))
})
afterAll(() => city.remove())

const merge = (keptId: string, goneId: string, gone: readonly Field[] = []) =>
  city.work((work) => mergePeople(work, mergeOrder(keptId, goneId, gone)))
const back = (mergeId: string) => city.work((work) => takeBack(work, { mergeId, reason: 'Es sind Brüder' }))

function must<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** Tables that name a person or a file, themselves or by a row that does; and the columns they name it in. */
const tied = () =>
  city.work(({ db }) =>
    db.execute<{ table: string }>(sql`
      select distinct hangs.conrelid::regclass::text as table from pg_constraint hangs
      join pg_attribute named on named.attrelid = hangs.conrelid and named.attnum = any(hangs.conkey)
      where hangs.contype = 'f' and hangs.connamespace = 'public'::regnamespace
        and (hangs.confrelid in ('person'::regclass, 'client'::regclass) or named.attname in ('person_id', 'client_id'))`),
  )

/** Every row a merge may touch, as one text a table; the merge's own row and the stream only grow. */
async function snapshot(): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {}
  const tables = (await tied()).filter(({ table }) => !['timeline', 'person_merge'].includes(table))
  await city.work(async ({ db }) => {
    for (const { table } of [...tables, { table: 'referral_answer' }]) {
      const found = await db.execute<{ row: string }>(
        sql`select to_jsonb(t)::text as row from ${sql.raw(table)} t order by 1`,
      )
      rows[table] = found.map(({ row }) => row)
    }
  })
  return rows
}

describe('what hangs on a person or a file', () => {
  it('goes along or says why it stays, table by table', async () => {
    const pair = { keptId: 'a', goneId: 'b', keptFile: 'c', goneFile: 'd' }
    const goes = new Set(movesOf(pair).map(({ table }) => table))
    const cascading = ['assessment_ability']
    const files = ['client']
    const named = (await tied()).map(({ table }) => table)
    expect(named.filter((table) => goes.has(table) && table in STAYS)).toEqual([])
    expect(
      named.filter(
        (table) => !goes.has(table) && !(table in STAYS) && ![...cascading, ...files].includes(table),
      ),
    ).toEqual([])
    expect(Object.keys(STAYS).filter((table) => !named.includes(table))).toEqual([])
  })
})

/** One sheet given to a family at once. */
const FAMILY_FORM = crypto.randomUUID()
const startRound = ({ db, now, actor }: CityWork, name: string) =>
  db.execute(sql`
    insert into outreach_round (programme_id, name, from_on, until_on, phone, target_women, target_under_27, part, occurred_on, recorded_at, recorded_by)
    values (${city.programmeId}::uuid, ${name}, '2025-07-01', '2025-07-31', '0202 563 1', 50, 30, '{}', '2025-07-01', ${now.toString()}::timestamptz, ${actor.id}::uuid)`)

/** More of a life: where she lives and with whom, what is known once, what is planned. */
async function settle(
  work: CityWork,
  { personId, clientId, participationId }: Walked,
  { live, talking = false }: { live: boolean; talking?: boolean },
) {
  const { db, now, actor } = work
  const at = now.toString()
  await startRound(work, personId)
  await db.execute(sql`
    with door as (
      insert into dwelling (street, house_number, street_key) values ('Gathe', ${personId.slice(0, 8)}, ${personId}) returning id),
    home as (insert into household (created_at) values (${at}::timestamptz) returning id),
    lives as (insert into tenancy (person_id, dwelling_id, from_on) select ${personId}::uuid, id, '2025-01-01' from door),
    moved as (insert into tenancy (person_id, dwelling_id, from_on, until_on) select ${personId}::uuid, id, '2020-01-01', '2024-12-31' from door),
    belongs as (insert into household_member (household_id, person_id, relation, from_on) select id, ${personId}::uuid, 'head', '2025-01-01' from home),
    speaks as (insert into person_contact (person_id, phone, language) values (${personId}::uuid, '+4920256343210', 'ti')),
    walked as (insert into round_person (round_id, person_id, dwelling_id) select round.id, ${personId}::uuid, door.id
      from outreach_round round cross join door where round.name = 'Nordstadt' or round.name = ${personId}),
    met as (insert into visit (person_id, dwelling_id, programme_id, round_id, outcome, occurred_on, recorded_at, recorded_by)
      select ${personId}::uuid, door.id, round.programme_id, round.id, 'nobody-home', '2025-07-01', ${at}::timestamptz, ${actor.id}::uuid
      from outreach_round round cross join door where round.name = 'Nordstadt'),
    letter as (insert into outreach_letter (round_id, person_id, language, code_digest, expires_on, occurred_on, recorded_at, recorded_by)
      select id, ${personId}::uuid, 'ti', ${personId}, '2026-12-31', '2025-07-02', ${at}::timestamptz, ${actor.id}::uuid
      from outreach_round where name = 'Nordstadt'),
    refused as (insert into do_not_visit (person_id, reason, since_on, recorded_at, recorded_by)
      values (${personId}::uuid, 'declined', '2025-06-01', ${at}::timestamptz, ${actor.id}::uuid)),
    told as (insert into contact_record (person_id, mobile, interpreter, occurred_on, recorded_at, recorded_by)
      values (${personId}::uuid, '+4917012345678', false, '2025-07-03', ${at}::timestamptz, ${actor.id}::uuid)),
    informed as (insert into privacy_notice (form_id, person_id, text_version, language, way, occurred_on, recorded_at, recorded_by)
      values (${FAMILY_FORM}::uuid, ${personId}::uuid, '1', 'ti', 'read-out', '2025-07-03', ${at}::timestamptz, ${actor.id}::uuid)),
    works as (insert into work_facts (person_id, reception_duty, safe_country, rejection, removal_imminent, barred, fiction, employment, occurred_on, recorded_at, recorded_by)
      values (${personId}::uuid, 'no', 'no', 'no', 'no', 'no', 'unknown', 'job', '2025-07-03', ${at}::timestamptz, ${actor.id}::uuid)),
    earns as (insert into earning (person_id, earns, occurred_on, recorded_at, recorded_by)
      values (${personId}::uuid, 'no', '2025-07-03', ${at}::timestamptz, ${actor.id}::uuid))
    insert into person_stay (person_id, entered_on) values (${personId}::uuid, '2021-05')`)
  if (!clientId) return
  const nextDay = sql`(select coalesce(max(starts_at), ${at}::timestamptz) + interval '1 day' from appointment)`
  await db.execute(sql`
    insert into assessment_draft (client_id, started_at, started_by, finished_at)
    values (${clientId}::uuid, ${at}::timestamptz, ${actor.id}::uuid, ${talking ? null : at}::timestamptz)`)
  await db.execute(sql`
    with schedule as (
      insert into follow_up_schedule (client_id, participation_id, window_from, window_to, rule, rule_version, version, state, made_at)
      select ${clientId}::uuid, ${participationId}::uuid, '2026-03-01', '2026-03-15', 'r', 1, n,
        case when n = 3 and ${live} then 'live' else 'met' end, ${at}::timestamptz from generate_series(1, 3) n returning id, version),
    talk as (
      insert into appointment (client_id, participation_id, schedule_id, starts_at, minutes, place, responsible_id, state, occurred_on, recorded_at, recorded_by)
      select ${clientId}::uuid, ${participationId}::uuid, id, ${nextDay}, 60, 'Rathaus',
        ${actor.id}::uuid, 'booked', '2026-03-01', ${at}::timestamptz, ${actor.id}::uuid from schedule where version = 3 returning id)
    insert into message (client_id, appointment_id, kind, channel, language, next_at, created_at)
    select ${clientId}::uuid, id, 'day-before', 'email', 'de', ${at}::timestamptz, ${at}::timestamptz from talk`)
}

interface Life {
  way: Omit<Way, 'programmeId'>
  programme: 0 | 1
  settled: boolean
  live: boolean
  shared: boolean
}
const someLife: fc.Arbitrary<Life> = fc.record({
  way: fc.record(
    {
      listedOn: fc.constant(['2025-06-01', '2025-09-01']),
      visit: fc.constant({ outcome: 'interested', on: '2025-07-01' } as const),
      enteredOn: fc.constant('2025-07-02'),
      assessedOn: fc.constant('2025-08-01'),
      signedOn: fc.constant('2025-08-15'),
      jobs: fc.constant([{ from: '2025-10-01' }]),
      extension: fc.constant({ decidedOn: '2026-01-01', outcome: 'granted' } as const),
    },
    { requiredKeys: [] },
  ),
  programme: fc.constantFrom(0, 1),
  settled: fc.boolean(),
  live: fc.boolean(),
  shared: fc.boolean(),
})

describe('a merge taken back', () => {
  it('leaves every table as it was, whatever two lives look like', async () => {
    const other = await city.work((work) => makeProgramme(work, 'anderes'))
    const organisation = organisationNamed('Diakonie')
    const live = (life: Life, talking = false) =>
      city.work(async (work) => {
        const programmeId = life.programme === 0 ? city.programmeId : other
        const walked = await walk(work, { ...life.way, programmeId })
        if (life.settled) await settle(work, walked, { live: life.live, talking })
        if (life.shared && walked.clientId)
          await share(work, walked, { organisationId: organisation.id, categories: ['services'] })
        return walked
      })
    await fc.assert(
      fc.asyncProperty(someLife, someLife, fc.subarray([...FIELDS]), async (one, two, gone) => {
        const [kept, goes] = [await live(one), await live(two, true)]
        const before = await snapshot()
        const { mergeId, clientId } = must(await merge(kept.personId, goes.personId, gone))
        expect(clientId).toBe(kept.clientId || goes.clientId || null)
        const left = await city.work(({ db }) =>
          db.execute(sql`
            select person_id from visit where person_id = ${goes.personId}::uuid
            union all select person_id from list_row where person_id = ${goes.personId}::uuid
            union all select person_id from tenancy where person_id = ${goes.personId}::uuid
            union all select person_id from work_facts where person_id = ${goes.personId}::uuid
            union all select person_id from contact_record where person_id = ${goes.personId}::uuid
            union all select person_id from client where person_id = ${goes.personId}::uuid and voided_at is null`),
        )
        expect(left).toHaveLength(0)
        expect(await snapshot()).not.toEqual(before)
        must(await back(mergeId))
        expect(await snapshot()).toEqual(before)
      }),
      { numRuns: 25 },
    )
  })
})

const full = {
  listedOn: ['2025-06-01'],
  visit: { outcome: 'interested', on: '2025-07-01' },
  enteredOn: '2025-07-02',
  assessedOn: '2025-08-01',
} as const

const twoFiles = () =>
  city.work(async (work) => {
    const walked = (signed: boolean) =>
      walk(work, {
        ...full,
        listedOn: [...full.listedOn],
        ...(signed ? { signedOn: '2025-08-15' } : {}),
        programmeId: city.programmeId,
      })
    return [await walked(false), await walked(true)] as const
  })

describe('two files', () => {
  it('become one, with both streams in it; an old link leads there', async () => {
    const [kept, goes] = await twoFiles()
    await city.work(({ db, now, actor }) =>
      db.execute(sql`insert into timeline (client_id, occurred_on, recorded_at, recorded_by, kind)
        values (${goes.clientId}::uuid, '2025-08-01', ${now.toString()}::timestamptz, ${actor.id}::uuid, 'assessed')`),
    )
    must(await merge(kept.personId, goes.personId))
    const page = await city.work(({ db }) => clientPage(db, kept.clientId))
    expect(page?.stream.entries.map(({ kind }) => kind)).toEqual(['merged', 'assessed'])
    expect(page?.overview.plan).toBeNull()
    const plans = await city.work(({ db }) =>
      db.select().from(workPlan).where(sql`client_id = ${kept.clientId}`),
    )
    expect(plans).toMatchObject([{ endedOn: null, participationId: kept.participationId }])
    expect(await city.work(({ db }) => clientPage(db, goes.clientId))).toBeUndefined()
    expect(await city.work(({ db }) => mergedFile(db, goes.clientId))).toBe(kept.clientId)
  })

  it('of which both have a plan in force: that of the file that stays goes on', async () => {
    const [, one] = await twoFiles()
    const [, two] = await twoFiles()
    must(await merge(one.personId, two.personId))
    const plans = await city.work(({ db }) =>
      db
        .select({ endedOn: workPlan.endedOn, endReason: workPlan.endReason })
        .from(workPlan)
        .where(sql`client_id = ${one.clientId}`),
    )
    expect(plans.map(({ endReason }) => endReason).sort()).toEqual(['merged', null])
  })

  it('with both of which a talk is under way wait until one is finished', async () => {
    const [one, other] = await twoFiles()
    for (const { clientId } of [one, other])
      must(await city.work((work) => beginTalk(work, { clientId, formKey: crypto.randomUUID() })))
    expect(await merge(one.personId, other.personId)).toEqual({ ok: false, error: 'two-talks' })
  })

  it('merged by two people at once are merged once', async () => {
    const [one, other] = await twoFiles()
    const both = await Promise.all([merge(one.personId, other.personId), merge(other.personId, one.personId)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'merged-already' })
  })

  it('taken back by two people at once are taken back once', async () => {
    const [one, other] = await twoFiles()
    const { mergeId } = must(await merge(one.personId, other.personId))
    const both = await Promise.all([back(mergeId), back(mergeId)])
    expect(both.map((done) => (done.ok ? 'ok' : done.error)).sort()).toEqual(['not-found', 'ok'])
  })

  it('stay merged while something new hangs on what would go', async () => {
    const [one, other] = await twoFiles()
    await city.work((work) => settle(work, other, { live: true }))
    const { mergeId } = must(await merge(one.personId, other.personId))
    await city.work(({ db, now, actor }) =>
      db.execute(sql`insert into appointment (client_id, participation_id, schedule_id, starts_at, minutes, place, responsible_id, state, talk_result, outcome_at, occurred_on, recorded_at, recorded_by)
        select client_id, participation_id, id, ${now.toString()}::timestamptz, 60, 'Rathaus', ${actor.id}::uuid, 'attended', 'as-planned', ${now.toString()}::timestamptz, '2026-03-09', ${now.toString()}::timestamptz, ${actor.id}::uuid
        from follow_up_schedule where client_id = ${one.clientId}::uuid and state = 'live'`),
    )
    const before = await snapshot()
    expect(await back(mergeId)).toEqual({ ok: false, error: 'built-on' })
    expect(await snapshot()).toEqual(before)
  })

  it('merged on must be taken back from the last', async () => {
    const [one, other] = await twoFiles()
    const [third] = await twoFiles()
    const first = must(await merge(one.personId, other.personId))
    const last = must(await merge(third.personId, one.personId))
    expect(await city.work(({ db }) => mergedFile(db, other.clientId))).toBe(third.clientId)
    expect(await back(first.mergeId)).toEqual({ ok: false, error: 'merged-on' })
    must(await back(last.mergeId))
    must(await back(first.mergeId))
  })
})

describe('a merge', () => {
  const numbered = (azrNumber: string) =>
    city.work(async (work) => {
      const personId = await makePerson(work)
      await work.db.insert(personRegistry).values({ personId, azrNumber })
      return personId
    })

  it('is refused for two AZR numbers, for one entry twice and for somebody who is nowhere', async () => {
    const [one, other] = [await numbered('100000000001'), await numbered('100000000002')]
    expect(await merge(one, other)).toEqual({ ok: false, error: 'two-azr-numbers' })
    expect(await merge(one, one)).toEqual({ ok: false, error: 'not-found' })
    expect(await merge(one, crypto.randomUUID())).toEqual({ ok: false, error: 'not-found' })
  })

  it('of a restricted file is for its named people, and keeps it to them', async () => {
    const stranger = { id: crypto.randomUUID(), name: 'Fremd' }
    const [hidden, open] = await city.work(
      async (work) => [await makeClient(work), await makeClient(work)] as const,
    )
    const listed = await city.work((work) => makePerson(work))
    const named = [
      { id: caseworker.id, name: caseworker.name },
      { id: crypto.randomUUID(), name: 'Zweite' },
    ]
    must(
      await city.work((work) =>
        restrictFile(work, hidden.clientId, {
          restriction: 'threatened',
          named,
          staff: named.map(({ id }) => id),
        }),
      ),
    )
    const asStranger = <T>(work: (at: CityWork) => Promise<T>) =>
      act(city.access(stranger), { action: 'change', subject: 'test' }, work)
    for (const [kept, gone] of [
      [hidden.personId, open.personId],
      [open.personId, hidden.personId],
      [listed, hidden.personId],
    ] as const)
      expect(await asStranger((work) => mergePeople(work, mergeOrder(kept, gone)))).toEqual({
        ok: false,
        error: 'not-found',
      })
    expect(await merge(open.personId, hidden.personId)).toEqual({ ok: false, error: 'restriction-differs' })
    const { mergeId, clientId } = must(await merge(listed, hidden.personId))
    expect(clientId).toBe(hidden.clientId)
    expect(await asStranger(({ db }) => clientPage(db, hidden.clientId))).toBeUndefined()
    expect(await asStranger((work) => takeBack(work, { mergeId, reason: 'Neugier' }))).toEqual({
      ok: false,
      error: 'not-found',
    })
  })

  it('keeps what somebody corrected since when it is taken back', async () => {
    const [one, other] = await city.work(async (work) => [
      await makePerson(work, { givenName: 'Selam' }),
      await makePerson(work, { givenName: 'Salam', birthDate: '1981' }),
    ])
    if (!one || !other) throw new Error('nobody')
    const { mergeId } = must(await merge(one, other, ['givenName', 'birthDate']))
    await city.work(({ db }) =>
      db.execute(sql`update person set birth_date = '1981-02-03' where id = ${one}::uuid`),
    )
    must(await back(mergeId))
    const [row] = await city.work(({ db }) =>
      db.execute(sql`select given_name, birth_date, sound_key from person where id = ${one}::uuid`),
    )
    expect(row).toEqual({ given_name: 'Selam', birth_date: '1981-02-03', sound_key: ' haila salam ' })
  })

  it('waits for an import and an import for it: the list means whoever stays', async () => {
    const [kept, goes] = await city.work(async (work) => [
      await makePerson(work, { familyName: 'Berisha', givenName: 'Arben', birthDate: '1979-04-04' }),
      await makePerson(work, { familyName: 'Berischa', givenName: 'Arben', birthDate: '1979-04-04' }),
    ])
    if (!kept || !goes) throw new Error('nobody')
    const file = must(
      readList(
        Buffer.from('Familienname;Vorname;Geburtsdatum;Telefon\nBerischa;Arben;04.04.1979;0202 5634321\n'),
      ),
    )
    const [merged, imported] = await Promise.all([
      merge(kept, goes),
      city.work((work) => importList(work, file)),
    ])
    must(merged)
    const { importId, answer } = must(imported)
    expect(answer.created).toBe(0)
    const [row] = await city.work(({ db }) =>
      db.execute(sql`select person_id from list_row where import_id = ${importId}::uuid`),
    )
    expect(row).toEqual({ person_id: kept })
    const again = must(await city.work((work) => importList(work, file)))
    expect(again.answer.created).toBe(0)
  })
})
