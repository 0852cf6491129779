/** What a partner may write, and what a partner's pages answer. Which tables and columns its role reaches: catalogue.db.test.ts. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordAssessment } from '../../app/assessments/commands.server.ts'
import { act } from '../../db/act.ts'
import { consent, note, referral, referralAnswer } from '../../db/city/schema/partners.ts'
import { suspendCity, withPlatform } from '../../db/fleet/registry.ts'
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
import { toldTalk } from '../factories/told.ts'
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

  it.each([
    'assessment_draft',
    'assessment_draft_topic',
    'assessment_draft_ability',
    'assessment_german',
    'assessment_job',
    'assessment_language',
    'assessment_obstacles',
    'assessment_paper',
    'assessment_readiness',
    'catalogue_review',
    'city_setting',
    'client_reply',
    'closure_day',
    'follow_up_hold',
    'letterhead',
    'message_sender',
    'message_template',
    'worker_absence',
  ])('is no row of %s, nor is one read, whatever the person agreed to', async (table) => {
    const awo = organisationNamed('AWO')
    const shown = await city.work(async (work) => {
      const made = await makeClient(work, { familyName: 'Gezeigt' })
      await share(work, made, { organisationId: awo.id, categories: ['identity', 'assessment', 'health'] })
      await recordAssessment(work, toldTalk(made.clientId))
      return made
    })
    const denied = { cause: { code: '42501' } }
    await expect(refused(awo, `select 1 from ${table}`)).rejects.toMatchObject(denied)
    await expect(refused(awo, `insert into ${table} default values`)).rejects.toMatchObject(denied)
    await expect(refused(awo, `delete from ${table}`)).rejects.toMatchObject(denied)
    const levels = `select german_oral from assessment where client_id = '${shown.clientId}'`
    await expect(refused(awo, levels)).resolves.toMatchObject([{ german_oral: 'a2' }])
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

  it('close with the contract, and with the city, and open with them again', async () => {
    const asked = async () => [
      (await web.get(`/c/${city.slug}/partner`, cookie)).status,
      (await web.get(page(city.slug, mine.clientId), cookie)).status,
      (await (await web.get('/', cookie)).text()).includes(`/c/${city.slug}/partner`),
    ]
    const contract = (until: string) =>
      withPlatform(
        city.server,
        (db) =>
          db`update contract set valid_until = ${until} where organisation_id = ${gesa.id} and city_slug = ${city.slug}`,
      )
    expect(await asked()).toEqual([200, 200, true])
    await contract('2025-12-31')
    expect(await asked()).toEqual([404, 404, false])
    await contract('2999-12-31')
    await suspendCity(city.server, city.slug, true)
    expect(await asked()).toEqual([404, 404, false])
    await suspendCity(city.server, city.slug, false)
    expect(await asked()).toEqual([200, 200, true])
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
