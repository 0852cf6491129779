/** When somebody has talks: morning and afternoon of each weekday, from a day on, so that a change leaves the past as it was. */
import type { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import {
  before,
  type HoursOn,
  isTooFar,
  minuteOf,
  OFFICE_HOURS,
  type Span,
  TALK_MINUTES,
} from './working-days.ts'

/** Monday to Friday, as `Temporal.PlainDate.dayOfWeek` counts. */
export const WEEKDAYS = [1, 2, 3, 4, 5] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** No talk begins before or ends after these. */
export const EARLIEST = '06:00'
export const LATEST = '21:00'

/** A half day without times is free. */
export interface DayHours {
  weekday: Weekday
  morning: Span | null
  afternoon: Span | null
}

/** A week that holds from a day on. */
export interface WeekHours {
  validFrom: Temporal.PlainDate
  days: readonly DayHours[]
  /** From that day on hers are the city's again. */
  asCity: boolean
}

/** The week that holds on a day: the one that began last. */
export const weekOn = <W extends Pick<WeekHours, 'validFrom'>>(
  weeks: readonly W[],
  day: Temporal.PlainDate,
): W | undefined =>
  weeks.reduce<W | undefined>(
    (best, week) =>
      before(day, week.validFrom) || (best && before(week.validFrom, best.validFrom)) ? best : week,
    undefined,
  )

export const spansOf = ({ morning, afternoon }: Pick<DayHours, 'morning' | 'afternoon'>): Span[] =>
  [morning, afternoon].filter((span) => span !== null)

/** Her own week on a day; undefined: none, or hers are the city's. */
export function ownWeekOn<W extends Pick<WeekHours, 'validFrom' | 'asCity'>>(
  own: readonly W[],
  day: Temporal.PlainDate,
): W | undefined {
  const week = weekOn(own, day)
  return week?.asCity ? undefined : week
}

/** Her own week where she has one, else the city's, else the usual office hours. */
export const hoursFrom =
  (own: readonly WeekHours[], city: readonly WeekHours[]): HoursOn =>
  (day) => {
    const week = ownWeekOn(own, day) ?? weekOn(city, day)
    if (!week) return OFFICE_HOURS
    const hours = week.days.find(({ weekday }) => weekday === day.dayOfWeek)
    return hours ? spansOf(hours) : []
  }

/** Whether a talk with the way to it lies in one half day; `time` = `HH:MM` at which it begins. */
export const liesWithin = (
  spans: readonly Span[],
  { time, minutes, travel }: { time: string; minutes: number; travel: number },
): boolean =>
  spans.some(
    ({ from, until }) =>
      minuteOf(from) <= minuteOf(time) - travel && minuteOf(time) + minutes + travel <= minuteOf(until),
  )

export type HoursError = 'hours-half' | 'hours-turned' | 'hours-short' | 'hours-early' | 'hours-overlap'

/** As a form tells a half day: both times, or none. */
export interface ToldSpan {
  from?: string | undefined
  until?: string | undefined
}

export function decideSpan({ from, until }: ToldSpan): Result<Span | null, HoursError> {
  if (!from && !until) return ok(null)
  if (!from || !until) return fail('hours-half')
  if (until <= from) return fail('hours-turned')
  if (from < EARLIEST || until > LATEST) return fail('hours-early')
  return minuteOf(until) - minuteOf(from) < TALK_MINUTES ? fail('hours-short') : ok({ from, until })
}

/** Of which half day something is wrong, and what. */
export type DayError = `${'morning' | 'afternoon'} ${HoursError}`

/** One weekday as a form tells it. */
export function decideDay(
  weekday: Weekday,
  told: { morning: ToldSpan; afternoon: ToldSpan },
): Result<DayHours, DayError> {
  const morning = decideSpan(told.morning)
  if (!morning.ok) return fail(`morning ${morning.error}`)
  const afternoon = decideSpan(told.afternoon)
  if (!afternoon.ok) return fail(`afternoon ${afternoon.error}`)
  if (morning.value && afternoon.value && afternoon.value.from < morning.value.until)
    return fail('afternoon hours-overlap')
  return ok({ weekday, morning: morning.value, afternoon: afternoon.value })
}

export type ValidFromError = 'hours-past' | 'hours-far'

/** Hours are set from today on: what was, was. */
export const decideValidFrom = (
  validFrom: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<null, ValidFromError> => {
  if (before(validFrom, today)) return fail('hours-past')
  return isTooFar(validFrom, today) ? fail('hours-far') : ok(null)
}
