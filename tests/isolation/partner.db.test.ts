/** What the partner's role can reach at all, from the catalog of a fresh city, and what a partner's pages answer. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { consent, note, referral, referralAnswer } from '../../db/city/schema/partners.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import {
  asPartner,
  makeConsent,
  makePartnerAccount,
  makeReferral,
  organisationNamed,
  partnerAccess,
  share,
} from '../factories/partners.ts'
import { makeClient } from '../factories/people.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../factories/web.ts'

let city: TestCity
let other: TestCity
let web: Web

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  other = await makeCity()
})
afterAll(async () => {
  await city.remove()
  await other.remove()
})

const asSuperuser = (query: string) =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), (db) => db.unsafe(query))

/** Table x verb; for reading the columns, where they are not all. */
const MAY: Record<string, string> = {
  actor: 'insert all, select id name organisation',
  assessment:
    'select id client_id occurred_on schooling isced qualification recognition german_oral german_written german_proof wish',
  assessment_ability: 'select assessment_id client_id occurred_on ability childcare note',
  audit_event: 'insert all, select id',
  audit_value: 'insert all',
  city_identity: 'select all',
  client: 'select id person_id lead_id closed_on',
  consent: 'select id client_id category purpose occurred_on expires_on',
  note: 'insert all, select id client_id text organisation_id occurred_on recorded_at recorded_by',
  open_to_partner: 'select all',
  person: 'select id family_name given_name birth_date gender',
  person_contact: 'select person_id email phone language interpreter',
  referral: 'select id client_id purpose note occurred_on until_on ended_at voided_at',
  referral_answer: 'insert all, select referral_id answer reason answered_at',
  signature: 'select version_id party',
  timeline: 'insert all',
  work_plan: 'select id client_id state in_force_on',
  work_plan_version: 'select id plan_id version content',
}

describe("the partner's role in a fresh city", () => {
  it('reaches these tables, verbs and columns, and no other', async () => {
    const rows = await asSuperuser(`
      select relation.relname as name, verb,
        case when has_table_privilege('${databaseOf(city.slug)}_partner', relation.oid, verb) then array['all']
          else array(select attname::text from pg_attribute where attrelid = relation.oid and attnum > 0 and not attisdropped
            and verb in ('select', 'insert', 'update')
            and has_column_privilege('${databaseOf(city.slug)}_partner', relation.oid, attnum, verb)) end as columns
      from pg_class relation, unnest(array['insert', 'select', 'update', 'delete', 'truncate', 'references', 'trigger']) verb
      where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'v', 'm', 'p', 'f')`)
    const found: Record<string, string[]> = {}
    for (const { name, verb, columns } of rows)
      if (columns.length > 0)
        found[name] = [...(found[name] ?? []), `${verb} ${[...columns].sort().join(' ')}`]
    const expected = Object.fromEntries(
      Object.entries(MAY).map(([name, verbs]) => [
        name,
        verbs.split(', ').map((one) => {
          const [verb = '', ...columns] = one.split(' ')
          return `${verb} ${columns.sort().join(' ')}`
        }),
      ]),
    )
    for (const verbs of [...Object.values(found), ...Object.values(expected)]) verbs.sort()
    expect(found).toEqual(expected)
  })

  it('meets row level security, forced, on every table it reaches', async () => {
    const open = await asSuperuser(`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not (relrowsecurity and relforcerowsecurity)
        and (has_table_privilege('${databaseOf(city.slug)}_partner', oid, 'select, insert, update, delete')
          or has_any_column_privilege('${databaseOf(city.slug)}_partner', oid, 'select, insert, update'))`)
    expect([...open]).toEqual([])
  })

  it('may call no function of the reports', async () => {
    const rows = await asSuperuser(`
      select proname from pg_proc where pronamespace = 'report'::regnamespace
        and has_function_privilege('${databaseOf(city.slug)}_partner', oid, 'execute')`)
    expect([...rows]).toEqual([])
  })
})

