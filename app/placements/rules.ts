/**
 * A placement: a participant starts a job. What counts as full-time the contract says, not a number of hours: part-time
 * is whoever works less than a comparable full-time worker of the firm (§ 2 Abs. 1 TzBfG), and collective agreements
 * set full time between 35 hours (metal and electrical industry) and 40. So 35 hours part the plausible from the
 * surprising, a contradiction is a question, and the worker's answer stands.
 */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../kit/result.ts'

export const FULL_TIME_FROM_HOURS = 35
/** § 3 ArbZG allows at most six days of ten hours. */
export const MOST_HOURS = 60
/** How far ahead a contract is believed. */
export const AHEAD_MONTHS = 6

/** Full-time with few hours, or part-time with many: worth asking once. */
export const contradicts = (fullTime: boolean, hoursPerWeek: number): boolean =>
  fullTime !== hoursPerWeek >= FULL_TIME_FROM_HOURS

/** `19,5` as people write it; undefined when it is no number of hours. */
export function readHours(typed: string): number | undefined {
  const match = /^(\d{1,2})(?:[.,](\d))?$/.exec(typed.trim())
  if (!match) return undefined
  const hours = Number(`${match[1]}.${match[2] ?? '0'}`)
  return hours > 0 && hours <= MOST_HOURS ? hours : undefined
}

/** The last first day of work that may be entered on `today`; ISO dates. */
export const latestFirstDay = (today: string): string =>
  Temporal.PlainDate.from(today).add({ months: AHEAD_MONTHS }).toString()

export interface Job {
  placementId: string
  employerId: string
  jobTitle: string
  fullTime: boolean
  hoursPerWeek: number
  /** ISO dates. */
  firstDay: string
  endedOn: string | null
  voided: boolean
}

/** `employerId` is null for an employer the city does not know yet. */
export type NewJob = Omit<Job, 'endedOn' | 'voided' | 'employerId'> & { employerId: string | null }

const sameJob = (a: Job, b: NewJob): boolean =>
  a.employerId === b.employerId &&
  a.jobTitle === b.jobTitle &&
  a.fullTime === b.fullTime &&
  a.hoursPerWeek === b.hoursPerWeek &&
  a.firstDay === b.firstDay

export type PlacementError = 'too-far-ahead' | 'before-entry' | 'already-saved' | 'already-placed'

export interface PlacementFacts {
  today: string
  /** The participation entered last before the first day of work. */
  participationId: string | undefined
  /** The client's jobs so far. */
  jobs: readonly Job[]
}

/**
 * Whether a job becomes a placement of a participation. A job begun before the person took part was not found by the
 * programme and is none. The same form sent again, and the same job written down by a second person, answer with the
 * placement there is.
 */
export function decidePlacement(
  job: NewJob,
  { today, participationId, jobs }: PlacementFacts,
): Result<{ placementId: string; participationId: string; known: boolean }, PlacementError> {
  if (job.firstDay > latestFirstDay(today)) return fail('too-far-ahead')
  if (participationId === undefined) return fail('before-entry')
  const sent = jobs.find(({ placementId }) => placementId === job.placementId)
  if (sent) {
    return sameJob(sent, job)
      ? ok({ placementId: sent.placementId, participationId, known: true })
      : fail('already-saved')
  }
  const placed = jobs.find(
    ({ voided, employerId, firstDay }) =>
      !voided && employerId === job.employerId && firstDay === job.firstDay,
  )
  if (!placed) return ok({ placementId: job.placementId, participationId, known: false })
  return sameJob(placed, job)
    ? ok({ placementId: placed.placementId, participationId, known: true })
    : fail('already-placed')
}

export type EndError = 'voided' | 'already-ended' | 'end-before-start' | 'end-ahead'

/** `endedOn` is the last day of work. `known`: it was entered before, with the same day. */
export function decideEnd(job: Job, endedOn: string, today: string): Result<{ known: boolean }, EndError> {
  if (job.voided) return fail('voided')
  if (job.endedOn !== null) return job.endedOn === endedOn ? ok({ known: true }) : fail('already-ended')
  if (endedOn > today) return fail('end-ahead')
  return endedOn < job.firstDay ? fail('end-before-start') : ok({ known: false })
}

export type PlacementState = 'voided' | 'planned' | 'running' | 'ended'

/** What a placement is on a day. The last day of work still runs. */
export function stateOf(job: Pick<Job, 'firstDay' | 'endedOn' | 'voided'>, today: string): PlacementState {
  if (job.voided) return 'voided'
  if (job.firstDay > today) return 'planned'
  return job.endedOn !== null && job.endedOn < today ? 'ended' : 'running'
}
