import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  atOffice,
  dayAtOffice,
  holidayOn,
  isWorkingDay,
  OFFICE_ZONE,
  openIn,
} from '../../follow-ups/rules/working-days.ts'
import { checkAt, checksBegin, type IsOpen, remindersFor } from './times.ts'

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso)
const wall = (day: string, time: string): Temporal.Instant => atOffice(Temporal.PlainDate.from(day), time)
const shown = (moment: Temporal.Instant): string =>
  moment.toZonedDateTimeISO(OFFICE_ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' })
const hours = (from: Temporal.Instant, to: Temporal.Instant): number => from.until(to).total('hours')
const LONG_BEFORE = at('2025-11-03T09:00:00Z')

/** When a talk is reminded of for the last time, and when that is checked. */
const planned = (startsAt: Temporal.Instant, isOpen: IsOpen = isWorkingDay, now = LONG_BEFORE) => ({
  week: remindersFor(startsAt, now, isOpen).find(({ kind }) => kind === 'week-before')?.at,
  last: remindersFor(startsAt, now, isOpen).find(({ kind }) => kind === 'day-before')?.at,
  check: checkAt(startsAt, now, isOpen),
})
const BETWEEN_THE_YEARS = openIn(new Set(['28', '29', '30', '31'].map((day) => `2026-12-${day}`)))

describe('a talk booked in time', () => {
  it.each([
    // [talk, last reminder, check]
    ['at 8:00', '2026-06-18', '08:00', '2026-06-16T09:00', '2026-06-16T13:30', isWorkingDay],
    ['at 9:00', '2026-06-18', '09:00', '2026-06-16T16:00', '2026-06-17T08:00', isWorkingDay],
    ['at noon', '2026-06-18', '12:00', '2026-06-16T16:00', '2026-06-17T11:00', isWorkingDay],
    ['after noon', '2026-06-18', '14:15', '2026-06-17T09:00', '2026-06-17T13:15', isWorkingDay],
    ['at 17:00', '2026-06-18', '17:00', '2026-06-17T09:00', '2026-06-17T13:30', isWorkingDay],
    ['on Monday morning', '2026-06-22', '09:00', '2026-06-19T09:00', '2026-06-19T13:30', isWorkingDay],
    ['on Monday afternoon', '2026-06-22', '15:00', '2026-06-19T09:00', '2026-06-19T13:30', isWorkingDay],
    ['on Tuesday morning', '2026-06-23', '09:00', '2026-06-20T16:00', '2026-06-22T08:00', isWorkingDay],
    ['after Easter', '2026-04-07', '09:00', '2026-04-02T09:00', '2026-04-02T13:30', isWorkingDay],
    ['after Corpus Christi', '2026-06-05', '09:00', '2026-06-03T09:00', '2026-06-03T13:30', isWorkingDay],
    ['after closed days', '2027-01-04', '09:00', '2026-12-24T09:00', '2026-12-24T13:30', BETWEEN_THE_YEARS],
    [
      'when the clocks went forward',
      '2026-03-31',
      '09:00',
      '2026-03-28T16:00',
      '2026-03-30T08:00',
      isWorkingDay,
    ],
    [
      'when the clocks went back',
      '2026-10-27',
      '09:00',
      '2026-10-24T16:00',
      '2026-10-26T08:00',
      isWorkingDay,
    ],
  ])('%s', (_, day, time, last, check, isOpen) => {
    const found = planned(wall(day, time), isOpen)
    expect([found.last && shown(found.last), shown(found.check)]).toEqual([last, check])
  })

  it.each([
    ['in summer', '2026-06-18', isWorkingDay, '2026-06-11T09:00'],
    ['across the change to summer time', '2026-03-31', isWorkingDay, '2026-03-24T09:00'],
    ['a week after a holiday', '2026-06-11', isWorkingDay, '2026-06-03T09:00'],
    ['while the office is closed', '2027-01-04', BETWEEN_THE_YEARS, '2026-12-28T09:00'],
    [
      'not within a day of the last reminder',
      '2027-01-04',
      openIn(new Set(['2026-12-30', '2026-12-31'])),
      undefined,
    ],
  ])('is reminded of a week before, %s', (_, day, isOpen, week) => {
    const found = planned(wall(day, '09:00'), isOpen).week
    expect(found && shown(found)).toBe(week)
  })
})

describe('a talk booked late', () => {
  const START = wall('2026-06-18', '09:00')
  const of = (now: string, startsAt = START) => {
    const moment = Temporal.PlainDateTime.from(now).toZonedDateTime(OFFICE_ZONE).toInstant()
    const reminders = remindersFor(startsAt, moment, isWorkingDay).map(
      (one) => `${one.kind} ${shown(one.at)}`,
    )
    return [...reminders, `check ${shown(checkAt(startsAt, moment, isWorkingDay))}`]
  }
  it.each([
    [
      '2026-06-09T12:00',
      ['week-before 2026-06-11T09:00', 'day-before 2026-06-16T16:00', 'check 2026-06-17T08:00'],
    ],
    ['2026-06-11T07:00', ['day-before 2026-06-16T16:00', 'check 2026-06-17T08:00']],
    ['2026-06-16T17:00', ['day-before 2026-06-16T17:05', 'check 2026-06-17T08:00']],
    // At night nobody is told: the reminder waits until eight, and the check for it.
    ['2026-06-16T22:00', ['day-before 2026-06-16T22:05', 'check 2026-06-17T08:30']],
    ['2026-06-17T08:10', ['day-before 2026-06-17T08:15', 'check 2026-06-17T08:45']],
    ['2026-06-17T12:00', ['day-before 2026-06-17T12:05', 'check 2026-06-17T12:30']],
    ['2026-06-17T22:00', ['day-before 2026-06-17T22:05', 'check 2026-06-17T22:30']],
    ['2026-06-18T08:00', ['check 2026-06-18T08:30']],
    ['2026-06-18T08:45', ['check 2026-06-18T08:45']],
  ])('at %s: %j', (now, expected) => {
    expect(of(now)).toEqual(expected)
  })
})

/** Of these times of each day that fits, the last one at or before `by`, searched for day by day. */
function searched(
  by: Temporal.Instant,
  times: readonly string[],
  fits: (day: Temporal.PlainDate) => boolean,
): Temporal.Instant {
  for (let day = dayAtOffice(by); ; day = day.subtract({ days: 1 })) {
    if (!fits(day)) continue
    const found = times
      .map((time) => atOffice(day, time))
      .filter((one) => hours(one, by) >= 0)
      .at(-1)
    if (found) return found
  }
}
const QUARTERS = Array.from({ length: 23 }, (_, nth) => {
  const minutes = 8 * 60 + nth * 15
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})

/** The same rule as a search through the calendar. */
function oracle(startsAt: Temporal.Instant, isOpen: IsOpen) {
  const check = searched(startsAt.subtract({ hours: 25 }), QUARTERS, isOpen)
  const last = searched(
    check.subtract({ hours: 4 }),
    ['09:00', '16:00'],
    (day) => day.dayOfWeek !== 7 && holidayOn(day) === undefined,
  )
  return { check, last }
}

const DAYS_OF_2026 = Array.from({ length: 365 }, (_, nth) =>
  Temporal.PlainDate.from('2026-01-01').add({ days: nth }),
)
const TIMES = ['07:30', '08:00', '09:00', '12:45', '14:15', '17:00']

it.each([
  ['without closed days', isWorkingDay],
  [
    'with closed days',
    openIn(new Set(DAYS_OF_2026.map(String).filter((_, nth) => nth % 17 < 2 || (nth > 200 && nth < 211)))),
  ],
])('lies as a search through 2026 finds it, %s, and keeps the promise', (_, isOpen) => {
  for (const day of DAYS_OF_2026)
    for (const time of TIMES) {
      const startsAt = atOffice(day, time)
      const { last, check } = planned(startsAt, isOpen)
      const asked = `${day} ${time}`
      const found = oracle(startsAt, isOpen)
      expect([asked, last?.toString(), check.toString()]).toEqual([
        asked,
        found.last.toString(),
        found.check.toString(),
      ])
      expect(hours(check, startsAt)).toBeGreaterThanOrEqual(25)
      expect(isOpen(dayAtOffice(check))).toBe(true)
    }
})

it('of whatever is booked whenever, the check comes after what was sent at once, in time for the promise where there is time', () => {
  const moments = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
  const closed = fc
    .uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 30 })
    .map((days) => openIn(new Set(days.map((nth) => String(DAYS_OF_2026[nth])))))
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 60 * 24 * 40 }), closed, (now, minutes, isOpen) => {
      const startsAt = now.add({ minutes })
      const { last, check } = planned(startsAt, isOpen, now)
      expect(hours(now, check)).toBeGreaterThanOrEqual(0)
      expect(hours(check, startsAt)).toBeGreaterThan(0)
      // Two days ahead and more there is always a morning between.
      if (hours(now, startsAt) >= 72) expect(hours(check, startsAt)).toBeGreaterThanOrEqual(24)
      if (hours(check, startsAt) >= 24 && last)
        expect(last.until(check).total('minutes')).toBeGreaterThanOrEqual(25)
    }),
    { numRuns: 500 },
  )
})

it('who looks for talks without a check finds every one whose check comes before the day after tomorrow', () => {
  for (const today of DAYS_OF_2026.slice(0, 350)) {
    const isOpen = openIn(
      new Set([0, 1, 2, 3, 4].map((nth) => String(today.add({ days: nth + (today.day % 6) })))),
    )
    const until = checksBegin(today, isOpen)
    const soon = atOffice(today.add({ days: 2 }), '00:00')
    const first = atOffice(until, '00:00')
    expect(Temporal.Instant.compare(checkAt(first, LONG_BEFORE, isOpen), soon)).toBeGreaterThan(0)
  }
})
