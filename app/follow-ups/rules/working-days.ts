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

/** Talks of groups, rests, absences and hours are agreed a year ahead at most: further on it is a slip of the year. */
const MOST_AHEAD = { years: 1 }
export const isTooFar = (day: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  before(today.add(MOST_AHEAD), day)

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

/** Half a day of work, `HH:MM` on the office's wall. */
export interface Span {
  from: string
  until: string
}

/** How long a talk takes, and the way there and back, in minutes. */
export interface TalkShape {
  minutes: number
  travel: number
}
export const OFFICE_TALK: TalkShape = { minutes: TALK_MINUTES, travel: 0 }

export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** When talks begin inside these hours, one after the other: the way there and back is working time too. */
export function timesWithin(spans: readonly Span[], { minutes, travel }: TalkShape = OFFICE_TALK): string[] {
  return spans.flatMap(({ from, until }) => {
    const times: string[] = []
    for (
      let begin = minuteOf(from) + travel;
      begin + minutes + travel <= minuteOf(until);
      begin += TALK_MINUTES
    )
      times.push(timeOf(begin))
    return times
  })
}

/** The office hours of a city that has not said otherwise. */
export const OFFICE_HOURS: readonly Span[] = [
  { from: '09:00', until: '12:00' },
  { from: '13:30', until: '15:30' },
]

/** When talks begin in these hours. */
export const OFFICE_TIMES = timesWithin(OFFICE_HOURS)

/** The hours of somebody on a day, in order and apart. */
export type HoursOn = (day: Temporal.PlainDate) => readonly Span[]

/** When talks may take place at all: on which days, and at which hours of them. */
export interface OpenTimes {
  off: DaysOff
  hours: HoursOn
}
export const USUAL_TIMES: OpenTimes = { off: NO_DAYS_OFF, hours: () => OFFICE_HOURS }

/** The moment the wall clock of the office shows `time` (`HH:MM`) on that day, in summer and in winter. */
export const atOffice = (day: Temporal.PlainDate, time: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: OFFICE_ZONE, plainTime: Temporal.PlainTime.from(time) }).toInstant()

export const dayAtOffice = (moment: Temporal.Instant): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(OFFICE_ZONE).toPlainDate()

export const before = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) < 0
