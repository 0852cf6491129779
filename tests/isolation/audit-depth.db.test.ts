/** What a city's trail says of an act: field, before and after, why, and which special categories; and who may read it. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endPlacement, recordPlacement } from '../../app/placements/commands.server.ts'
import { accessesTo, allOpenedBy, colleagues, openedBy, weeksOf } from '../../app/privacy/queries.server.ts'
import { type Actor, act, type CityWork, type Purpose } from '../../db/act.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { verifyTrail } from '../../db/fleet/verify.ts'
import { sealTrail } from '../../db/seal.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'

const PATIENCE = { timeout: 240_000, interval: 100 }
vi.setConfig({ testTimeout: 300_000 })

const dpo: Partial<Actor> = { id: randomUUID(), name: 'Dorothea Schutz', role: 'dpo' }
const lead: Partial<Actor> = { id: randomUUID(), name: 'Leo Leitung', role: 'lead' }
const REASON = 'Beschwerde vom 3. März, Aktenzeichen 14/26'
const PERMISSION_DENIED = '42501'

let city: TestCity
let clientId: string
const asSuperuser = (query: string) =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), (db) => db.unsafe(query))
const count = async (): Promise<number> =>
  Number((await asSuperuser('select count(*) as n from audit_event'))[0]?.n)
const job = (placementId: string) =>
  ({
    formKey: placementId,
    employer: `Näherei ${placementId}`,
    town: 'Wuppertal',
    jobTitle: 'Schneiderin',
    workingTime: 'full-time',
    hoursPerWeek: 38.5,
    firstDay: '2026-03-09',
    sure: true,
  }) as const

/** A job that began and ended: the audit row of its end and what hangs on it. */
async function endedJob() {
  const placementId = randomUUID()
  await city.work((work) => recordPlacement(work, clientId, job(placementId)))
  const purpose = { action: 'change', subject: 'placement', subjectId: clientId } as const
  const before = await count()
  const done = await act(city.access(), purpose, (work) =>
    endPlacement(work, clientId, { placementId, endedOn: '2026-03-09' }),
  )
  expect(done.ok).toBe(true)
  expect(await count()).toBe(before + 1)
  const [event] = await asSuperuser('select * from audit_event order by id desc limit 1')
  const changes = await asSuperuser(`select * from audit_change where event_id = ${event?.id} order by nth`)
  return { placementId, event, changes }
}

const withSeals = async (): Promise<void> => {
  await vi.waitFor(async () => {
    await sealTrail(city.databases, city.server.key, city.clock, city.slug)
    expect((await verifyTrail(city.server, city.slug)).unsealed).toBe(0)
  }, PATIENCE)
}

beforeAll(async () => {
  city = await makeCity()
  clientId = (await city.work((work) => makeClient(work, { familyName: 'Haile' }))).clientId
})
afterAll(() => city.remove())

