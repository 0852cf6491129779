/** Who may see what of a client, and until when: the rule that Postgres enforces by `open_to_partner`, said once more. */
import { Temporal } from 'temporal-polyfill'
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

/** The same day of another year (ISO; 29 February becomes 28 February where there is none). */
export const inYears = (date: string, years: number): string =>
  Temporal.PlainDate.from(date).add({ years }).toString()

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

export interface GridCell {
  state: ConsentState | 'none'
  /** ISO date: until when it stands, or from when it will; null = not limited, or nothing to say. */
  on: string | null
}

export interface GridRow {
  organisationId: string
  organisationName: string
  purpose: Purpose
  /** A referral is live and identity stands: the organisation sees it now. */
  sees: boolean
  cells: Record<OfferedCategory, GridCell>
}

type GridConsent = ConsentFacts & { organisationName: string }

function cellOf(consents: readonly GridConsent[], category: Category, today: string): GridCell {
  const states = consents
    .filter((consent) => consent.category === category)
    .map((consent) => ({ consent, state: consentState(consent, today) }))
  const standing = states.filter(({ state }) => state === 'standing')
  if (standing.length > 0) {
    const ends = standing.map(({ consent }) => consent.expiresOn)
    const last = ends.flatMap((end) => end ?? []).sort()
    return { state: 'standing', on: ends.includes(null) ? null : (last.at(-1) ?? null) }
  }
  const [newest] = states
  if (!newest) return { state: 'none', on: null }
  return { state: newest.state, on: newest.state === 'ahead' ? newest.consent.occurredOn : null }
}

/**
 * Recipient by category as a client's answers (the newest first) leave it on a day: what stands goes before what was said
 * last. Recipients who see something come first.
 */
export function gridOf(
  consents: readonly GridConsent[],
  referrals: readonly ReferralFacts[],
  today: string,
): GridRow[] {
  const groups = new Map<string, GridConsent[]>()
  for (const consent of consents) {
    const key = `${consent.organisationId}/${consent.purpose}`
    groups.set(key, [...(groups.get(key) ?? []), consent])
  }
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { organisationId, organisationName, purpose } = first
    const cell = (category: Category): GridCell => cellOf(group, category, today)
    const cells = {
      identity: cell('identity'),
      contact: cell('contact'),
      assessment: cell('assessment'),
      plan: cell('plan'),
      services: cell('services'),
      health: cell('health'),
    }
    const referred = referrals.some(
      (referral) =>
        referral.organisationId === organisationId &&
        referral.purpose === purpose &&
        isLive(referralState(referral, today)),
    )
    const sees = referred && cells.identity.state === 'standing'
    return [{ organisationId, organisationName, purpose, sees, cells }]
  })
  return rows.sort(
    (a, b) => Number(b.sees) - Number(a.sees) || a.organisationName.localeCompare(b.organisationName, 'de'),
  )
}

export interface AnsweredForm<C extends ConsentFacts & { formId: string }> {
  formId: string
  /** What its rows have in common, from any of them. */
  first: C
  categories: Category[]
  state: ConsentState
}

/** The rows of a client's answers by the form they were given in, in their order. */
export function formsOf<C extends ConsentFacts & { formId: string }>(
  consents: readonly C[],
  today: string,
): AnsweredForm<C>[] {
  const forms = new Map<string, C[]>()
  for (const row of consents) forms.set(row.formId, [...(forms.get(row.formId) ?? []), row])
  return [...forms].flatMap(([formId, rows]) => {
    const [first] = rows
    if (!first) return []
    const named = new Set(rows.map(({ category }) => category))
    const categories = OFFERED_CATEGORIES.filter((category) => named.has(category))
    return [{ formId, first, categories, state: consentState(first, today) }]
  })
}
