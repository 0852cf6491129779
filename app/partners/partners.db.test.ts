import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { timeline } from '../../db/city/schema/clients.ts'
import { note, referral } from '../../db/city/schema/partners.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { asPartner, organisationNamed, share } from '../../tests/factories/partners.ts'
import { makeClient } from '../../tests/factories/people.ts'
import {
  answerReferral,
  endReferral,
  recordConsent,
  refer,
  withdrawConsent,
  writeNote,
  writePartnerNote,
} from './commands.server.ts'
import type { ConsentInput } from './input.ts'
import { referredClient } from './queries/partner.server.ts'
import { consentsOf, liveReferralsOf, referralsOf } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))
afterAll(() => city.remove())

const form = (more: Partial<ConsentInput> = {}): ConsentInput => ({
  formKey: randomUUID(),
  organisationId: randomUUID(),
  purpose: 'counselling',
  categories: ['identity', 'services'],
  answer: 'given',
  occurredOn: '2026-03-09',
  expiresOn: null,
  textVersion: '1',
  languageShown: 'de',
  interpreterName: '',
  signedHow: 'paper',
  signedName: '',
  ...more,
})

/** A client, an organisation that works for the city, and what staff does with both. */
async function pair() {
  const organisation = organisationNamed('Diakonie Testfall')
  const { clientId, participationId } = await city.work((at) => makeClient(at))
  const consent = (more: Partial<ConsentInput> = {}) => {
    const input = form({ organisationId: organisation.id, ...more })
    return city.work((at) => recordConsent(at, clientId, { input, organisation }))
  }
  const identity = async () => {
    const standing = (await city.work(({ db }) => consentsOf(db, clientId))).filter(
      ({ category, withdrawnAt }) => category === 'identity' && withdrawnAt === null,
    )
    return standing.at(-1)?.id ?? ''
  }
  const send = async (organisations = [organisation]) => {
    const input = { formKey: randomUUID(), consentId: await identity(), note: '', untilOn: null }
    return city.work((at) => refer(at, clientId, { input, organisations }))
  }
  const sees = async () =>
    (await asPartner(city, organisation, ({ db }) => referredClient(db, clientId))) !== undefined
  const story = async () =>
    (await city.work(({ db }) => db.select().from(timeline).where(eq(timeline.clientId, clientId)))).map(
      ({ kind }) => kind,
    )
  return { organisation, clientId, participationId, consent, send, sees, story }
}

describe('a consent form', () => {
  it('sent twice, at once too, is one form with one line in the stream', async () => {
    const { consent, clientId, story } = await pair()
    const formKey = randomUUID()
    await Promise.all([consent({ formKey }), consent({ formKey })])
    expect(await consent({ formKey })).toEqual({ ok: true, value: null })
    expect(await city.work(({ db }) => consentsOf(db, clientId))).toHaveLength(2)
    expect((await story()).filter((kind) => kind === 'consent-given')).toHaveLength(1)
  })
  it('with another answer under the same key is not lost: it says that it is saved already', async () => {
    const { consent } = await pair()
    const formKey = randomUUID()
    await consent({ formKey, answer: 'refused', signedHow: null })
    expect(await consent({ formKey })).toEqual({ ok: false, error: 'already-saved' })
    const other = await pair()
    expect(await other.consent({ formKey })).toEqual({ ok: false, error: 'not-found' })
  })
  it('refused blocks nothing else: not the file, not another organisation, not what was given before', async () => {
    const { consent, send, sees, clientId } = await pair()
    await consent()
    expect(await send()).toEqual({ ok: true, value: null })
    expect(await consent({ answer: 'refused', signedHow: null, purpose: 'qualification' })).toEqual({
      ok: true,
      value: null,
    })
    expect(await sees()).toBe(true)
    const text = { formKey: randomUUID(), text: 'Weiter wie bisher', readers: 'internal' } as const
    expect(await city.work((at) => writeNote(at, clientId, text))).toEqual({ ok: true, value: null })
  })
})

