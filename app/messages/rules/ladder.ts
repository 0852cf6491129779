/**
 * By which way somebody is reached: written by a machine while that is possible, then by a person. Taken one rung after the other,
 * each when the one before failed or cannot be used, until somebody has been reached or a person has the task.
 */
import { Temporal } from 'temporal-polyfill'
import type { RUNGS } from '../../../db/city/schema/messages.ts'
import { atOffice, dayAtOffice, holidayOn, OFFICE_ZONE } from '../../follow-ups/rules/working-days.ts'

export type Rung = (typeof RUNGS)[number]

/** The order of the ladder. */
const LADDER: readonly Rung[] = ['email', 'sms', 'letter', 'call', 'visit']

export const isWritten = (rung: Rung): rung is 'email' | 'sms' | 'letter' =>
  rung !== 'call' && rung !== 'visit'

/** Which of the written rungs lead to somebody: an address there is, and that nobody blocked. */
export type Ways = Readonly<Record<'email' | 'sms' | 'letter', boolean>>

/** A letter is printed on a working day and then needs up to four days of the post; one that comes after the talk is none. */
const LETTER_DAYS = 5

const canTake = (rung: Rung, ways: Ways, daysLeft: number): boolean => {
  if (!isWritten(rung)) return true
  return ways[rung] && (rung !== 'letter' || daysLeft >= LETTER_DAYS)
}

/**
 * The rung after one that failed; `after` null = the first. `daysLeft`: whole days until the talk. Null: after the visit there
 * is nothing.
 */
export function nextRung(after: Rung | null, ways: Ways, daysLeft: number): Rung | null {
  const from = after === null ? 0 : LADDER.indexOf(after) + 1
  return LADDER.slice(from).find((rung) => canTake(rung, ways, daysLeft)) ?? null
}

/** The one of these that comes last; null of none. */
export const furthestRung = (rungs: readonly Rung[]): Rung | null =>
  LADDER.findLast((rung) => rungs.includes(rung)) ?? null

/** What a person does beside the invitation, after so many talks missed in a row. */
export function personAfter(missed: number): 'call' | 'visit' | null {
  if (missed >= 3) return 'visit'
  return missed === 2 ? 'call' : null
}

const QUIET_UNTIL = '08:00'
const QUIET_FROM = '20:00'

/** Nobody is written to: a Sunday or a holiday. */
export const isQuietDay = (day: Temporal.PlainDate): boolean =>
  day.dayOfWeek === 7 || holidayOn(day) !== undefined

/** That moment, or the first after it at which somebody may be disturbed: 8 to 20 at the office's wall, no Sunday, no holiday. */
export function whenToDisturb(at: Temporal.Instant): Temporal.Instant {
  const day = dayAtOffice(at)
  const time = at.toZonedDateTimeISO(OFFICE_ZONE).toPlainTime()
  const late = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(QUIET_FROM)) >= 0
  if (isQuietDay(day) || late) return whenToDisturb(atOffice(day.add({ days: 1 }), QUIET_UNTIL))
  const early = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(QUIET_UNTIL)) < 0
  return early ? atOffice(day, QUIET_UNTIL) : at
}

/** The morning after, for somebody who has been written to on this day already. */
export const nextDay = (at: Temporal.Instant): Temporal.Instant =>
  whenToDisturb(atOffice(dayAtOffice(at).add({ days: 1 }), '09:00'))

/** Who clicked wrong has a few minutes to put it right before anybody hears of it. */
const SECOND_THOUGHTS_MINUTES = 5

export const afterSecondThoughts = (now: Temporal.Instant): Temporal.Instant =>
  now.add({ minutes: SECOND_THOUGHTS_MINUTES })
