/**
 * Whether somebody may work, by the dated table of work-law.ts. An orientation, never a decision: what a rule needs and nobody
 * knows becomes a question, and what was not read in the law is said to be unsure.
 */
import { Temporal } from 'temporal-polyfill'
import { keptGoing, type Paper, urgencyOf } from './titles.ts'
import {
  pathOf,
  SAFE_COUNTRY_SINCE,
  type StatusPath,
  standsOn,
  UNREAD_SINCE,
  WORK_RULES,
  type WorkResult,
  type WorkRule,
} from './work-law.ts'

export const KNOWN = ['yes', 'no', 'unknown'] as const
type Known = (typeof KNOWN)[number]
export const SAFE_COUNTRIES = ['no', 'yes', 'georgia-moldova', 'unknown'] as const
export const REJECTIONS = ['no', 'rejected', 'suspended', 'unknown'] as const
export const FICTIONS = ['continues', 'lawful-stay', 'unknown'] as const
export const EMPLOYMENTS = ['job', 'training', 'internship', 'family-business', 'highly-skilled'] as const

/** What people say of themselves; dates are ISO, null = unknown. */
export interface WorkFacts {
  /** § 47 AsylG: must live in a reception centre. */
  receptionDuty: Known
  asylumAppliedOn: string | null
  /** Since when the stay is lawful, permitted or tolerated without a gap. */
  stayingSince: string | null
  toleratedSince: string | null
  safeCountry: (typeof SAFE_COUNTRIES)[number]
  /** As manifestly unfounded or inadmissible; `suspended`: a court ordered that the appeal suspends it. */
  rejection: (typeof REJECTIONS)[number]
  removalImminent: Known
  /** A bar of § 60a Abs. 6 AufenthG. */
  barred: Known
  /** § 81 Abs. 4 (the old title continues) or Abs. 3 (lawful stay) AufenthG. */
  fiction: (typeof FICTIONS)[number]
  employment: (typeof EMPLOYMENTS)[number]
}

export const NOTHING_KNOWN: WorkFacts = {
  receptionDuty: 'unknown',
  asylumAppliedOn: null,
  stayingSince: null,
  toleratedSince: null,
  safeCountry: 'unknown',
  rejection: 'unknown',
  removalImminent: 'unknown',
  barred: 'unknown',
  fiction: 'unknown',
  employment: 'job',
}

/** The paper it hangs on. `expired`: its last day has passed and no application keeps it going. */
export interface WorkPaper {
  status: string | null
  expired: boolean
  /** Of the paper before it, which a Fiktionsbescheinigung continues. */
  previousStatus: string | null
}

export type WorkQuestion = Exclude<keyof WorkFacts, 'employment'>
/** Why there is no answer. */
export type WorkDoubt =
  | 'no-status'
  | 'expired'
  | 'questions'
  | 'no-rule'
  | 'not-settled'
  | 'law-unread'
  | 'law-older'

/** What one rule says. */
export interface WorkAnswer {
  result: WorkResult
  rule: WorkRule
  /** Of the Federal Employment Agency; null where the rule does not say. */
  baConsent: 'needed' | 'not-needed' | 'unknown' | null
  /** The row that lifts the need for it. */
  consentRule: 'T8' | 'T9' | null
}

export type WorkPermission =
  | (WorkAnswer & { verified: true; validFrom: string; source: string })
  | {
      result: 'unknown'
      verified: false
      doubt: WorkDoubt
      missing: readonly WorkQuestion[]
      /** What the wording before said of the same facts: history, no answer. */
      formerly: (WorkAnswer & { validFrom: string; source: string }) | null
    }

type Found = WorkAnswer | { missing: readonly WorkQuestion[] } | { doubt: WorkDoubt }

