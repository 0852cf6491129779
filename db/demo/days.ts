import { Temporal } from 'temporal-polyfill'
import { isWorkingDay } from '../../app/follow-ups/rules/working-days.ts'
import { ZONE } from '../../infra/clock.ts'

/** Days since 1970-01-01: stories are told in sums of days, and there are very many of them. */
export type Day = number

const EPOCH = Temporal.PlainDate.from('1970-01-01')

function remembered<T>(make: (day: Day) => T): (day: Day) => T {
  const known = new Map<Day, T>()
  return (day) => {
    let found = known.get(day)
    if (found === undefined) {
      found = make(day)
      known.set(day, found)
    }
    return found
  }
}

export const dateOf = remembered((day) => EPOCH.add({ days: day }))
export const iso = remembered((day) => dateOf(day).toString())
export const dayOf = (date: Temporal.PlainDate | string): Day =>
  EPOCH.until(Temporal.PlainDate.from(date), { largestUnit: 'days' }).days

/** By custom offices are closed on 24 and 31 December too. */
export const isWorkday = remembered((day) => {
  const date = dateOf(day)
  return isWorkingDay(date) && !(date.month === 12 && (date.day === 24 || date.day === 31))
})

/** The day itself or the next one on which the office is open: at most six days on. */
export function workdayFrom(day: Day): Day {
  let found = day
  while (!isWorkday(found)) found++
  return found
}

/** The `count`-th working day after `day`. */
export function workdayAfter(day: Day, count: number): Day {
  let found = day
  for (let at = 0; at < count; at++) found = workdayFrom(found + 1)
  return found
}

/** The last working day before `day`. */
export function workdayBefore(day: Day): Day {
  let found = day - 1
  while (!isWorkday(found)) found--
  return found
}

const offsetOf = remembered(
  (day) => dateOf(day).toZonedDateTime({ timeZone: ZONE, plainTime: '12:00' }).offsetNanoseconds,
)

/**
 * ISO instant of a `minute` of the day on the wall in Berlin, between 6:00 and midnight. Told in plain numbers: a city
 * for the benchmark has half a million instants.
 */
export const instantAt = (day: Day, minute: number): string =>
  new Date(day * 86_400_000 + minute * 60_000 - offsetOf(day) / 1_000_000).toISOString()

export const monthsLater = (day: Day, months: number): Day => dayOf(dateOf(day).add({ months }))