describe('a referral', () => {
  const diakonie = organisationNamed('Diakonie')

  it('cannot rest on the consent of another client, to another organisation, or to something else', async () => {
    const [mine, theirs] = await city.work(async (work) => [
      await makeClient(work, { familyName: 'Eins' }),
      await makeClient(work, { familyName: 'Zwei' }),
    ])
    if (!mine || !theirs) throw new Error('no clients')
    const organisationId = diakonie.id
    const consentId = await city.work((work) =>
      makeConsent(work, { clientId: mine.clientId, organisationId, category: 'identity' }),
    )
    await expect(
      city.work((work) => makeReferral(work, { ...theirs, organisationId, consentId })),
    ).rejects.toMatchObject({ cause: { constraint_name: 'referral_consent' } })
    const contact = await city.work((work) =>
      makeConsent(work, { clientId: mine.clientId, organisationId, category: 'contact' }),
    )
    await expect(
      city.work((work) => makeReferral(work, { ...mine, organisationId, consentId: contact })),
    ).rejects.toMatchObject({ cause: { constraint_name: 'referral_consent' } })
    await expect(
      city.work((work) => makeReferral(work, { ...mine, organisationId: randomUUID(), consentId })),
    ).rejects.toMatchObject({ cause: { constraint_name: 'referral_consent' } })
  })

  it.each([
    ['withdrawn', { withdrawnAt: '2026-03-01T08:00:00Z' }],
    ['refused', { answer: 'refused' as const }],
    ['voided', { voidedAt: '2026-03-01T08:00:00Z' }],
    ['expired', { occurredOn: '2026-01-01', expiresOn: '2026-03-08' }],
    ['of tomorrow', { occurredOn: '2026-03-10' }],
  ])('cannot rest on a consent that is %s', async (_how, facts) => {
    const made = await city.work((work) => makeClient(work, { familyName: 'Ohne' }))
    const organisationId = diakonie.id
    const consentId = await city.work((work) =>
      makeConsent(work, { clientId: made.clientId, organisationId, category: 'identity', ...facts }),
    )
    await expect(
      city.work((work) => makeReferral(work, { ...made, organisationId, consentId })),
    ).rejects.toMatchObject({ cause: { constraint_name: 'referral_needs_consent' } })
  })
})

describe('what a partner writes', () => {
  const skf = organisationNamed('SkF')
  const rival = organisationNamed('GESA')
  let clientId: string
  let referralId: string

  beforeAll(async () => {
    const made = await city.work((work) => makeClient(work, { familyName: 'Beschrieben' }))
    clientId = made.clientId
    referralId = await city.work((work) =>
      share(work, made, { organisationId: skf.id, categories: ['identity', 'services'] }),
    )
  })

  const refused = (who: typeof skf, statement: string): Promise<unknown> =>
    asPartner(city, who, ({ db }) => db.execute(sql.raw(statement)))
  const noteBy = (organisation: string, more = 'false'): string => `
    insert into note (id, client_id, text, internal, organisation_id, occurred_on, recorded_at, recorded_by)
    values (gen_random_uuid(), '${clientId}', 'x', ${more}, ${organisation}, '2026-03-09', now(), current_setting('app.actor')::uuid)`

  it('is in its own name only', async () => {
    const denied = { cause: { code: '42501' } }
    await expect(refused(skf, noteBy(`'${skf.id}'`))).resolves.toBeDefined()
    await expect(refused(skf, noteBy(`'${rival.id}'`))).rejects.toMatchObject(denied)
    await expect(refused(skf, noteBy('null'))).rejects.toMatchObject(denied)
    await expect(refused(rival, noteBy(`'${rival.id}'`))).rejects.toMatchObject(denied)
    await expect(
      refused(
        rival,
        `insert into referral_answer values ('${referralId}', '${rival.id}', 'accepted', '', now(), current_setting('app.actor')::uuid)`,
      ),
    ).rejects.toMatchObject(denied)
    await expect(
      refused(
        skf,
        `insert into timeline (client_id, occurred_on, recorded_at, recorded_by, kind) values ('${clientId}', '2026-03-09', now(), current_setting('app.actor')::uuid, 'placed')`,
      ),
    ).rejects.toMatchObject(denied)
    await expect(refused(skf, "update referral set note = 'x'")).rejects.toMatchObject(denied)
    await expect(refused(skf, "update actor set name = 'x'")).rejects.toMatchObject(denied)
    await expect(
      refused(
        skf,
        `insert into audit_event (generation, at, actor_id, actor_name, actor_role, action, subject)
        values (1, now(), gen_random_uuid(), 'x', 'lead', 'view', 'x')`,
      ),
    ).rejects.toMatchObject(denied)
  })

  it('sees nothing without an organisation or of another day', async () => {
    const blind = { ...skf, id: randomUUID() }
    const seen = (who: typeof skf) =>
      act(partnerAccess(city, who), { action: 'view', subject: 'test' }, async ({ db }) => [
        ...(await db.execute(sql`select id from client`)),
      ])
    expect(await seen(blind)).toEqual([])
    expect(await seen(skf)).toEqual([{ id: clientId }])
  })
})

