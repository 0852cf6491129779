/** What a partner's role can select is what the rule says: row by row, category by category, in a real city. */

import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CityWork } from '../../db/act.ts'
import { assessment, assessmentAbility } from '../../db/city/schema/assessments.ts'
import { note } from '../../db/city/schema/partners.ts'
import { workPlan, workPlanVersion } from '../../db/city/schema/work-plans.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { asPartner, makeConsent, makeReferral, organisationNamed } from '../../tests/factories/partners.ts'
import { makeClient } from '../../tests/factories/people.ts'
import {
  type Category,
  type ConsentFacts,
  isLive,
  PURPOSES,
  type ReferralFacts,
  referralState,
  visibleTo,
} from './rules.ts'

const TODAY = '2026-03-09'
const NOON = '2026-03-09T11:00:00Z'
const organisations = [organisationNamed('Diakonie'), organisationNamed('SkF')] as const
const CATEGORIES: Category[] = [
  'identity',
  'contact',
  'residence',
  'health',
  'assessment',
  'plan',
  'services',
]

let city: TestCity
const clients: { clientId: string; participationId: string; personId: string }[] = []

const recorded = (work: CityWork) => ({
  occurredOn: TODAY,
  recordedAt: work.now,
  recordedBy: work.actor.id,
})

/** A client with something in every category. */
async function fullClient(work: CityWork, at: number) {
  const file = await makeClient(work, { familyName: `Klient-${at}` })
  const { clientId, participationId } = file
  const facts = { isced: 2, motivation: 3, germanOral: 'a1', germanWritten: 'a0' } as const
  const [talk] = await work.db
    .insert(assessment)
    .values({ clientId, participationId, ...facts, ...recorded(work) })
    .returning({ id: assessment.id })
  const [plan] = await work.db
    .insert(workPlan)
    .values({ clientId, participationId, inForceOn: TODAY, ...recorded(work) })
    .returning({ id: workPlan.id })
  if (!talk || !plan) throw new Error('no rows')
  const health = { ability: 'limited', childcare: 'open', occurredOn: TODAY } as const
  await work.db.insert(assessmentAbility).values({ assessmentId: talk.id, clientId, ...health })
  await work.db.insert(workPlanVersion).values({
    planId: plan.id,
    version: 1,
    state: 'in-force',
    offeredAt: work.now,
    content: { targetJob: 'Schneiderin', rhythmWeeks: 5, goals: [] },
    hash: Buffer.alloc(32),
    madeAt: work.now,
    madeBy: work.actor.id,
  })
  await work.db.insert(note).values([
    { clientId, text: 'für alle', internal: false, ...recorded(work) },
    { clientId, text: 'intern', internal: true, ...recorded(work) },
    ...organisations.map(({ id, name }) => ({
      clientId,
      text: `von ${name}`,
      internal: false,
      organisationId: id,
      ...recorded(work),
    })),
  ])
  return file
}

beforeAll(async () => {
  city = await makeCity()
  await city.work(async (work) => {
    for (const at of [0, 1, 2]) clients.push(await fullClient(work, at))
  })
})
afterAll(() => city.remove())

const dayNear = fc.constantFrom('2026-01-01', '2026-03-08', TODAY, '2026-03-10', '2026-12-31')
const moment = fc.option(fc.constant(NOON), { nil: null, freq: 3 })
const place = {
  client: fc.nat(2),
  organisation: fc.nat(1),
  purpose: fc.constantFrom(...PURPOSES.slice(0, 2)),
}

const consentOf = fc.record({
  ...place,
  category: fc.constantFrom(...CATEGORIES),
  answer: fc.constantFrom('given' as const, 'given' as const, 'given' as const, 'refused' as const),
  occurredOn: fc.constantFrom('2026-01-01', '2026-01-01', TODAY, '2026-03-10'),
  expiresOn: fc.option(dayNear),
  withdrawnAt: moment,
  voidedAt: moment,
})
const referralOf = fc.record({
  ...place,
  occurredOn: fc.constantFrom('2026-01-01', TODAY, '2026-03-10'),
  untilOn: fc.option(dayNear),
  endedAt: moment,
  voidedAt: moment,
  answer: fc.constantFrom(null, null, 'accepted' as const, 'declined' as const),
  /** What becomes of the consent to identity the referral rests on, once it is made. */
  after: fc.constantFrom(
    'stands' as const,
    'stands' as const,
    'withdrawn' as const,
    'expired' as const,
    'voided' as const,
  ),
})
const history = fc.record({
  consents: fc.array(consentOf, { maxLength: 24 }),
  referrals: fc.array(referralOf, { minLength: 1, maxLength: 8 }),
})
type History = typeof history extends fc.Arbitrary<infer T> ? T : never

