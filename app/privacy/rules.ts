/** Reading the audit trail: what is asked of whoever does, and how it is counted. */
import { Temporal } from 'temporal-polyfill'

/** A search for what a colleague looked at covers a month at most, and is asked for in a sentence. */
export const MOST_DAYS = 31
export const LEAST_REASON = 20

/** Whether the days from `from` to `until`, both included, are a period that may be searched. ISO dates. */
export function periodProblem(from: string, until: string, today: string): PeriodProblem | undefined {
  if (until < from) return 'backwards'
  if (from > today) return 'ahead'
  const days = Temporal.PlainDate.from(from).until(until).days
  return days >= MOST_DAYS ? 'too-long' : undefined
}
export type PeriodProblem = 'backwards' | 'ahead' | 'too-long'

/** Half a year. */
export const WEEKS_SHOWN = 26

/** The Monday of the first of the weeks that are shown, as an ISO date. */
export function firstWeek(today: string): string {
  const day = Temporal.PlainDate.from(today)
  return day.subtract({ days: day.dayOfWeek - 1, weeks: WEEKS_SHOWN - 1 }).toString()
}

export interface Week {
  /** Its Monday, an ISO date. */
  week: string
  byLead: number
  byOthers: number
}

/** Every week that is shown, those without an access too. */
export function allWeeks(counted: readonly Week[], today: string): Week[] {
  const known = new Map(counted.map((one) => [one.week, one]))
  const first = Temporal.PlainDate.from(firstWeek(today))
  return Array.from({ length: WEEKS_SHOWN }, (_, nth) => {
    const week = first.add({ weeks: nth }).toString()
    return known.get(week) ?? { week, byLead: 0, byOthers: 0 }
  })
}

/** What an act was about, as the trail names it; each has its words. */
export const SUBJECTS = [
  'appointment',
  'assessment',
  'assessment-summary',
  'calendar',
  'calendar-feed',
  'call-request',
  'absences',
  'capacity',
  'caseload',
  'city-list',
  'city-calendar',
  'client',
  'client-access',
  'clients',
  'consent',
  'counselling',
  'deputy',
  'digest',
  'do-not-visit',
  'document',
  'document-infected',
  'document-not-scannable',
  'documents',
  'duplicates',
  'employer',
  'employers',
  'group',
  'groups',
  'hand-over',
  'letter-page',
  'letters',
  'letters-settings',
  'hold',
  'household',
  'intake',
  'interpreters',
  'list',
  'list-draft',
  'lists',
  'loan',
  'merge',
  'note',
  'notice',
  'permit',
  'placement',
  'placements',
  'plan',
  'message-report',
  'sms-reply',
  'task',
  'message-texts',
  'plan-editor',
  'plan-signing',
  'plan-link',
  'plan-check',
  'plan-catalogue',
  'post',
  'programmes',
  'referral',
  'referral-answer',
  'region',
  'referred',
  'report',
  'request',
  'restriction',
  'rooms',
  'round',
  'round-offline',
  'round-plan',
  'round-walk',
  'settings',
  'staff-access',
  'street',
  'streets',
  'talk-link',
  'today',
  'turn',
  'undo',
  'visit',
  'visits',
  'walk-list',
  'working-hours',
] as const
export type Subject = (typeof SUBJECTS)[number] | 'other'

/** What was refused is named by the right that was missing, and some pages are of rooms that are younger than the trail. */
export const subjectOf = (word: string): Subject => SUBJECTS.find((subject) => subject === word) ?? 'other'
