/** Who may see what of a client, and until when: the rule that Postgres enforces by `open_to_partner`, said once more. */
import type { CONSENT_CATEGORIES, SHARING_PURPOSES } from '../../db/city/schema/partners.ts'
import { fail, ok, type Result } from '../kit/result.ts'

export type Category = (typeof CONSENT_CATEGORIES)[number]
export type Purpose = (typeof SHARING_PURPOSES)[number]

/** What a client may be referred for. */
export const PURPOSES = [
  'job-applications',
  'qualification',
  'job-placement',
  'debt-advice',
  'counselling',
] as const satisfies Purpose[]

/** What a form offers. Papers and registry numbers are in no organisation's hands, so nobody is asked for them. */
export const OFFERED_CATEGORIES = [
  'identity',
  'contact',
  'assessment',
  'plan',
  'services',
  'health',
] as const satisfies Category[]
export type OfferedCategory = (typeof OFFERED_CATEGORIES)[number]

/** Art. 9 GDPR: asked for in words of its own. */
export const isSpecial = (category: Category): boolean => category === 'health'

/** Version of the consent's words, `partners:text.<version>`. What was signed keeps its own. */
export const TEXT_VERSION = '1'

export interface ConsentFacts {
  clientId: string
  organisationId: string
  category: Category
  purpose: Purpose
  answer: 'given' | 'refused'
  /** ISO dates. */
  occurredOn: string
  expiresOn: string | null
  /** ISO instants. */
  withdrawnAt: string | null
  voidedAt: string | null
}

export interface ReferralFacts {
  clientId: string
  organisationId: string
  purpose: Purpose
  occurredOn: string
  untilOn: string | null
  endedAt: string | null
  voidedAt: string | null
  answer: 'accepted' | 'declined' | null
}

export type ConsentState = 'standing' | 'ahead' | 'refused' | 'withdrawn' | 'expired' | 'voided'

/** How an answer stands on a day (ISO). */
export function consentState(
  consent: Pick<ConsentFacts, 'answer' | 'occurredOn' | 'expiresOn' | 'withdrawnAt' | 'voidedAt'>,
  today: string,
): ConsentState {
  if (consent.voidedAt !== null) return 'voided'
  if (consent.answer === 'refused') return 'refused'
  if (consent.withdrawnAt !== null) return 'withdrawn'
  if (consent.expiresOn !== null && consent.expiresOn < today) return 'expired'
  return consent.occurredOn > today ? 'ahead' : 'standing'
}

export type ReferralState = 'sent' | 'accepted' | 'declined' | 'ended' | 'ahead' | 'voided'

/** How a referral stands on a day (ISO). */
export function referralState(
  referral: Pick<ReferralFacts, 'occurredOn' | 'untilOn' | 'endedAt' | 'voidedAt' | 'answer'>,
  today: string,
): ReferralState {
  if (referral.voidedAt !== null) return 'voided'
  if (referral.endedAt !== null || (referral.untilOn !== null && referral.untilOn < today)) return 'ended'
  if (referral.answer === 'declined') return 'declined'
  if (referral.occurredOn > today) return 'ahead'
  return referral.answer ?? 'sent'
}

export const isLive = (state: ReferralState): boolean => state === 'sent' || state === 'accepted'

/**
 * The clients open to an organisation on a day, each with the categories it may see. A category is open for the purpose
 * of a live referral; without a standing consent to identity for that purpose nothing is.
 */
export function visibleTo(
  organisationId: string,
  today: string,
  { consents, referrals }: { consents: readonly ConsentFacts[]; referrals: readonly ReferralFacts[] },
): Map<string, Set<Category>> {
  const open = new Map<string, Set<Category>>()
  const standing = consents.filter(
    (consent) => consent.organisationId === organisationId && consentState(consent, today) === 'standing',
  )
  for (const referral of referrals) {
    if (referral.organisationId !== organisationId || !isLive(referralState(referral, today))) continue
    const { clientId, purpose } = referral
    const named = standing
      .filter((consent) => consent.clientId === clientId && consent.purpose === purpose)
      .map(({ category }) => category)
    if (!named.includes('identity')) continue
    open.set(clientId, new Set([...(open.get(clientId) ?? []), ...named]))
  }
  return open
}

export type ConsentError = 'given-ahead' | 'expiry-past' | 'expiry-far' | 'no-identity' | 'no-signature'

const inYears = (date: string, years: number): string => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`

/** Five years at most: a consent nobody is asked for again is none. */
export const FURTHEST_YEARS = 5

/** Whether a form can be kept as it was filled in. Identity goes with every other category: data need somebody they are of. */
export function decideConsent(
  form: {
    answer: 'given' | 'refused'
    categories: readonly Category[]
    occurredOn: string
    expiresOn: string | null
    signedHow: 'typed' | 'paper' | null
    signedName: string
  },
  today: string,
): Result<null, ConsentError> {
  if (form.occurredOn > today) return fail('given-ahead')
  if (form.answer === 'refused') return ok(null)
  if (!form.categories.includes('identity')) return fail('no-identity')
  if (form.expiresOn !== null && form.expiresOn < today) return fail('expiry-past')
  if (form.expiresOn !== null && form.expiresOn > inYears(today, FURTHEST_YEARS)) return fail('expiry-far')
  if (form.signedHow === null || (form.signedHow === 'typed' && form.signedName === ''))
    return fail('no-signature')
  return ok(null)
}

export type ReferralError = 'no-consent' | 'already-referred' | 'until-past'

/** Whether a client can be sent on by this consent. */
export function decideReferral(
  consent: ConsentFacts | undefined,
  { untilOn, today, live }: { untilOn: string | null; today: string; live: readonly ReferralFacts[] },
): Result<null, ReferralError> {
  if (consent?.category !== 'identity' || consentState(consent, today) !== 'standing')
    return fail('no-consent')
  if (untilOn !== null && untilOn < today) return fail('until-past')
  const again = live.some(
    (other) =>
      other.organisationId === consent.organisationId &&
      other.purpose === consent.purpose &&
      ['sent', 'accepted', 'ahead'].includes(referralState(other, today)),
  )
  return again ? fail('already-referred') : ok(null)
}
