/** The mail in the morning: on which days, until when, and whether there is anything to say. Pure. */

import { Temporal } from 'temporal-polyfill'
import { BUCKETS } from '../clients/rules/today.ts'
import { isWorkingDay, OFFICE_ZONE } from '../follow-ups/rules/working-days.ts'

export const DIGEST_KINDS = ['daily', 'weekly'] as const
export type DigestKind = (typeof DIGEST_KINDS)[number]

const FROM = Temporal.PlainTime.from('07:00')
/** Later the morning is over, and a mail about it helps nobody. */
const UNTIL = Temporal.PlainTime.from('12:00')

/** Whether it is between seven and noon in the office. */
export function isMorning(now: Temporal.Instant): boolean {
  const time = now.toZonedDateTimeISO(OFFICE_ZONE).toPlainTime()
  return Temporal.PlainTime.compare(time, FROM) >= 0 && Temporal.PlainTime.compare(time, UNTIL) < 0
}

type IsOpen = (day: Temporal.PlainDate) => boolean

/** A new week begins for the office on its first working day: on Tuesday after Easter Monday. */
function beginsWeek(day: Temporal.PlainDate, isOpen: IsOpen): boolean {
  for (let before = 1; before < day.dayOfWeek; before += 1)
    if (isOpen(day.subtract({ days: before }))) return false
  return true
}

/** Which mails are written on a day: none when the office is closed. Without the city's closed days: none on weekends and holidays. */
export function kindsOn(day: Temporal.PlainDate, isOpen: IsOpen = isWorkingDay): DigestKind[] {
  if (!isOpen(day)) return []
  return beginsWeek(day, isOpen) ? ['daily', 'weekly'] : ['daily']
}

/** Whether a mail of that day may still go out. */
export const isStillOf = (day: Temporal.PlainDate, now: Temporal.Instant): boolean =>
  isMorning(now) && now.toZonedDateTimeISO(OFFICE_ZONE).toPlainDate().equals(day)

/** What stands in the daily mail: the lists of the home page in their order. Each has its words under `daily`. */
export const DAILY_LINES = BUCKETS
export type DailyCounts = Record<(typeof DAILY_LINES)[number], number>

/** What stands in the lead's mail of a worker, the worst first. */
export const WEEKLY_LINES = [
  'overdue',
  'missing',
  'noReaction',
  'closing',
  'expiring',
  'referrals',
  'steps',
] as const

/** One worker's week as the lead sees it: counts and never a client. */
export type WorkerWeek = { name: string } & Record<(typeof WEEKLY_LINES)[number], number>

export const saysSomething = (counts: Partial<Record<string, number>>): boolean =>
  Object.values(counts).some((count) => (count ?? 0) > 0)

/** Those with something open, the most overdue first; of equals the worst beside it. */
export const inTrouble = (workers: readonly WorkerWeek[]): WorkerWeek[] =>
  workers
    .filter((worker) => WEEKLY_LINES.some((line) => worker[line] > 0))
    .sort((a, b) => {
      const worse = WEEKLY_LINES.find((line) => a[line] !== b[line])
      return worse ? b[worse] - a[worse] : a.name < b.name ? -1 : 1
    })