describe("a partner's pages", () => {
  const gesa = organisationNamed('GESA Wuppertal')
  let cookie: string
  let mine: Awaited<ReturnType<typeof makeClient>>
  let referralId: string
  const page = (slug: string, id: string): string => `/c/${slug}/partner/clients/${id}`

  beforeAll(async () => {
    cookie = await signIn(web, await makePartnerAccount(gesa, [city.slug, other.slug]))
    mine = await city.work((work) => makeClient(work, { familyName: 'Sichtbar' }))
    referralId = await city.work((work) =>
      share(work, mine, { organisationId: gesa.id, categories: ['identity', 'services'] }),
    )
    await city.work(async (work) => {
      const told = {
        clientId: mine.clientId,
        occurredOn: '2026-03-09',
        recordedAt: work.now,
        recordedBy: work.actor.id,
      }
      await work.db.insert(note).values([
        { ...told, text: 'Für alle lesbar', internal: false },
        { ...told, text: 'Streng vertraulich', internal: true },
      ])
    })
    const there = await other.work((work) => makeClient(work, { familyName: 'Nachbarin' }))
    await other.work((work) => share(work, there, { organisationId: gesa.id, categories: ['identity'] }))
  })

  const standing = async (): Promise<void> => {
    await city.work(async ({ db }) => {
      await db.update(consent).set({ withdrawnAt: null, withdrawnBy: null, withdrawnHow: null })
      await db.update(referral).set({ endedAt: null, endReason: null, untilOn: null })
    })
  }

  it('show both cities with one sign-in, each with its own people', async () => {
    const home = await (await web.get('/', cookie)).text()
    expect(home).toContain(`/c/${city.slug}/partner`)
    expect(home).toContain(`/c/${other.slug}/partner`)
    const here = await (await web.get(`/c/${city.slug}/partner`, cookie)).text()
    expect(here).toContain('Sichtbar')
    expect(here).not.toContain('Nachbarin')
    expect(await (await web.get(`/c/${other.slug}/partner`, cookie)).text()).toContain('Nachbarin')
  })

  it('say what consent does not cover, and show notes that are not internal', async () => {
    const text = await (await web.get(page(city.slug, mine.clientId), cookie)).text()
    expect(text).toContain('Für alle lesbar')
    expect(text).not.toContain('Streng vertraulich')
    expect(text).toContain('Dazu liegt keine Einwilligung vor.')
    expect(text).not.toContain('selam@example.net')
  })

  it('leave exactly one audit row each, in the name of the organisation', async () => {
    const rows = () => asSuperuser("select organisation from audit_event where actor_role = 'partner'")
    const before = (await rows()).length
    await web.get(page(city.slug, mine.clientId), cookie)
    const after = await rows()
    expect(after.length).toBe(before + 1)
    expect(after.at(-1)).toEqual({ organisation: gesa.name })
  })

  it.each([
    [
      'the consent is withdrawn',
      async () => {
        await city.work(({ db, now, actor }) =>
          db.update(consent).set({ withdrawnAt: now, withdrawnBy: actor.id, withdrawnHow: 'phone' }),
        )
      },
    ],
    [
      'the referral has ended',
      async () => {
        await city.work(({ db, now, today }) =>
          db.update(referral).set({ endedAt: now, endReason: 'Ziel erreicht', untilOn: today.toString() }),
        )
      },
    ],
  ])('answer as for a client who never was, once %s', async (_why, happen) => {
    expect((await web.get(page(city.slug, mine.clientId), cookie)).status).toBe(200)
    await happen()
    const gone = await web.get(page(city.slug, mine.clientId), cookie)
    const never = await web.get(page(city.slug, randomUUID()), cookie)
    const bare = async (answer: Response) =>
      (await answer.text()).replaceAll(/nonce="[^"]*"|[0-9a-f-]{36}/g, '')
    expect([gone.status, never.status]).toEqual([404, 404])
    expect(await bare(gone)).toBe(await bare(never))
    expect(await (await web.get(`/c/${city.slug}/partner`, cookie)).text()).not.toContain('Sichtbar')
    const written = await web.post(
      page(city.slug, mine.clientId),
      { formKey: randomUUID(), text: 'x' },
      cookie,
    )
    expect(written.status).toBe(404)
    await standing()
  })

  it('are not for partners without a referral, nor for the city itself', async () => {
    const stranger = await signIn(web, await makePartnerAccount(organisationNamed('Fremd'), [city.slug]))
    expect((await web.get(page(city.slug, mine.clientId), stranger)).status).toBe(404)
    const inbox = await web.get(`/c/${city.slug}/partner`, stranger)
    expect([inbox.status, await inbox.text()]).toEqual([200, expect.not.stringContaining('Sichtbar')])
    const staff = await signIn(web, await makeAccount({ [city.slug]: 'caseworker' }))
    expect((await web.get(`/c/${city.slug}/partner`, staff)).status).toBe(404)
    const elsewhere = await signIn(web, await makePartnerAccount(gesa, [other.slug]))
    expect((await web.get(page(city.slug, mine.clientId), elsewhere)).status).toBe(404)
    expect((await web.get(`/c/${city.slug}/clients/${mine.clientId}`, cookie)).status).toBe(404)
    expect((await web.get(`/c/${city.slug}/clients/${mine.clientId}/consent`, cookie)).status).toBe(404)
  })

  it('take an answer once; whoever declines sees the person no longer', async () => {
    const answer = (reason: string, chosen: string) =>
      web.post(
        page(city.slug, mine.clientId),
        { intent: 'answer', referralId, answer: chosen, reason },
        cookie,
      )
    expect((await answer('', 'declined')).status).toBe(400)
    expect((await answer('Kein Platz frei', 'declined')).status).toBe(303)
    const kept = await city.work(({ db }) => db.select().from(referralAnswer))
    expect(kept.filter((one) => one.referralId === referralId)).toMatchObject([
      { answer: 'declined', reason: 'Kein Platz frei' },
    ])
    expect((await web.get(page(city.slug, mine.clientId), cookie)).status).toBe(404)
  })
})
