/** On which days and at what times talks take place: Monday to Friday, no public holiday of North Rhine-Westphalia. */
import { getHolidays } from 'feiertagejs'
import { Temporal } from 'temporal-polyfill'

export const OFFICE_ZONE = 'Europe/Berlin'
export const TALK_MINUTES = 45

/** Feiertagsgesetz NW, and the one-time holiday of the Reformation's 500th year. */
const HOLIDAYS = {
  NEUJAHRSTAG: 'new-year',
  KARFREITAG: 'good-friday',
  OSTERMONTAG: 'easter-monday',
  TAG_DER_ARBEIT: 'labour-day',
  CHRISTIHIMMELFAHRT: 'ascension',
  PFINGSTMONTAG: 'whit-monday',
  FRONLEICHNAM: 'corpus-christi',
  DEUTSCHEEINHEIT: 'unity-day',
  REFORMATIONSTAG: 'reformation-day',
  ALLERHEILIGEN: 'all-saints',
  ERSTERWEIHNACHTSFEIERTAG: 'christmas-day',
  ZWEITERWEIHNACHTSFEIERTAG: 'boxing-day',
} as const

/** Each has its name in words.*.json under `holiday`. */
export type HolidayKey = (typeof HOLIDAYS)[keyof typeof HOLIDAYS] | 'other'

const years = new Map<number, ReadonlyMap<string, HolidayKey>>()

const isKnown = (name: string): name is keyof typeof HOLIDAYS => name in HOLIDAYS

function holidaysOf(year: number): ReadonlyMap<string, HolidayKey> {
  const known = years.get(year)
  if (known) return known
  // The library's dates stand at noon UTC; its `dateString` depends on the zone of the machine.
  const made = new Map(
    getHolidays(year, 'NW').map(({ date, name }) => [
      date.toISOString().slice(0, 10),
      isKnown(name) ? HOLIDAYS[name] : ('other' as const),
    ]),
  )
  years.set(year, made)
  return made
}

export const holidayOn = (day: Temporal.PlainDate): HolidayKey | undefined =>
  holidaysOf(day.year).get(day.toString())

export const isWorkingDay = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5 && !holidayOn(day)

/** Days (ISO) on which there is no talk beside weekends and holidays: the city's office is closed, or the worker is away. */
export type DaysOff = ReadonlyMap<string, 'city-closed' | 'away'>
export const NO_DAYS_OFF: DaysOff = new Map()

export type ClosedReason = HolidayKey | 'weekend' | 'city-closed' | 'away'

/** Why there is no talk on a day: a holiday on a Sunday is called by its name. */
export const closedBecause = (
  day: Temporal.PlainDate,
  off: DaysOff = NO_DAYS_OFF,
): ClosedReason | undefined => holidayOn(day) ?? (day.dayOfWeek > 5 ? 'weekend' : off.get(day.toString()))

/** A working day on which the city's office is open; `closures` are ISO dates. */
export const openIn =
  (closures: ReadonlySet<string>) =>
  (day: Temporal.PlainDate): boolean =>
    isWorkingDay(day) && !closures.has(day.toString())

/** When talks begin, on the office's wall; the last of each half day ends with it (12:00, 15:30). */
export const OFFICE_TIMES = halfDay('09:00', '12:00').concat(halfDay('13:30', '15:30'))

function halfDay(from: string, to: string): string[] {
  const times: string[] = []
  const end = Temporal.PlainTime.from(to)
  let begin = Temporal.PlainTime.from(from)
  for (;;) {
    const done = begin.add({ minutes: TALK_MINUTES })
    if (Temporal.PlainTime.compare(done, end) > 0) return times
    times.push(begin.toString({ smallestUnit: 'minute' }))
    begin = done
  }
}

/** The moment the wall clock of the office shows `time` (`HH:MM`) on that day, in summer and in winter. */
export const atOffice = (day: Temporal.PlainDate, time: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: OFFICE_ZONE, plainTime: Temporal.PlainTime.from(time) }).toInstant()

export const dayAtOffice = (moment: Temporal.Instant): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(OFFICE_ZONE).toPlainDate()

export const before = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) < 0
