/** Free times against a slow reading of the same sentence: minute by minute, by the clock on the wall. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type DayHours, hoursFrom, liesWithin, WEEKDAYS, type WeekHours } from './hours.ts'
import { type Busy, chooseSlot, freeSlots, stripOf } from './slots.ts'
import {
  atOffice,
  closedBecause,
  type DaysOff,
  OFFICE_ZONE,
  type OpenTimes,
  type Span,
} from './working-days.ts'

const first = Temporal.PlainDate.from('2024-01-01')
/** Days on which the clocks change, the Monday after, holidays: they come up more often than by chance. */
const SPECIAL = [
  '2026-03-29',
  '2026-03-30',
  '2026-10-25',
  '2026-10-26',
  '2025-12-24',
  '2026-04-06',
  '2028-02-29',
]
const anyDay = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 16 * 365 }).map((days) => first.add({ days })) },
  { weight: 1, arbitrary: fc.constantFrom(...SPECIAL).map((day) => Temporal.PlainDate.from(day)) },
)
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const half = (earliest: number, latest: number): fc.Arbitrary<Span | null> =>
  fc.option(
    fc
      .tuple(fc.integer({ min: earliest / 5, max: (latest - 45) / 5 }), fc.integer({ min: 9, max: 80 }))
      .map(([from, length]) => ({
        from: clock(from * 5),
        until: clock(Math.min(latest, (from + length) * 5)),
      })),
    { freq: 4 },
  )
const week = fc.tuple(
  ...WEEKDAYS.map((weekday) =>
    fc.record<DayHours>({
      weekday: fc.constant(weekday),
      morning: half(6 * 60, 13 * 60),
      afternoon: half(13 * 60, 21 * 60),
    }),
  ),
)
const weeksOf = (asCity: fc.Arbitrary<boolean>) =>
  fc.array(
    fc.record<WeekHours>({
      validFrom: fc.integer({ min: -40, max: 40 }).map((days) => first.add({ days })),
      days: week,
      asCity,
    }),
    { maxLength: 3 },
  )
const shape = fc.record({
  minutes: fc.constantFrom(30, 45, 60, 90),
  travel: fc.constantFrom(0, 0, 5, 20, 35, 90),
})
const talks = fc.array(
  fc.record({
    days: fc.integer({ min: -1, max: 2 }),
    minute: fc.integer({ min: 5 * 60, max: 21 * 60 }),
    minutes: fc.integer({ min: 10, max: 240 }),
    travel: fc.constantFrom(0, 0, 20, 60),
  }),
  { maxLength: 6 },
)
const story = fc.record({
  day: anyDay,
  weeks: weeksOf(fc.boolean()),
  city: weeksOf(fc.constant(false)),
  shape,
  talks,
  off: fc.constantFrom<'city-closed' | 'away' | null>(null, null, null, 'city-closed', 'away'),
  now: fc.integer({ min: -2 * 24 * 60, max: 24 * 60 }),
})

/** Her hours on that day, read the long way: the newest week that has begun, hers before the city's. */
function hoursThen(own: readonly WeekHours[], city: readonly WeekHours[], day: Temporal.PlainDate): Span[] {
  for (const set of [own, city]) {
    const begun = set.filter(({ validFrom }) => Temporal.PlainDate.compare(validFrom, day) <= 0)
    const newest = [...begun].sort((a, b) => Temporal.PlainDate.compare(a.validFrom, b.validFrom)).at(-1)
    if (!newest || newest.asCity) continue
    // Of two that begin on one day no database holds: either is right, and the rule takes the later one.
    const found = newest.days.find(({ weekday }) => weekday === day.dayOfWeek)
    return found ? [found.morning, found.afternoon].filter((span) => span !== null) : []
  }
  return [
    { from: '09:00', until: '12:00' },
    { from: '13:30', until: '15:30' },
  ]
}

const minutesOn = (span: Span): [number, number] => {
  const at = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return [at(span.from), at(span.until)]
}

describe('free times', () => {
  it('are exactly those a reader minute by minute finds', () => {
    fc.assert(
      fc.property(story, ({ day, weeks: own, city, shape: asked, talks: told, off }) => {
        const daysOff: DaysOff = new Map(off ? [[day.toString(), off]] : [])
        const open: OpenTimes = { off: daysOff, hours: hoursFrom(own, city) }
        const taken: Busy[] = told.map(({ days, minute, minutes, travel }) => ({
          startsAt: atOffice(day.add({ days }), clock(minute)),
          ...{ minutes, travel },
        }))
        const begins = new Set(
          freeSlots(day, taken, open, asked).map(({ startsAt }) => {
            const wall = startsAt.toZonedDateTimeISO(OFFICE_ZONE)
            expect(wall.toPlainDate().equals(day)).toBe(true)
            return wall.hour * 60 + wall.minute
          }),
        )
        if (closedBecause(day, daysOff) || day.dayOfWeek > 5) return begins.size === 0
        const busy = new Set<number>()
        const midnight = day.toZonedDateTime(OFFICE_ZONE).toInstant()
        for (const { startsAt, minutes, travel = 0 } of taken) {
          const begin = Math.round(midnight.until(startsAt).total('minutes'))
          for (let minute = begin - travel; minute < begin + minutes + travel; minute += 1) busy.add(minute)
        }
        const expected = new Set<number>()
        for (const span of hoursThen(own, city, day)) {
          const [from, until] = minutesOn(span)
          for (let begin = from + asked.travel; begin < until; begin += 45) {
            const needs = Array.from(
              { length: asked.minutes + 2 * asked.travel },
              (_, nth) => begin - asked.travel + nth,
            )
            // Midnight to midnight has 23 or 25 hours twice a year; no office is open on those Sundays.
            const isInside = needs.every((minute) => minute >= from && minute < until)
            if (isInside && !needs.some((minute) => busy.has(minute))) expected.add(begin)
          }
        }
        return begins.size === expected.size && [...begins].every((minute) => expected.has(minute))
      }),
      { numRuns: 600 },
    )
  })

  it('are what may be chosen, and nothing else; the strip shows the same', () => {
    fc.assert(
      fc.property(story, ({ day, weeks: own, city, shape: asked, talks: told, now: offset }) => {
        const open: OpenTimes = { off: new Map(), hours: hoursFrom(own, city) }
        const taken: Busy[] = told.map(({ days, minute, minutes, travel }) => ({
          startsAt: atOffice(day.add({ days }), clock(minute)),
          ...{ minutes, travel },
        }))
        const now = atOffice(day, '00:00').add({ minutes: offset })
        const window = { from: day, to: day }
        const shown = stripOf(window, taken, now, open, asked)[0]?.times ?? []
        for (let minute = 5 * 60; minute < 22 * 60; minute += 5) {
          const time = clock(minute)
          const chosen = chooseSlot({ day, time, shape: asked }, window, taken, now, open)
          if (chosen.ok !== shown.includes(time)) return false
          if (chosen.ok && !liesWithin(open.hours(day), { time, ...asked })) return false
        }
        return shown.length > 0 === chooseSlot({ day, shape: asked }, window, taken, now, open).ok
      }),
      { numRuns: 150 },
    )
  })
})
