/**
 * The law behind the work permission, dated. T1 to T11 are the rows of the decision table (§ 61 AsylG, § 60a Abs. 5b and 6
 * AufenthG, § 32 BeschV) as read in the federal text of April 2026; the others are single sections of the AufenthG.
 */
import { RESIDENCE_STATUSES, type ResidenceStatus } from '../statuses.ts'

/** `bound`: to the one job or training the paper was given for. */
export type WorkResult = 'forbidden' | 'entitled' | 'should' | 'discretion' | 'free' | 'bound'

interface LawText {
  /** The section, as one would look it up. */
  basis: string
  /** First day of this wording, an ISO date. */
  validFrom: string
}

/** Act to improve removals (BGBl. 2024 I Nr. 54): six months instead of nine, "soll" for people with a Duldung. */
const REMOVALS_ACT = '2024-02-27'
/** Skilled Immigration Act: whoever holds a title may work unless a law forbids it. */
const SKILLED_ACT = '2020-03-01'
/** GEAS-Anpassungsgesetz (BGBl. 2026 I Nr. 111). Its new § 61 AsylG and § 60a AufenthG have not been read. */
export const UNREAD_SINCE = '2026-06-12'
/** Day of the federal text that was read. */
export const LAW_READ_ON = '2026-04-29'

export const WORK_RULES = {
  T1: { basis: '§ 61 Abs. 1 AsylG', validFrom: REMOVALS_ACT },
  T2: { basis: '§ 61 Abs. 1 AsylG', validFrom: REMOVALS_ACT },
  T3: { basis: '§ 61 Abs. 2 AsylG', validFrom: REMOVALS_ACT },
  T4: { basis: '§ 61 Abs. 2 AsylG', validFrom: REMOVALS_ACT },
  T5: { basis: '§ 61 Abs. 2 AsylG', validFrom: REMOVALS_ACT },
  T6: { basis: '§ 61 Abs. 2 AsylG', validFrom: REMOVALS_ACT },
  T7: { basis: '§ 60a Abs. 5b AufenthG', validFrom: REMOVALS_ACT },
  T8: { basis: '§ 32 BeschV', validFrom: REMOVALS_ACT },
  T9: { basis: '§ 32 BeschV', validFrom: REMOVALS_ACT },
  T10: { basis: '§ 60a Abs. 6, § 60b Abs. 5 AufenthG', validFrom: REMOVALS_ACT },
  T11: { basis: '§ 4a Abs. 1 AufenthG, § 31 BeschV', validFrom: SKILLED_ACT },
  '60c': { basis: '§ 60c Abs. 1 AufenthG', validFrom: REMOVALS_ACT },
  '60d': { basis: '§ 60d AufenthG', validFrom: REMOVALS_ACT },
  '19d': { basis: '§ 19d AufenthG', validFrom: SKILLED_ACT },
  '25-4': { basis: '§ 25 Abs. 4 bis 4b AufenthG', validFrom: SKILLED_ACT },
} as const satisfies Record<string, LawText>
export type WorkRule = keyof typeof WORK_RULES

/** Rules whose wording changed, or may have, with the act that was not read. */
const CHANGED_SINCE_READ: ReadonlySet<WorkRule> = new Set([
  'T1',
  'T2',
  'T3',
  'T4',
  'T5',
  'T6',
  'T7',
  'T8',
  'T9',
  'T10',
])

/** Whether the wording that was read is the law on that day (ISO): not before it began, nor after an act nobody read. */
export const standsOn = (rule: WorkRule, today: string): boolean =>
  today >= WORK_RULES[rule].validFrom && !(CHANGED_SINCE_READ.has(rule) && today >= UNREAD_SINCE)

/** § 61 Abs. 2 AsylG: who comes from a safe country of origin and applied after this day may not work. ISO dates. */
export const SAFE_COUNTRY_SINCE = { yes: '2015-08-31', 'georgia-moldova': '2023-08-30' } as const

/**
 * How the work permission of a status is found: by the asylum rows, by the Duldung rows, by one rule, by the title before it
 * (`fiction`), or not at all (`ask`: the facts we have are not sure, or the paper does not say enough).
 */
export type StatusPath =
  | { by: 'asylum' | 'duldung' | 'fiction' | 'ask' }
  | { by: 'rule'; rule: WorkRule; result: WorkResult; consent: 'not-needed' | null }

const free: StatusPath = { by: 'rule', rule: 'T11', result: 'free', consent: 'not-needed' }
const byAuthority: StatusPath = { by: 'rule', rule: '25-4', result: 'discretion', consent: 'not-needed' }

export const STATUS_PATHS: Record<ResidenceStatus, StatusPath> = {
  ankunftsnachweis: { by: 'asylum' },
  gestattung: { by: 'asylum' },
  duldung: { by: 'duldung' },
  'duldung-60b': { by: 'rule', rule: 'T10', result: 'forbidden', consent: null },
  ausbildungsduldung: { by: 'rule', rule: '60c', result: 'bound', consent: 'not-needed' },
  beschaeftigungsduldung: { by: 'rule', rule: '60d', result: 'bound', consent: null },
  'chance-104c': free,
  'ae-25a': free,
  'ae-25b': free,
  'ae-25b-6': free,
  'ae-104a': { by: 'ask' },
  'ae-23-1': free,
  'ae-25-1': free,
  'ae-25-2': free,
  'ae-25-2-fluechtling': free,
  'ae-25-2-subsidiaer': free,
  'ae-25-3': free,
  'ae-25-4': byAuthority,
  'ae-25-4a': byAuthority,
  'ae-25-4b': byAuthority,
  'ae-25-5': free,
  'ae-24': free,
  'ae-19d': { by: 'rule', rule: '19d', result: 'bound', consent: null },
  fiktion: { by: 'fiction' },
  niederlassung: free,
  'ne-26-3-5j': free,
  'ne-26-3-3j': free,
  'ne-26-4': free,
}

/** A status nobody knows leads to no rule. */
export const pathOf = (status: string | null): StatusPath | undefined => {
  const known = Object.keys(RESIDENCE_STATUSES).find((key): key is ResidenceStatus => key === status)
  return known && STATUS_PATHS[known]
}
