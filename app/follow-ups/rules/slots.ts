/** Which time a talk gets: inside the worker's hours on a working day of its window, where nothing else is. */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { DueWindow, Window } from './windows.ts'
import {
  atOffice,
  before,
  type ClosedReason,
  closedBecause,
  dayAtOffice,
  OFFICE_TALK,
  OFFICE_ZONE,
  type OpenTimes,
  type TalkShape,
  timesWithin,
  USUAL_TIMES,
} from './working-days.ts'

/** Days in which a person may still book when the window has closed and nobody came. */
const CATCH_UP_DAYS = 14

/** Where a talk may lie: the rest of the window, or the next two weeks when the window is over. */
export function bookable(window: Window, today: Temporal.PlainDate): Window {
  if (before(today, window.to))
    return { from: before(window.from, today) ? today : window.from, to: window.to }
  return { from: today, to: today.add({ days: CATCH_UP_DAYS }) }
}

/** A talk agreed for that moment (ISO instant) lies in the window. */
export function holdsTalk({ from, to }: Window, startsAt: string): boolean {
  const day = dayAtOffice(Temporal.Instant.from(startsAt))
  return !before(day, from) && !before(to, day)
}

/**
 * What is left of a window whose talk on `day` fell away, with the day after it as the first to try: the same window, so
 * that nothing is put off by calling off.
 */
export function anewIn(
  window: Window,
  day: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Window & Pick<DueWindow, 'aim'> {
  const left = bookable(window, today)
  const length = left.from.until(left.to).days
  const aim = Math.min(Math.max(left.from.until(day).days + 1, 0), length)
  return { ...left, aim }
}

/** A talk somebody already has; `travel` = minutes of way before and after. */
export interface Busy {
  startsAt: Temporal.Instant
  minutes: number
  travel?: number
}

export interface Slot {
  day: Temporal.PlainDate
  startsAt: Temporal.Instant
}

const MINUTE = 60_000

/** In milliseconds: this is asked for every time of every day of a window. */
const meets = (begin: number, shape: TalkShape, { startsAt, minutes, travel = 0 }: Busy): boolean => {
  const other = startsAt.epochMilliseconds
  return (
    begin - shape.travel * MINUTE < other + (minutes + travel) * MINUTE &&
    other - travel * MINUTE < begin + (shape.minutes + shape.travel) * MINUTE
  )
}

/** Nothing begins on that day. */
export const wholeDay = (day: Temporal.PlainDate): Busy => ({
  startsAt: atOffice(day, '00:00'),
  minutes: 24 * 60,
})

/** Nothing runs into a talk that begins then, nor into the way to it. */
export const isFree = (
  startsAt: Temporal.Instant,
  taken: readonly Busy[],
  shape: TalkShape = OFFICE_TALK,
): boolean => !taken.some((busy) => meets(startsAt.epochMilliseconds, shape, busy))

/** Times of a worker's day at which nothing else is; none on a day the office is closed or she is away. */
export function freeSlots(
  day: Temporal.PlainDate,
  taken: readonly Busy[],
  { off, hours }: OpenTimes = USUAL_TIMES,
  shape: TalkShape = OFFICE_TALK,
): Slot[] {
  if (closedBecause(day, off)) return []
  return timesWithin(hours(day), shape)
    .map((time) => ({ day, startsAt: atOffice(day, time) }))
    .filter(({ startsAt }) => isFree(startsAt, taken, shape))
}

export function daysOf({ from, to }: Window): Temporal.PlainDate[] {
  const count = from.until(to).days + 1
  return Array.from({ length: Math.max(0, count) }, (_, days) => from.add({ days }))
}

/** Days to try, the best first: the one aimed at, and on from it to both sides. Never today: nobody would know. */
function inOrder(window: Window & Pick<DueWindow, 'aim'>, today: Temporal.PlainDate): Temporal.PlainDate[] {
  return daysOf(window)
    .map((day, index) => ({ day, off: Math.abs(index - window.aim) }))
    .sort((a, b) => a.off - b.off)
    .map(({ day }) => day)
    .filter((day) => before(today, day))
}

/** The time to book: a working day inside the window, after today, in the worker's hours and free. */
export function bestAppointment(
  window: Window & Pick<DueWindow, 'aim'>,
  taken: readonly Busy[],
  today: Temporal.PlainDate,
  open: OpenTimes = USUAL_TIMES,
): Result<Slot, 'no-free-slot'> {
  for (const day of inOrder(window, today)) {
    const [first] = freeSlots(day, taken, open)
    if (first) return ok(first)
  }
  return fail('no-free-slot')
}

export type ChoiceError = 'past' | 'closed' | 'outside' | 'full' | 'taken' | 'off-hours'

/**
 * Whether a talk may be put on the wished day, at `time` (`HH:MM`) or at the first free time. `now` is handed in: a
 * time of today that is over is past.
 */
export function chooseSlot(
  wish: { day: Temporal.PlainDate; time?: string | undefined; shape?: TalkShape },
  window: Window,
  taken: readonly Busy[],
  now: Temporal.Instant,
  times: OpenTimes = USUAL_TIMES,
): Result<Slot, ChoiceError> {
  const { day, time, shape } = wish
  const today = dayAtOffice(now)
  if (before(day, today)) return fail('past')
  if (closedBecause(day, times.off)) return fail('closed')
  const open = bookable(window, today)
  if (before(day, open.from) || before(open.to, day)) return fail('outside')
  const free = freeSlots(day, taken, times, shape).filter(
    ({ startsAt }) => Temporal.Instant.compare(startsAt, now) > 0,
  )
  if (!time) return free[0] ? ok(free[0]) : fail('full')
  const wished = atOffice(day, time)
  if (Temporal.Instant.compare(wished, now) <= 0) return fail('past')
  const slot = free.find(({ startsAt }) => startsAt.equals(wished))
  if (slot) return ok(slot)
  return timesWithin(times.hours(day), shape).includes(time) ? fail('taken') : fail('off-hours')
}

/** One day of the strip that shows a window. */
export interface StripDay {
  day: Temporal.PlainDate
  closed: ClosedReason | undefined
  free: number
  /** `HH:MM` on the office's wall: when a talk can begin. */
  times: string[]
}

const wallTime = (moment: Temporal.Instant): string =>
  moment.toZonedDateTimeISO(OFFICE_ZONE).toPlainTime().toString({ smallestUnit: 'minute' })

export const stripOf = (
  window: Window,
  taken: readonly Busy[],
  now: Temporal.Instant,
  open: OpenTimes = USUAL_TIMES,
  shape: TalkShape = OFFICE_TALK,
): StripDay[] =>
  daysOf(window).map((day) => {
    const ahead = freeSlots(day, taken, open, shape).filter(
      ({ startsAt }) => Temporal.Instant.compare(startsAt, now) > 0,
    )
    const times = ahead.map(({ startsAt }) => wallTime(startsAt))
    return { day, closed: closedBecause(day, open.off), free: times.length, times }
  })

/** The next day of a strip (ISO dates) with a free time, after the wished one; else the first there is. */
export const nextFreeDay = <D extends { date: string; free: number }>(
  days: readonly D[],
  wished: string,
): D | undefined =>
  days.find(({ date, free }) => free > 0 && date > wished) ?? days.find(({ free }) => free > 0)
