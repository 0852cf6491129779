/**
 * When somebody is reminded of a talk, and when it is asked whether that reached him. The promise: 24 hours before every talk that
 * was booked by then there is a delivered reminder, or a person has the task to reach him. All times stand on the office's wall.
 */
import { Temporal } from 'temporal-polyfill'
import { atOffice, dayAtOffice, OFFICE_ZONE } from '../../follow-ups/rules/working-days.ts'
import type { TalkKind } from '../rules.ts'
import { afterSecondThoughts, isQuietDay, whenToDisturb } from './ladder.ts'

/** Whether the city's office is open on a day: no weekend, no holiday, no closed day. */
export type IsOpen = (day: Temporal.PlainDate) => boolean

const PROMISED_HOURS = 24
/** An hour more than promised: a city whose hint was lost is looked at once an hour. */
const CHECK_HOURS = PROMISED_HOURS + 1
/** The task that may come of a check is given to somebody who is in, with an afternoon left to call. */
const CHECK_FROM = '08:00'
const CHECK_UNTIL = '13:30'
/** So long before the check the last reminder goes out: the vendor's report has come by then, and a mailbox that was full is tried anew. */
const REPORT_HOURS = 4
const SEND_AT = '09:00'
const SEND_AGAIN_AT = '16:00'
/** Of a talk that is booked late: what was sent at once has arrived by then, or it has not. */
const SOON_MINUTES = 30
/** A reminder of the week before and the last one keep this far apart, whichever comes first. */
const LEAST_DAYS_APART = 2

const notAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) <= 0

/** The last moment at or before `by` that suits a check. */
function lastCheck(by: Temporal.Instant, isOpen: IsOpen): Temporal.Instant {
  let day = dayAtOffice(by)
  const early = Temporal.PlainTime.compare(timeAtOffice(by), Temporal.PlainTime.from(CHECK_FROM)) < 0
  if (early || !isOpen(day)) {
    do day = day.subtract({ days: 1 })
    while (!isOpen(day))
    return atOffice(day, CHECK_UNTIL)
  }
  const end = atOffice(day, CHECK_UNTIL)
  return notAfter(by, end) ? by : end
}

const timeAtOffice = (at: Temporal.Instant): Temporal.PlainTime =>
  at.toZonedDateTimeISO(OFFICE_ZONE).toPlainTime()

/** The last of the times at which reminders go out, at or before `by`; nobody is disturbed on a Sunday or holiday. */
function lastSending(by: Temporal.Instant): Temporal.Instant {
  for (let day = dayAtOffice(by); ; day = day.subtract({ days: 1 })) {
    const times = isQuietDay(day) ? [] : [SEND_AGAIN_AT, SEND_AT].map((time) => atOffice(day, time))
    const found = times.find((at) => notAfter(at, by))
    if (found) return found
  }
}

/** Nine in the morning of that day; on Sundays and holidays nobody is disturbed, so it is the last day before. */
function morningOf(day: Temporal.PlainDate): Temporal.Instant {
  return isQuietDay(day) ? morningOf(day.subtract({ days: 1 })) : atOffice(day, SEND_AT)
}

/** Check and last reminder of a talk, as they lie when it is booked in time. */
function plannedFor(startsAt: Temporal.Instant, isOpen: IsOpen) {
  const check = lastCheck(startsAt.subtract({ hours: CHECK_HOURS }), isOpen)
  return { check, reminder: lastSending(check.subtract({ hours: REPORT_HOURS })) }
}

export interface PlannedMessage {
  kind: TalkKind
  at: Temporal.Instant
}

/**
 * The reminders of an appointment booked at `now`. A week before only when that morning is on a later day: the client
 * has just been told. The last one, whose kind is called `day-before`, lies so that its report is there at the check; when that is
 * over it goes out in a few minutes, as long as the talk is not today.
 */
export function remindersFor(
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
  isOpen: IsOpen,
): PlannedMessage[] {
  const day = dayAtOffice(startsAt)
  const today = dayAtOffice(now)
  const { reminder } = plannedFor(startsAt, isOpen)
  const weekBefore = morningOf(day.subtract({ days: 7 }))
  const apart = Math.abs(dayAtOffice(weekBefore).until(dayAtOffice(reminder)).days)
  const planned: PlannedMessage[] = []
  if (today.until(dayAtOffice(weekBefore)).days > 0 && apart >= LEAST_DAYS_APART)
    planned.push({ kind: 'week-before', at: weekBefore })
  if (today.until(day).days > 0)
    planned.push({ kind: 'day-before', at: notAfter(now, reminder) ? reminder : afterSecondThoughts(now) })
  return planned
}

/**
 * When it is asked whether anybody was reached: more than 24 hours before the talk, while the office is open. Of a talk booked so late
 * that its reminder goes out at once: half an hour after that, if that is still a day before; else soon.
 */
export function checkAt(startsAt: Temporal.Instant, now: Temporal.Instant, isOpen: IsOpen): Temporal.Instant {
  const { check, reminder } = plannedFor(startsAt, isOpen)
  if (notAfter(now, reminder)) return check
  const told = whenToDisturb(afterSecondThoughts(now)).add({ minutes: SOON_MINUTES })
  if (notAfter(told, check)) return check
  if (notAfter(told, startsAt.subtract({ hours: PROMISED_HOURS }))) return told
  const soon = now.add({ minutes: SOON_MINUTES })
  // One that is about to begin is asked about at once.
  return Temporal.Instant.compare(soon, startsAt) < 0 ? soon : now
}

/** The first day whose talks nobody need ask about before the day after tomorrow: their checks lie on an open day that is still to come. */
export function checksBegin(today: Temporal.PlainDate, isOpen: IsOpen): Temporal.PlainDate {
  let day = today.add({ days: 2 })
  while (!isOpen(day)) day = day.add({ days: 1 })
  return day.add({ days: 3 })
}
