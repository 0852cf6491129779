/** When the next talk is due and which time it gets: every four to six weeks, sooner for those who did not come. */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../kit/result.ts'
import {
  atOffice,
  closedBecause,
  dayAtOffice,
  type HolidayKey,
  isWorkingDay,
  OFFICE_TIMES,
  TALK_MINUTES,
} from './rules/working-days.ts'

export type NextAfter = 'plan-signed' | 'attended' | 'no-show'

/** First and last day, both included. */
export interface Window {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

/** A window with the rule that made it; the row keeps both, so that a later rule does not rewrite the past. */
export interface DueWindow extends Window {
  rule: string
  ruleVersion: number
  /** Which day of the window is tried first, counted from its first. */
  aim: number
}

const RULES = {
  'plan-signed': { rule: 'after-signing', ruleVersion: 1, days: [28, 42] },
  attended: { rule: 'after-talk', ruleVersion: 1, days: [28, 42] },
  'no-show': { rule: 'after-no-show', ruleVersion: 1, days: [7, 14] },
} as const satisfies Record<NextAfter, object>

/**
 * The window that opens with what happened on a day. `rhythmWeeks`: how often both agreed to meet, 4 to 6; it says which
 * day of the window is tried first, the middle where nobody said. Who did not come is seen as soon as the window opens.
 */
export function windowAfter(
  after: NextAfter,
  on: Temporal.PlainDate,
  rhythmWeeks: number | null = null,
): DueWindow {
  const { days, ...rule } = RULES[after]
  const [first, last] = days
  const aim = after === 'no-show' ? first : rhythmWeeks === null ? (first + last) / 2 : rhythmWeeks * 7
  return { ...rule, aim: aim - first, from: on.add({ days: first }), to: on.add({ days: last }) }
}

/** Days in which a person may still book when the window has closed and nobody came. */
const CATCH_UP_DAYS = 14

/** Where a talk may lie: the rest of the window, or the next two weeks when the window is over. */
export function bookable(window: Window, today: Temporal.PlainDate): Window {
  if (before(today, window.to))
    return { from: before(window.from, today) ? today : window.from, to: window.to }
  return { from: today, to: today.add({ days: CATCH_UP_DAYS }) }
}

/** A talk somebody already has. */
export interface Busy {
  startsAt: Temporal.Instant
  minutes: number
}

export interface Slot {
  day: Temporal.PlainDate
  startsAt: Temporal.Instant
}

const before = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0

/** In milliseconds: this is asked for every time of every day of a window. */
const meets = (begin: number, { startsAt, minutes }: Busy): boolean => {
  const other = startsAt.epochMilliseconds
  return begin < other + minutes * 60_000 && other < begin + TALK_MINUTES * 60_000
}

/** No talk of hers runs into one that begins then. */
export const isFree = (startsAt: Temporal.Instant, taken: readonly Busy[]): boolean =>
  !taken.some((busy) => meets(startsAt.epochMilliseconds, busy))

/** Times of a working day on which the worker has no talk; none on a day the office is closed. */
export function freeSlots(day: Temporal.PlainDate, taken: readonly Busy[]): Slot[] {
  if (!isWorkingDay(day)) return []
  return OFFICE_TIMES.map((time) => ({ day, startsAt: atOffice(day, time) })).filter(({ startsAt }) =>
    isFree(startsAt, taken),
  )
}

export function daysOf({ from, to }: Window): Temporal.PlainDate[] {
  const count = from.until(to).days + 1
  return Array.from({ length: Math.max(0, count) }, (_, days) => from.add({ days }))
}

/** Days to try, the best first: the one aimed at, and on from it to both sides. Never today: nobody would know. */
function inOrder(window: DueWindow, today: Temporal.PlainDate): Temporal.PlainDate[] {
  return daysOf(window)
    .map((day, index) => ({ day, off: Math.abs(index - window.aim) }))
    .sort((a, b) => a.off - b.off)
    .map(({ day }) => day)
    .filter((day) => before(today, day))
}

/** The time to book: a working day inside the window, after today, on which the worker is free. */
export function bestAppointment(
  window: DueWindow,
  taken: readonly Busy[],
  today: Temporal.PlainDate,
): Result<Slot, 'no-free-slot'> {
  for (const day of inOrder(window, today)) {
    if (!isWorkingDay(day)) continue
    for (const time of OFFICE_TIMES) {
      const startsAt = atOffice(day, time)
      if (isFree(startsAt, taken)) return ok({ day, startsAt })
    }
  }
  return fail('no-free-slot')
}

export type ChoiceError = 'past' | 'closed' | 'outside' | 'full' | 'taken'

/**
 * Whether a talk may be put on the wished day, at `time` (`HH:MM`) or at the first free time. `now` is handed in: a
 * time of today that is over is past.
 */
export function chooseSlot(
  wish: { day: Temporal.PlainDate; time?: string | undefined },
  window: Window,
  taken: readonly Busy[],
  now: Temporal.Instant,
): Result<Slot, ChoiceError> {
  const { day, time } = wish
  const today = dayAtOffice(now)
  if (before(day, today)) return fail('past')
  if (closedBecause(day)) return fail('closed')
  const open = bookable(window, today)
  if (before(day, open.from) || before(open.to, day)) return fail('outside')
  const free = freeSlots(day, taken).filter(({ startsAt }) => Temporal.Instant.compare(startsAt, now) > 0)
  if (!time) return free[0] ? ok(free[0]) : fail('full')
  const wished = atOffice(day, time)
  if (Temporal.Instant.compare(wished, now) <= 0) return fail('past')
  const slot = free.find(({ startsAt }) => startsAt.equals(wished))
  return slot ? ok(slot) : fail('taken')
}

/** One day of the strip that shows a window. */
export interface StripDay {
  day: Temporal.PlainDate
  closed: HolidayKey | 'weekend' | undefined
  free: number
}

export const stripOf = (window: Window, taken: readonly Busy[], now: Temporal.Instant): StripDay[] =>
  daysOf(window).map((day) => ({
    day,
    closed: closedBecause(day),
    free: freeSlots(day, taken).filter(({ startsAt }) => Temporal.Instant.compare(startsAt, now) > 0).length,
  }))

/** The next day of a strip (ISO dates) with a free time, after the wished one; else the first there is. */
export const nextFreeDay = <D extends { date: string; free: number }>(
  days: readonly D[],
  wished: string,
): D | undefined =>
  days.find(({ date, free }) => free > 0 && date > wished) ?? days.find(({ free }) => free > 0)

export type Outcome = 'attended' | 'no-show'
export type AppointmentState = 'booked' | 'attended' | 'no-show' | 'cancelled'
export type OutcomeError = 'not-yet' | 'not-that-day' | 'cancelled' | 'recorded-otherwise'

/** Whether an outcome may be written. `again` = it is written already, the same one: nothing is left to do. */
export function decideOutcome(
  appointment: { state: AppointmentState; startsAt: Temporal.Instant },
  { outcome, on }: { outcome: Outcome; on: Temporal.PlainDate },
  now: Temporal.Instant,
): Result<'record' | 'again', OutcomeError> {
  const { state, startsAt } = appointment
  if (state === outcome) return ok('again')
  if (state === 'cancelled') return fail('cancelled')
  if (state !== 'booked') return fail('recorded-otherwise')
  if (Temporal.Instant.compare(startsAt, now) > 0) return fail('not-yet')
  if (before(on, dayAtOffice(startsAt)) || before(dayAtOffice(now), on)) return fail('not-that-day')
  return ok('record')
}
