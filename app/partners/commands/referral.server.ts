import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { referral, referralAnswer } from '../../../db/city/schema/partners.ts'
import { holdFile, recorded, writeTimeline } from '../../clients/commands.server.ts'
import { clientHead } from '../../clients/queries.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { AnswerInput, EndInput, ReferralInput } from '../input.ts'
import { consentsOf, type Organisation, referralsOf } from '../queries.server.ts'
import { decideReferral, type ReferralError } from '../rules.ts'
import { oneAtATime } from './one-at-a-time.server.ts'

/**
 * Sends a client to one of the organisations that work for the city today. Postgres refuses it too without a standing
 * consent (`referral_needs_consent`).
 */
export async function refer(
  city: CityWork,
  clientId: string,
  { input, organisations }: { input: ReferralInput; organisations: readonly Organisation[] },
): Promise<Result<null, ReferralError | 'no-organisation' | 'not-found'>> {
  const { formKey, consentId, note, untilOn } = input
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const head = await clientHead(city.db, clientId)
  if (!head) return fail('not-found')
  const today = city.today.toString()
  const referrals = await referralsOf(city.db, clientId)
  if (referrals.some(({ id }) => id === formKey)) return ok(null)
  const consent = (await consentsOf(city.db, clientId)).find(({ id }) => id === consentId)
  const decided = decideReferral(consent, { untilOn, today, live: referrals })
  if (!decided.ok) return decided
  if (!consent) return fail('no-consent')
  if (!organisations.some(({ id }) => id === consent.organisationId)) return fail('no-organisation')
  const { organisationId, organisationName, purpose } = consent
  const same = and(
    eq(referral.clientId, clientId),
    eq(referral.organisationId, organisationId),
    eq(referral.purpose, purpose),
    isNull(referral.endedAt),
    isNull(referral.voidedAt),
  )
  // What was declined, or is past its last day, makes room for the next.
  await city.db
    .update(referral)
    .set({
      endedAt: city.now,
      endReason: 'replaced',
      untilOn: sql`greatest(${referral.occurredOn}, least(coalesce(${referral.untilOn}, ${today}), ${today}))`,
    })
    .where(same)
  const saved = await city.db
    .insert(referral)
    .values({
      id: formKey,
      clientId,
      participationId: head.participationId,
      organisationId,
      organisationName,
      purpose,
      consentId,
      note,
      untilOn,
      ...recorded(city),
    })
    .onConflictDoNothing({ target: referral.id })
    .returning({ id: referral.id })
  if (saved.length === 0) return fail('not-found')
  await writeTimeline(city, {
    clientId,
    occurredOn: today,
    kind: 'referred',
    refId: formKey,
    words: { organisation: organisationName },
  })
  return ok(null)
}

/** Ends a referral now, whatever its last day was to be. */
export async function endReferral(
  city: CityWork,
  clientId: string,
  { referralId, reason }: EndInput,
): Promise<Result<null, 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const today = city.today.toString()
  const [ended] = await city.db
    .update(referral)
    .set({ endedAt: city.now, endReason: reason, untilOn: sql`greatest(${referral.occurredOn}, ${today})` })
    .where(
      and(
        eq(referral.id, referralId),
        eq(referral.clientId, clientId),
        isNull(referral.endedAt),
        isNull(referral.voidedAt),
      ),
    )
    .returning({ organisationName: referral.organisationName })
  if (!ended) {
    const known = (await referralsOf(city.db, clientId)).some(({ id }) => id === referralId)
    return known ? ok(null) : fail('not-found')
  }
  await writeTimeline(city, {
    clientId,
    occurredOn: today,
    kind: 'referral-ended',
    refId: referralId,
    words: { organisation: ended.organisationName },
  })
  return ok(null)
}

/**
 * The organisation takes a client on, or says why not; after that it sees nothing of the client any more, unless another
 * referral is live. Answered once: a second answer changes nothing.
 */
export async function answerReferral(
  city: CityWork<'partner'>,
  clientId: string,
  { referralId, answer, reason }: AnswerInput,
): Promise<Result<null, 'not-found'>> {
  const { db, actor, now } = city
  if (!actor.organisation) return fail('not-found')
  await oneAtATime(db, referralId)
  const [seen] = await db
    .select({ id: referral.id, answered: referralAnswer.answer })
    .from(referral)
    .leftJoin(referralAnswer, eq(referralAnswer.referralId, referral.id))
    .where(and(eq(referral.id, referralId), eq(referral.clientId, clientId)))
  if (!seen) return fail('not-found')
  if (seen.answered) return ok(null)
  // First the line in the stream: after a refusal the client is no longer there to write about.
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: answer === 'accepted' ? 'referral-accepted' : 'referral-declined',
    refId: referralId,
    words: { organisation: actor.organisation.name },
  })
  await db.insert(referralAnswer).values({
    referralId,
    organisationId: actor.organisation.id,
    answer,
    reason,
    answeredAt: now,
    answeredBy: actor.id,
  })
  return ok(null)
}
