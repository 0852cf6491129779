import { Temporal } from 'temporal-polyfill'
import { isWorkingDay } from '../../app/follow-ups/rules/working-days.ts'
import { ZONE } from '../../infra/clock.ts'

/** Days since 1970-01-01: stories are told in sums of days, and there are very many of them. */
export type Day = number

const EPOCH = Temporal.PlainDate.from('1970-01-01')

const DAY_MS = 86_400_000

function remembered<K, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>()
  return (key) => {
    let found = known.get(key)
    if (found === undefined) {
      found = make(key)
      known.set(key, found)
    }
    return found
  }
}

export const dateOf = (day: Day): Temporal.PlainDate => EPOCH.add({ days: day })
export const iso = remembered((day: Day) => new Date(day * DAY_MS).toISOString().slice(0, 10))
export const dayOf = (date: Temporal.PlainDate | string): Day => Date.parse(date.toString()) / DAY_MS

/** By custom offices are closed on 24 and 31 December too. */
export const isWorkday = remembered((day: Day) => isWorkingDay(dateOf(day)) && !/-12-(24|31)$/.test(iso(day)))

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

const offsetOn = remembered(
  (date: string) =>
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE, plainTime: '12:00' }).offsetNanoseconds /
    1e6,
)

/** The clocks change in March and October: every other month has one offset from its first day to its last. */
const offsetOf = (day: Day): number => {
  const date = iso(day)
  return offsetOn(/-(03|10)-/.test(date) ? date : `${date.slice(0, 7)}-15`)
}

/**
 * ISO instant of a `minute` of the day on the wall in Berlin, between 6:00 and midnight. Told in plain numbers: a city
 * for the benchmark has half a million instants.
 */
export const instantAt = (day: Day, minute: number): string =>
  new Date(day * DAY_MS + minute * 60_000 - offsetOf(day)).toISOString()