describe('a change', () => {
  it('is written down with field, before and after, and nothing else of the row', async () => {
    const { placementId, changes } = await endedJob()
    expect(changes).toMatchObject([
      {
        table_name: 'placement',
        row_key: { id: placementId },
        fields: { ended_on: { before: null, after: '2026-03-09' } },
      },
    ])
    expect(Object.keys(changes[0]?.fields)).toEqual(['ended_on'])
  })

  it('that changed nothing leaves the row of its act and no more', async () => {
    const { placementId } = await endedJob()
    const purpose = { action: 'change', subject: 'placement', subjectId: clientId } as const
    await act(city.access(), purpose, (work) =>
      endPlacement(work, clientId, { placementId, endedOn: '2026-03-09' }),
    )
    const [event] = await asSuperuser('select id from audit_event order by id desc limit 1')
    expect(await asSuperuser(`select from audit_change where event_id = ${event?.id}`)).toHaveLength(0)
  })

  it('is sealed with its act, and of many rows can be erased one by one, and the rest still verifies', async () => {
    await city.work(({ db }) => db.execute(sql`update person set gender = 'female' where gender is null`))
    await withSeals()
    const bent = () => asSuperuser('select * from audit.bent_changes()')
    expect(await bent()).toHaveLength(0)
    await asSuperuser(`update audit_change set salt = null, fields = null
      where (event_id, nth) = (select event_id, nth from audit_change order by nth desc limit 1)`)
    expect(await bent()).toHaveLength(0)
    expect((await verifyTrail(city.server, city.slug)).intact).toBe(true)
  })

  it.each([
    [
      'bent',
      'bentChanges',
      `update audit_change set fields = jsonb_set(fields, '{gender,after}', '"male"') where event_id = $1`,
    ],
    [
      'bent with its digest',
      'changed',
      `update audit_change set fields = bent.fields, digest = audit.change_digest(salt, table_name, row_key, bent.fields)
       from (select '{"gender": {"before": null, "after": "male"}}'::jsonb as fields) bent where event_id = $1`,
    ],
    [
      'taken away in part',
      'changed',
      'delete from audit_change where event_id = $1 and nth = (select min(nth) from audit_change where event_id = $1)',
    ],
    ['taken away whole', 'changed', 'delete from audit_change where event_id = $1'],
    [
      'added to',
      'changed',
      `insert into audit_change (event_id, table_name, row_key, salt, fields, digest)
       select event_id, table_name, row_key, salt, fields, digest from audit_change where event_id = $1 limit 1`,
    ],
  ] as const)('whose account was %s is named', async (_, named, bend) => {
    await city.work(async (work) => {
      const one = await makeClient(work)
      const other = await makeClient(work)
      await work.db.execute(sql`
        update person set gender = 'diverse' where id in (${one.personId}::uuid, ${other.personId}::uuid)`)
    })
    const [act] = await asSuperuser(
      'select event_id as id, count(*)::int as n from audit_change group by 1 order by 1 desc limit 1',
    )
    expect(act?.n).toBe(2)
    await withSeals()
    expect((await verifyTrail(city.server, city.slug))[named]).not.toContain(Number(act?.id))
    await asSuperuser(bend.replaceAll('$1', String(act?.id)))
    const found = await verifyTrail(city.server, city.slug)
    expect([found.intact, found[named].includes(Number(act?.id))]).toEqual([false, true])
  })

  it('outside of an act is refused to staff, whoever wrote the act it claims', async () => {
    const address = await withPlatform(city.server, (platform) =>
      cityAddress(city.server, platform, city.slug, 'staff'),
    )
    const [event] = await asSuperuser("select id from audit_event where action = 'change' limit 1")
    const staff = postgres(address, { max: 1, onnotice: () => {} })
    try {
      const bare = staff`update client set closed_on = '2026-03-09'`
      await expect(bare).rejects.toMatchObject({ code: PERMISSION_DENIED })
      const borrowed = staff.begin(async (tx) => {
        await tx`select set_config('app.event', ${String(event?.id)}, true)`
        await tx`update client set closed_on = '2026-03-09'`
      })
      await expect(borrowed).rejects.toMatchObject({ code: PERMISSION_DENIED })
    } finally {
      await staff.end()
    }
  })

  it('cannot escape: every table staff may update keeps account, but for the outbox and its calls, the mail in the morning, names of those who act, and lists not taken in', async () => {
    const rows = await asSuperuser(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and has_any_column_privilege('${databaseOf(city.slug)}_staff', c.oid, 'update')
        and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audit_change') order by 1`)
    expect(rows.map(({ name }) => name)).toEqual([
      'actor',
      'digest',
      'list_draft',
      'message',
      'message_batch',
    ])
  })
})

describe('a row of the trail', () => {
  it('says why and which special categories, and both are sealed', async () => {
    const purpose = {
      action: 'view',
      subject: 'assessment',
      subjectId: clientId,
      special: ['health'],
    } as const
    await act(city.access(), { ...purpose, reason: 'Anlass' }, async () => undefined)
    const [row] = await asSuperuser('select id, reason, special from audit_event order by id desc limit 1')
    expect(row).toMatchObject({ reason: 'Anlass', special: ['health'] })
    await withSeals()
    // Accounts of changes bent above.
    const { changed } = await verifyTrail(city.server, city.slug)
    for (const bend of ["reason = 'Anderes'", 'reason = null, special = null', "special = '{religion}'"]) {
      await asSuperuser(`update audit_event set ${bend} where id = ${row?.id}`)
      expect((await verifyTrail(city.server, city.slug)).changed).toEqual([...changed, Number(row?.id)])
    }
    await asSuperuser(`update audit_event set reason = 'Anlass', special = '{health}' where id = ${row?.id}`)
    expect((await verifyTrail(city.server, city.slug)).changed).toEqual(changed)
  })
})

/** One act of somebody; answers the code Postgres refused with, or what was read. */
async function reading<T>(
  who: Partial<Actor>,
  purpose: Purpose,
  read: (work: CityWork) => Promise<T>,
): Promise<T | string> {
  try {
    return await act(city.access(who), purpose, read)
  } catch (error) {
    for (let at = error; at instanceof Error; at = at.cause)
      if ('code' in at && typeof at.code === 'string') return at.code
    throw error
  }
}

describe('who opened a file', () => {
  const looking = (): Purpose => ({ action: 'view', subject: 'client-access', subjectId: clientId })

  it('is told to the lead and the data protection officer, newest first, and page by page each once', async () => {
    const view = { action: 'view', subject: 'client', subjectId: clientId } as const
    for (let n = 0; n < 55; n += 1) {
      city.clock.set(`2026-03-0${2 + (n % 7)}T08:${String(n).padStart(2, '0')}:00Z`)
      await act(city.access(), view, async () => undefined)
    }
    city.clock.set('2026-03-09T08:00:00Z')
    const first = await act(city.access(lead), looking(), ({ db }) => accessesTo(db, clientId, undefined))
    expect(first.rows).toHaveLength(50)
    expect(first.rows[0]).toMatchObject({ name: 'Leo Leitung', role: 'lead', subject: 'client-access' })
    const ids = first.rows.map(({ id }) => id)
    let next = first.next
    while (next) {
      const before = next
      const more = await act(city.access(dpo), looking(), ({ db }) => accessesTo(db, clientId, before))
      ids.push(...more.rows.map(({ id }) => id))
      next = more.next
    }
    expect(new Set(ids).size).toBe(ids.length)
    const rows = await asSuperuser(`select id from audit_event where subject_id = '${clientId}'
      and (at, id) <= (select at, id from audit_event where id = ${ids[0]}) order by at desc, id desc`)
    expect(ids).toEqual(rows.map(({ id }) => id).filter((id) => ids.includes(id)))
    expect(first.rows.every(({ at }, nth) => nth === 0 || at <= (first.rows[nth - 1]?.at ?? ''))).toBe(true)
  })

  it('is counted by week, her own worker apart from others', async () => {
    const weeks = await act(city.access(lead), looking(), ({ db, today }) =>
      weeksOf(db, clientId, today.toString()),
    )
    const before = weeks.find(({ week }) => week === '2026-03-02')
    expect(before).toEqual({ week: '2026-03-02', byLead: 55, byOthers: 0 })
  })

  it.each([
    ['a caseworker', caseworker, looking],
    [
      'a lead who says he looks at something else',
      lead,
      (): Purpose => ({ action: 'view', subject: 'client', subjectId: clientId }),
    ],
    ['a lead who names another file', lead, (): Purpose => ({ ...looking(), subjectId: randomUUID() })],
  ])('is refused to %s', async (_, who, purpose) => {
    const read = (work: CityWork) => accessesTo(work.db, clientId, undefined)
    expect(await reading(who, purpose(), read)).toBe(PERMISSION_DENIED)
    const weeks = (work: CityWork) => weeksOf(work.db, clientId, '2026-03-09')
    expect(await reading(who, purpose(), weeks)).toBe(PERMISSION_DENIED)
  })
})

describe('what one colleague opened', () => {
  const asking = (): Purpose => ({
    action: 'search',
    subject: 'staff-access',
    subjectId: caseworker.id,
    reason: REASON,
  })
  const asked = { actor: caseworker.id, from: '2026-02-07', until: '2026-03-09', reason: REASON }
  const read = ({ db }: CityWork) => openedBy(db, asked)

  it('is told to the data protection officer for a reason, and she leaves exactly one row', async () => {
    const before = await count()
    const found = await act(city.access(dpo), asking(), read)
    expect(await count()).toBe(before + 1)
    expect(found.rows[0]).toMatchObject({ file: { clientId, familyName: 'Haile' } })
    const [row] = await asSuperuser('select * from audit_event order by id desc limit 1')
    expect(row).toMatchObject({
      actor_name: 'Dorothea Schutz',
      action: 'search',
      subject_id: caseworker.id,
      reason: REASON,
    })
    const all = await act(city.access(dpo), { ...asking(), action: 'export' }, ({ db }) =>
      allOpenedBy(db, asked),
    )
    expect(all.length).toBeGreaterThan(50)
  })

  it('never reaches beyond the days asked for', async () => {
    const day = { ...asked, from: '2026-03-03', until: '2026-03-03' }
    const found = await act(city.access(dpo), asking(), ({ db }) => openedBy(db, day))
    expect(new Set(found.rows.map(({ at }) => at.slice(0, 10)))).toEqual(new Set(['2026-03-03']))
  })

  it.each([
    ['the lead', lead, asking, PERMISSION_DENIED],
    ['a caseworker', caseworker, asking, PERMISSION_DENIED],
    [
      'whoever gives no reason',
      dpo,
      (): Purpose => ({ action: 'search', subject: 'staff-access', subjectId: caseworker.id }),
      PERMISSION_DENIED,
    ],
    [
      'whoever gives a word for a reason',
      dpo,
      (): Purpose => ({ ...asking(), reason: 'Kontrolle' }),
      PERMISSION_DENIED,
    ],
    [
      'whoever wrote another name',
      dpo,
      (): Purpose => ({ ...asking(), subjectId: randomUUID() }),
      PERMISSION_DENIED,
    ],
    ['whoever says it is a view', dpo, (): Purpose => ({ ...asking(), action: 'view' }), PERMISSION_DENIED],
  ])('is refused to %s', async (_, who, purpose, code) => {
    expect(await reading(who, purpose(), read)).toBe(code)
  })

  it('is refused for more than 31 days', async () => {
    const longer = ({ db }: CityWork) => openedBy(db, { ...asked, from: '2026-02-06' })
    expect(await reading(dpo, asking(), longer)).toBe('23514')
  })

  it('can be asked of everybody who left a trace, and of nobody else', async () => {
    const form = { action: 'view', subject: 'staff-access' } as const
    const people = await act(city.access(dpo), form, ({ db }) => colleagues(db))
    expect(people.map(({ name }) => name)).toEqual(['Aylin Testfall', 'Dorothea Schutz', 'Leo Leitung'])
    expect(await reading(lead, form, ({ db }) => colleagues(db))).toBe(PERMISSION_DENIED)
  })
})