describe('a referral', () => {
  it('is over with the consent, and a later consent does not wake it', async () => {
    const { consent, send, sees, clientId } = await pair()
    const formKey = randomUUID()
    await consent({ formKey })
    const live = () => city.work((at) => liveReferralsOf(at, clientId))
    expect(await live()).toEqual([])
    await send()
    expect(await sees()).toBe(true)
    expect(await live()).toEqual(['Diakonie Testfall'])
    const withdrawal = { formId: formKey, how: 'phone', reason: '' } as const
    await city.work((at) => withdrawConsent(at, clientId, withdrawal))
    await consent()
    expect(await sees()).toBe(false)
    expect(await live()).toEqual([])
    expect(
      (await city.work(({ db }) => referralsOf(db, clientId))).map(({ endReason }) => endReason),
    ).toEqual(['withdrawn'])
    expect(await send()).toEqual({ ok: true, value: null })
    expect(await sees()).toBe(true)
  })
  it('goes on while another form for the same purpose still consents to identity', async () => {
    const { consent, send, sees, clientId } = await pair()
    const formKey = randomUUID()
    await consent({ formKey })
    await consent()
    await send()
    const withdrawal = { formId: formKey, how: 'in-person', reason: '' } as const
    await city.work((at) => withdrawConsent(at, clientId, withdrawal))
    expect(await sees()).toBe(true)
  })
  it('goes only to an organisation that works for the city today', async () => {
    const { consent, send } = await pair()
    await consent()
    expect(await send([])).toEqual({ ok: false, error: 'no-organisation' })
  })
  it('ended by the city closes the page at once, and twice is the same', async () => {
    const { consent, send, sees, clientId, story } = await pair()
    await consent()
    await send()
    const [sent] = await city.work(({ db }) => referralsOf(db, clientId))
    const end = () =>
      city.work((at) => endReferral(at, clientId, { referralId: sent?.id ?? '', reason: 'Ziel erreicht' }))
    expect([await end(), await end()]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await sees()).toBe(false)
    expect((await story()).filter((kind) => kind === 'referral-ended')).toHaveLength(1)
  })
})

describe('a partner who clicks twice', () => {
  it('writes one note and gives one answer, however close together', async () => {
    const { organisation, clientId, participationId, story } = await pair()
    const shown = { organisationId: organisation.id, categories: ['identity', 'services'] as const }
    const referralId = await city.work((at) => share(at, { clientId, participationId }, shown))
    const text = { formKey: randomUUID(), text: 'Kommt pünktlich', readers: 'partners' } as const
    const writes = () => asPartner(city, organisation, (at) => writePartnerNote(at, clientId, text))
    const accept = { referralId, answer: 'accepted', reason: '' } as const
    const answers = () => asPartner(city, organisation, (at) => answerReferral(at, clientId, accept))
    const done = await Promise.all([writes(), writes(), answers(), answers()])
    expect(done).toEqual(Array.from({ length: 4 }, () => ({ ok: true, value: null })))
    const notes = await city.work(({ db }) => db.select().from(note).where(eq(note.clientId, clientId)))
    expect(notes).toHaveLength(1)
    const told = await story()
    expect([
      told.filter((kind) => kind === 'partner-note').length,
      told.filter((kind) => kind === 'referral-accepted').length,
    ]).toEqual([1, 1])
  })
  it('with the key of a note on another file writes none and is told so', async () => {
    const [one, other] = [await pair(), await pair()]
    const text = { formKey: randomUUID(), text: 'Nur hier', readers: 'internal' } as const
    await city.work((at) => writeNote(at, one.clientId, text))
    expect(await city.work((at) => writeNote(at, other.clientId, text))).toEqual({
      ok: false,
      error: 'not-found',
    })
  })
})

describe('a withdrawal', () => {
  it('counts from the next statement on, also in the middle of a partner’s act', async () => {
    const { organisation, clientId, participationId } = await pair()
    const shown = { organisationId: organisation.id, categories: ['identity'] as const }
    await city.work((at) => share(at, { clientId, participationId }, shown))
    const seen = await asPartner(city, organisation, async ({ db }) => {
      const before = await referredClient(db, clientId)
      await city.work((at) =>
        at.db.update(referral).set({ voidedAt: at.now }).where(eq(referral.clientId, clientId)),
      )
      return [before !== undefined, (await referredClient(db, clientId)) !== undefined]
    })
    expect(seen).toEqual([true, false])
  })
})