/** The work permission on a day (ISO). */
export function workPermission(paper: WorkPaper, facts: WorkFacts, today: string): WorkPermission {
  const found = find(paper, facts, today)
  const unread = hangsOnUnreadLaw(paper, today)
  if ('missing' in found) return unsure(unread ? 'law-unread' : 'questions', found.missing)
  if ('doubt' in found) return unsure(unread ? 'law-unread' : found.doubt)
  const { validFrom, basis: source } = WORK_RULES[found.rule]
  if (standsOn(found.rule, today)) return { ...found, verified: true, validFrom, source }
  return today < validFrom
    ? unsure('law-older')
    : { ...unsure('law-unread'), formerly: { ...found, validFrom, source } }
}

/** Whether the paper is one of whose rules the wording of that day was not read: then no question leads to an answer. */
function hangsOnUnreadLaw({ status, expired }: WorkPaper, today: string): boolean {
  const by = expired ? undefined : pathOf(status)?.by
  return today >= UNREAD_SINCE && (by === 'asylum' || by === 'duldung')
}

const unsure = (doubt: WorkDoubt, missing: readonly WorkQuestion[] = []) =>
  ({ result: 'unknown', verified: false, doubt, missing, formerly: null }) as const

function find(paper: WorkPaper, facts: WorkFacts, today: string): Found {
  if (paper.status === null) return { doubt: 'no-status' }
  if (paper.expired) return { doubt: 'expired' }
  const path = pathOf(paper.status)
  if (path?.by === 'fiction') return ofFiction(paper, facts, today)
  return path ? along(path, facts, today) : { doubt: 'no-status' }
}

function along(path: StatusPath, facts: WorkFacts, today: string): Found {
  switch (path.by) {
    case 'asylum':
      return withConsent(ofAsylum(facts, today), facts, today)
    case 'duldung':
      return withConsent(ofDuldung(facts, today), facts, today)
    case 'rule':
      return { result: path.result, rule: path.rule, baConsent: path.consent, consentRule: null }
    default:
      return { doubt: 'not-settled' }
  }
}

/** § 81 Abs. 4 continues the old title with its work permission; of Abs. 3 the table knows only that the stay is lawful. */
function ofFiction({ previousStatus }: WorkPaper, facts: WorkFacts, today: string): Found {
  if (facts.fiction === 'unknown') return { missing: ['fiction'] }
  const path = facts.fiction === 'continues' ? pathOf(previousStatus) : undefined
  return path?.by === 'rule' ? along(path, facts, today) : { doubt: 'not-settled' }
}

type Row = { result: WorkAnswer['result']; rule: WorkRule } | Exclude<Found, WorkAnswer>

/** T1 to T6. */
function ofAsylum(facts: WorkFacts, today: string): Row {
  const safe = safeCountryBar(facts)
  if (safe === 'barred') return { result: 'forbidden', rule: 'T6' }
  if (facts.receptionDuty === 'unknown') return { missing: ['receptionDuty'] }
  return facts.receptionDuty === 'yes' ? inReception(facts, today, safe) : outOfReception(facts, today, safe)
}

type Safe = 'barred' | 'clear' | 'old-application' | readonly WorkQuestion[]

function safeCountryBar({ safeCountry, asylumAppliedOn }: WorkFacts): Safe {
  if (safeCountry === 'no') return 'clear'
  if (safeCountry === 'unknown') return ['safeCountry']
  if (asylumAppliedOn === null) return ['asylumAppliedOn']
  if (asylumAppliedOn > SAFE_COUNTRY_SINCE[safeCountry]) return 'barred'
  return safeCountry === 'yes' ? 'old-application' : 'clear'
}

function inReception(facts: WorkFacts, today: string, safe: Safe): Row {
  if (facts.asylumAppliedOn === null) return { missing: ['asylumAppliedOn'] }
  if (!monthsSince(facts.asylumAppliedOn, 6, today)) return { result: 'forbidden', rule: 'T1' }
  return unlessRejected('T2', facts, safe)
}