async function tell(work: CityWork, { consents, referrals }: History) {
  const facts: { consents: ConsentFacts[]; referrals: ReferralFacts[] } = { consents: [], referrals: [] }
  const clientAt = (at: number) => {
    const found = clients[at]
    if (!found) throw new Error('no client')
    return found
  }
  const organisationAt = (at: number): string => (organisations[at] ?? organisations[0]).id
  for (const { client: at, organisation, ...told } of consents) {
    const { clientId } = clientAt(at)
    const expiresOn = told.expiresOn && told.expiresOn < told.occurredOn ? told.occurredOn : told.expiresOn
    const withdrawnAt = told.answer === 'refused' ? null : told.withdrawnAt
    const row = { ...told, clientId, organisationId: organisationAt(organisation), expiresOn, withdrawnAt }
    facts.consents.push(row)
    await makeConsent(work, row)
  }
  for (const { client: at, organisation, after, ...told } of referrals) {
    const { clientId, participationId } = clientAt(at)
    const row = { ...told, clientId, organisationId: organisationAt(organisation) }
    row.untilOn = row.untilOn && row.untilOn < row.occurredOn ? row.occurredOn : row.untilOn
    row.untilOn ??= row.endedAt ? row.occurredOn : null
    const twice = facts.referrals.some(
      (other) =>
        other.clientId === row.clientId &&
        other.organisationId === row.organisationId &&
        other.purpose === row.purpose &&
        !other.endedAt &&
        !other.voidedAt,
    )
    if (twice && !row.endedAt && !row.voidedAt) continue
    const { purpose, organisationId } = row
    const basis = { clientId, organisationId, purpose, category: 'identity', answer: 'given' } as const
    const identity: ConsentFacts = {
      ...basis,
      occurredOn: '2026-01-01',
      expiresOn: null,
      withdrawnAt: null,
      voidedAt: null,
    }
    const consentId = await makeConsent(work, identity)
    await makeReferral(work, { ...row, participationId, consentId })
    const change = {
      stands: sql`void_reason = null`,
      withdrawn: sql`withdrawn_at = ${NOON}, withdrawn_by = recorded_by, withdrawn_how = 'phone'`,
      expired: sql`expires_on = '2026-03-08'`,
      voided: sql`voided_at = ${NOON}`,
    }[after]
    await work.db.execute(sql`update consent set ${change} where id = ${consentId}`)
    facts.consents.push({
      ...identity,
      ...(after === 'withdrawn' ? { withdrawnAt: NOON } : {}),
      ...(after === 'expired' ? { expiresOn: '2026-03-08' } : {}),
      ...(after === 'voided' ? { voidedAt: NOON } : {}),
    })
    facts.referrals.push(row)
  }
  return facts
}

/** By category: the clients whose rows of it the role can select. */
const SELECTS: Record<Category, string> = {
  identity: 'select id from client',
  contact: 'select client.id from client join person_contact on person_contact.person_id = client.person_id',
  residence: 'select client_id as id from consent where false',
  health: 'select client_id as id from assessment_ability',
  assessment: 'select client_id as id from assessment',
  plan: 'select client_id as id from work_plan join work_plan_version on plan_id = work_plan.id',
  services: "select client_id as id from note where text = 'für alle'",
}

describe('what a partner can select', () => {
  it('is what the rule says', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (told) => {
        const facts = await city.work((work) => tell(work, told))
        for (const organisation of organisations) {
          const open = visibleTo(organisation.id, TODAY, facts)
          await asPartner(city, organisation, async ({ db }) => {
            for (const category of CATEGORIES) {
              const rows = await db.execute<{ id: string }>(sql.raw(SELECTS[category]))
              const expected = [...open].filter(
                ([, categories]) => category !== 'residence' && categories.has(category),
              )
              expect([category, [...rows].map(({ id }) => id).sort()]).toEqual([
                category,
                expected.map(([id]) => id).sort(),
              ])
            }
            const people = await db.execute<{ id: string }>(sql`select id from person`)
            const known = clients.filter(({ clientId }) => open.has(clientId)).map(({ personId }) => personId)
            expect([...people].map(({ id }) => id).sort()).toEqual(known.sort())
            // Its own notes and the city's, never another organisation's or what is kept inside.
            const notes = await db.execute<{ text: string }>(sql`select distinct text from note`)
            const services = [...open.values()].some((categories) => categories.has('services'))
            expect([...notes].map(({ text }) => text).sort()).toEqual(
              services ? ['für alle', `von ${organisation.name}`].sort() : [],
            )
            const sent = await db.execute<{ clientId: string }>(
              sql`select client_id as "clientId" from referral`,
            )
            const live = facts.referrals.filter(
              (one) => one.organisationId === organisation.id && isLive(referralState(one, TODAY)),
            )
            for (const { clientId } of sent) expect(live.map((one) => one.clientId)).toContain(clientId)
            expect(new Set([...sent].map(({ clientId }) => clientId))).toEqual(new Set(open.keys()))
          })
        }
        await clearAway()
      }),
      { numRuns: 60 },
    )
  }, 300_000)
})

/** Nothing is ever deleted by the product: the owner does it here, between two histories. */
async function clearAway(): Promise<void> {
  const address = await withPlatform(city.server, (platform) =>
    cityAddress(city.server, platform, city.slug, 'owner'),
  )
  await withConnection(address, (owner) => owner.unsafe('truncate referral_answer, referral, consent'))
}
