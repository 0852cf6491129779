import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Category, ConsentFacts, Purpose, ReferralFacts } from '../../app/partners/rules.ts'
import { act, type CityAccess, type CityWork } from '../../db/act.ts'
import { consent, referral, referralAnswer } from '../../db/city/schema/partners.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { mintAccess } from '../../db/mint.ts'
import { type TestCity, testServer } from './city.ts'
import { makeAccount, type TestAccount } from './web.ts'

export interface TestOrganisation {
  id: string
  name: string
}

export const organisationNamed = (name: string): TestOrganisation => ({ id: randomUUID(), name })

/** What a partner's page opens a city with. */
export const partnerAccess = (
  city: TestCity,
  organisation: TestOrganisation,
  { id, name }: { id: string; name: string } = { id: randomUUID(), name: 'Beate Träger' },
): CityAccess<'partner'> =>
  mintAccess(city.databases, {
    kind: 'partner',
    city: { slug: city.slug, name: `Stadt ${city.slug}`, colour: '#1f5f8b' },
    actor: { id, name, role: 'partner', organisation },
    clock: city.clock,
  })

/** One act of a partner. */
export const asPartner = <T>(
  city: TestCity,
  organisation: TestOrganisation,
  body: (work: CityWork<'partner'>) => Promise<T>,
): Promise<T> => act(partnerAccess(city, organisation), { action: 'change', subject: 'test' }, body)

/** An account of an organisation in some cities, the organisation in the registry with it. */
export async function makePartnerAccount(
  organisation: TestOrganisation,
  slugs: readonly string[],
  { demo = true }: { demo?: boolean } = {},
): Promise<TestAccount> {
  const account = await makeAccount(
    Object.fromEntries(slugs.map((slug) => [slug, 'partner' as const])),
    'Beate Träger',
    demo,
  )
  await withPlatform(testServer(), async (sql) => {
    await sql`insert into organisation (id, slug, name) values (${organisation.id}, ${organisation.id}, ${organisation.name})
      on conflict do nothing`
    for (const slug of slugs)
      await sql`insert into contract (organisation_id, city_slug, valid_from) values (${organisation.id}, ${slug}, '2025-01-01') on conflict do nothing`
    await sql`update account set organisation_id = ${organisation.id} where id = ${account.id}`
  })
  return account
}

const momentOf = (iso: string | null): Temporal.Instant | null => (iso ? Temporal.Instant.from(iso) : null)

/** A row of `consent` as the facts say; answers with its id. */
export async function makeConsent(
  city: CityWork,
  facts: Pick<ConsentFacts, 'clientId' | 'organisationId' | 'category'> & Partial<ConsentFacts>,
): Promise<string> {
  const id = randomUUID()
  const answer = facts.answer ?? 'given'
  const withdrawnAt = momentOf(facts.withdrawnAt ?? null)
  const voidedAt = momentOf(facts.voidedAt ?? null)
  await city.db.insert(consent).values({
    id,
    formId: randomUUID(),
    clientId: facts.clientId,
    organisationId: facts.organisationId,
    organisationName: 'Träger',
    category: facts.category,
    purpose: facts.purpose ?? 'counselling',
    answer,
    textVersion: '1',
    languageShown: 'de',
    signedHow: answer === 'given' ? 'paper' : null,
    occurredOn: facts.occurredOn ?? city.today.toString(),
    expiresOn: facts.expiresOn ?? null,
    recordedAt: city.now,
    recordedBy: city.actor.id,
    ...(withdrawnAt ? { withdrawnAt, withdrawnBy: city.actor.id, withdrawnHow: 'phone' as const } : {}),
    ...(voidedAt ? { voidedAt, voidedBy: city.actor.id, voidReason: 'test' } : {}),
  })
  return id
}

/** A row of `referral`, and its answer, as the facts say; answers with its id. */
export async function makeReferral(
  city: CityWork,
  facts: Pick<ReferralFacts, 'clientId' | 'organisationId'> &
    Partial<ReferralFacts> & { participationId: string; consentId: string },
): Promise<string> {
  const id = randomUUID()
  const endedAt = momentOf(facts.endedAt ?? null)
  const voidedAt = momentOf(facts.voidedAt ?? null)
  const occurredOn = facts.occurredOn ?? city.today.toString()
  await city.db.insert(referral).values({
    id,
    clientId: facts.clientId,
    participationId: facts.participationId,
    organisationId: facts.organisationId,
    organisationName: 'Träger',
    purpose: facts.purpose ?? 'counselling',
    consentId: facts.consentId,
    occurredOn,
    untilOn: facts.untilOn ?? (endedAt ? occurredOn : null),
    recordedAt: city.now,
    recordedBy: city.actor.id,
    ...(endedAt ? { endedAt, endReason: 'test' } : {}),
    ...(voidedAt ? { voidedAt, voidedBy: city.actor.id, voidReason: 'test' } : {}),
  })
  if (facts.answer)
    await city.db.insert(referralAnswer).values({
      referralId: id,
      organisationId: facts.organisationId,
      answer: facts.answer,
      reason: facts.answer === 'declined' ? 'test' : '',
      answeredAt: city.now,
      answeredBy: city.actor.id,
    })
  return id
}

/** A client referred to an organisation who lets it see these categories; answers with the referral's id. */
export async function share(
  city: CityWork,
  { clientId, participationId }: { clientId: string; participationId: string },
  {
    organisationId,
    categories,
    purpose = 'counselling',
  }: { organisationId: string; categories: readonly Category[]; purpose?: Purpose },
): Promise<string> {
  const consentId = await makeConsent(city, { clientId, organisationId, purpose, category: 'identity' })
  for (const category of categories)
    if (category !== 'identity') await makeConsent(city, { clientId, organisationId, purpose, category })
  return makeReferral(city, { clientId, participationId, organisationId, purpose, consentId })
}