function outOfReception(facts: WorkFacts, today: string, safe: Safe): Row {
  const since = facts.stayingSince
  if (since === null) return { missing: ['stayingSince', ...questionsOf(safe)] }
  if (!monthsSince(since, 3, today)) return { result: 'forbidden', rule: 'T3' }
  if (typeof safe !== 'string') return { missing: safe }
  if (!monthsSince(since, 6, today)) return { result: 'discretion', rule: 'T4' }
  return unlessRejected('T5', facts, safe)
}

const questionsOf = (safe: Safe): readonly WorkQuestion[] => (typeof safe === 'string' ? [] : safe)

/** The conditions T2 and T5 share. Beside them the table has no row. */
function unlessRejected(rule: 'T2' | 'T5', { rejection }: WorkFacts, safe: Safe): Row {
  const asked = [...questionsOf(safe), ...(rejection === 'unknown' ? (['rejection'] as const) : [])]
  if (safe === 'old-application' || rejection === 'rejected') return { doubt: 'no-rule' }
  return asked.length > 0 ? { missing: asked } : { result: 'entitled', rule }
}

/** T7 and T10. */
function ofDuldung(facts: WorkFacts, today: string): Row {
  const { barred, receptionDuty, stayingSince, toleratedSince, removalImminent } = facts
  if (barred === 'yes') return { result: 'forbidden', rule: 'T10' }
  const missing: WorkQuestion[] = []
  if (barred === 'unknown') missing.push('barred')
  if (receptionDuty === 'unknown') missing.push('receptionDuty')
  if (stayingSince === null) missing.push('stayingSince')
  if (receptionDuty === 'yes' && toleratedSince === null) missing.push('toleratedSince')
  if (removalImminent === 'unknown') missing.push('removalImminent')
  if (stayingSince === null || missing.length > 0) return { missing }
  const longTolerated = toleratedSince !== null && monthsSince(toleratedSince, 6, today)
  if (!monthsSince(stayingSince, 3, today) || (receptionDuty === 'yes' && !longTolerated))
    return { doubt: 'no-rule' }
  return { result: removalImminent === 'yes' ? 'discretion' : 'should', rule: 'T7' }
}

/** T8 and T9: the permission still comes from the foreigners authority, the consent of the BA falls away. */
function withConsent(row: Row, { employment, stayingSince }: WorkFacts, today: string): Found {
  if (!('rule' in row)) return row
  if (row.result === 'forbidden') return { ...row, baConsent: null, consentRule: null }
  if (employment !== 'job') return { ...row, baConsent: 'not-needed', consentRule: 'T9' }
  if (stayingSince === null) return { ...row, baConsent: 'unknown', consentRule: null }
  return monthsSince(stayingSince, 48, today)
    ? { ...row, baConsent: 'not-needed', consentRule: 'T8' }
    : { ...row, baConsent: 'needed', consentRule: null }
}

/** Whether so many months have passed since a day; on the day itself they have. */
const monthsSince = (day: string, months: number, today: string): boolean =>
  Temporal.PlainDate.from(day).add({ months }).toString() <= today

/** What the history of papers says of the one that counts. `titles`: the current one first; `open`: an application not yet decided. */
function workPaperOf(
  titles: readonly Pick<Paper, 'status' | 'validUntil'>[],
  open: { appliedOn: string; validUntil: string | null } | null,
  today: string,
): WorkPaper {
  const [current, before] = titles
  const status = current?.status ?? null
  const over = urgencyOf(current?.validUntil ?? null, today) === 'expired'
  return {
    status,
    expired: over && !keptGoing(status, open ?? undefined),
    previousStatus: before?.status ?? null,
  }
}

/** The work permission on a day (ISO) from what the city holds; without facts everything is unknown. */
export const workOf = (
  ground: {
    titles: readonly Pick<Paper, 'status' | 'validUntil'>[]
    open: { appliedOn: string; validUntil: string | null } | null
    facts: WorkFacts | null
  },
  today: string,
): WorkPermission =>
  workPermission(workPaperOf(ground.titles, ground.open, today), ground.facts ?? NOTHING_KNOWN, today)
