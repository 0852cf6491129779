/**
 * Residence papers and their extension. The date on a paper is its last valid day; unlike a deadline (§ 193 BGB) it
 * never moves because of a Sunday or a holiday. Who applies before it has passed keeps the title until the decision
 * (§ 81 Abs. 4 AufenthG).
 */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import { RESIDENCE_STATUSES, type ResidenceStatus } from '../statuses.ts'

export const isResidenceStatus = (key: string): key is ResidenceStatus =>
  Object.hasOwn(RESIDENCE_STATUSES, key)

const UNLIMITED: ReadonlySet<string> = new Set<ResidenceStatus>([
  'niederlassung',
  'ne-26-3-5j',
  'ne-26-3-3j',
  'ne-26-4',
])
/** Papers that are no residence title: § 81 Abs. 4 AufenthG does not continue them. */
const NO_TITLE: ReadonlySet<string> = new Set<ResidenceStatus>([
  'ankunftsnachweis',
  'gestattung',
  'duldung',
  'duldung-60b',
  'ausbildungsduldung',
  'beschaeftigungsduldung',
  'fiktion',
])

/**
 * What happens to a paper of this status when it runs out. `continues`: an application in time keeps it going.
 * `renew`: it must be renewed before. `chance`: § 104c cannot be extended, only § 25a or § 25b can follow it, and only an
 * application for one of these keeps it going (§ 104c Abs. 2 AufenthG).
 */
export type Prospect = 'continues' | 'renew' | 'chance' | 'unlimited' | 'unknown'

export function prospectOf(status: string | null): Prospect {
  if (status === null) return 'unknown'
  if (UNLIMITED.has(status)) return 'unlimited'
  if (NO_TITLE.has(status)) return 'renew'
  return status === 'chance-104c' ? 'chance' : 'continues'
}

/** Steps of warning before a paper runs out, in months. A proposal of practice, no law. */
const WARN_MONTHS = { now: 1, soon: 3, ahead: 6 } as const
export type Urgency = 'expired' | keyof typeof WARN_MONTHS | 'calm'

const inMonths = (day: string, months: number): string =>
  Temporal.PlainDate.from(day).add({ months }).toString()

/** The last expiry the page of the day warns of. */
export const warnUntil = (today: string): string => inMonths(today, WARN_MONTHS.soon)

/** How near the end of a paper is; on its last day it is still valid. ISO dates. */
export function urgencyOf(validUntil: string | null, today: string): Urgency {
  if (validUntil === null) return 'calm'
  if (validUntil < today) return 'expired'
  if (validUntil <= inMonths(today, WARN_MONTHS.now)) return 'now'
  if (validUntil <= inMonths(today, WARN_MONTHS.soon)) return 'soon'
  return validUntil <= inMonths(today, WARN_MONTHS.ahead) ? 'ahead' : 'calm'
}

/** An application after the last valid day no longer keeps the title going by itself. */
export const appliedLate = (appliedOn: string, validUntil: string | null): boolean =>
  validUntil !== null && appliedOn > validUntil

/** Whether an open application keeps a paper of this status going after its last day. `validUntil`: of the paper to be extended. */
export function keptGoing(
  status: string | null,
  open: { appliedOn: string; validUntil: string | null } | undefined,
): boolean {
  const prospect = prospectOf(status)
  if (prospect !== 'continues' && prospect !== 'chance') return false
  return open !== undefined && !appliedLate(open.appliedOn, open.validUntil)
}

/** What a paper says. */
export interface Paper {
  /** Null when the wording is none we know. */
  status: string | null
  wording: string
  validUntil: string | null
}

/** The wording as on the paper; the name of the status where nobody copied it. */
export const wordingOf = (wording: string, status: ResidenceStatus | null): string =>
  wording || (status ? RESIDENCE_STATUSES[status].label : '')

export const samePaper = (a: Paper, b: Paper): boolean =>
  a.status === b.status && a.wording === b.wording && a.validUntil === b.validUntil

/** No paper is issued for longer; a later date is a slip of the finger. */
const LONGEST_YEARS = 10

export type UntilError = 'until-missing' | 'until-too-far' | 'unlimited-has-no-end'

/** Whether the end of a paper fits what it is. The date on the card of an unlimited title is the card's, not the title's. */
export function checkUntil({ status, validUntil }: Paper, from: string): Result<null, UntilError> {
  if (prospectOf(status) === 'unlimited') return validUntil ? fail('unlimited-has-no-end') : ok(null)
  if (validUntil === null) return status === null ? ok(null) : fail('until-missing')
  const last = Temporal.PlainDate.from(from).add({ years: LONGEST_YEARS }).toString()
  return validUntil > last ? fail('until-too-far') : ok(null)
}

export interface SeenTitle extends Paper {
  titleId: string
  /** ISO date. */
  seenOn: string
}
export type TitleError = UntilError | 'wording-missing' | 'seen-ahead' | 'already-saved'

/** Whether a paper somebody saw becomes a row of the history. `known`: this very form was saved before. */
export function decideTitle(
  seen: SeenTitle,
  facts: { today: string; titles: readonly SeenTitle[] },
): Result<{ known: boolean }, TitleError> {
  const sent = facts.titles.find(({ titleId }) => titleId === seen.titleId)
  if (sent)
    return samePaper(sent, seen) && sent.seenOn === seen.seenOn ? ok({ known: true }) : fail('already-saved')
  if (seen.wording === '') return fail('wording-missing')
  if (seen.seenOn > facts.today) return fail('seen-ahead')
  const until = checkUntil(seen, seen.seenOn)
  return until.ok ? ok({ known: false }) : until
}

/**
 * Whether a city list brings news of a paper. `titles`: the person's, the current one first. A list is often older than
 * what the office saw since: a paper that another with a later end has followed does not come back.
 */
export function isNews(listed: Paper, titles: readonly Paper[]): boolean {
  const [current, ...before] = titles
  if (!current) return true
  if (samePaper(current, listed)) return false
  const laterSeen = current.validUntil === null || current.validUntil > (listed.validUntil ?? '')
  return !(laterSeen && before.some((old) => samePaper(old, listed)))
}
