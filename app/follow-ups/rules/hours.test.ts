import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  decideDay,
  decideSpan,
  decideValidFrom,
  hoursFrom,
  liesWithin,
  WEEKDAYS,
  type WeekHours,
} from './hours.ts'
import { decidePlace } from './venues.ts'
import { OFFICE_HOURS, timesWithin } from './working-days.ts'

const d = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
const weekFrom = (validFrom: string, from: string, until: string): WeekHours => ({
  validFrom: d(validFrom),
  days: WEEKDAYS.map((weekday) => ({
    weekday,
    morning: weekday === 3 ? null : { from, until },
    afternoon: null,
  })),
  asCity: false,
})

describe('working hours', () => {
  it('hold from their day on, and leave what was before as it was', () => {
    const hours = hoursFrom(
      [weekFrom('2026-05-01', '08:00', '10:00'), weekFrom('2026-03-01', '09:00', '12:00')],
      [],
    )
    expect(hours(d('2026-02-27'))).toEqual(OFFICE_HOURS)
    expect(hours(d('2026-04-30'))).toEqual([{ from: '09:00', until: '12:00' }])
    expect(hours(d('2026-05-04'))).toEqual([{ from: '08:00', until: '10:00' }])
    expect(hours(d('2026-05-06'))).toEqual([])
  })
  it('are the city’s for whoever has none of her own', () => {
    const city = [weekFrom('2026-01-01', '07:00', '11:00')]
    expect(hoursFrom([], city)(d('2026-05-04'))).toEqual([{ from: '07:00', until: '11:00' }])
    const own = [weekFrom('2026-05-01', '08:00', '10:00')]
    expect(hoursFrom(own, city)(d('2026-04-27'))).toEqual([{ from: '07:00', until: '11:00' }])
  })
  it('are the city’s again from the day that says so until her own begin once more', () => {
    const city = [weekFrom('2026-05-18', '07:00', '11:00')]
    const again = { ...weekFrom('2026-05-11', '06:00', '08:00'), asCity: true }
    const hours = hoursFrom(
      [weekFrom('2026-05-01', '08:00', '10:00'), again, weekFrom('2026-06-01', '10:00', '12:00')],
      city,
    )
    const told = ['2026-05-08', '2026-05-11', '2026-05-18', '2026-06-01'].map((day) => hours(d(day)))
    expect(told).toEqual([
      [{ from: '08:00', until: '10:00' }],
      OFFICE_HOURS,
      [{ from: '07:00', until: '11:00' }],
      [{ from: '10:00', until: '12:00' }],
    ])
  })
  it.each([
    [{}, { ok: true, value: null }],
    [
      { from: '08:00', until: '12:00' },
      { ok: true, value: { from: '08:00', until: '12:00' } },
    ],
    [{ from: '08:00' }, { ok: false, error: 'hours-half' }],
    [{ until: '08:00' }, { ok: false, error: 'hours-half' }],
    [
      { from: '12:00', until: '08:00' },
      { ok: false, error: 'hours-turned' },
    ],
    [
      { from: '08:00', until: '08:30' },
      { ok: false, error: 'hours-short' },
    ],
    [
      { from: '05:00', until: '08:30' },
      { ok: false, error: 'hours-early' },
    ],
    [
      { from: '18:00', until: '21:30' },
      { ok: false, error: 'hours-early' },
    ],
  ])('half a day of %o', (told, decided) => {
    expect(decideSpan(told)).toEqual(decided)
  })
  it('say of which half day something is wrong', () => {
    const morning = { from: '08:00', until: '13:00' }
    expect(decideDay(1, { morning, afternoon: { from: '12:30', until: '16:00' } })).toEqual({
      ok: false,
      error: 'afternoon hours-overlap',
    })
    expect(decideDay(1, { morning: { from: '08:00' }, afternoon: {} })).toEqual({
      ok: false,
      error: 'morning hours-half',
    })
    expect(decideDay(1, { morning, afternoon: {} })).toEqual({
      ok: true,
      value: { weekday: 1, morning, afternoon: null },
    })
  })
  it('are changed neither backwards nor for another year', () => {
    expect(decideValidFrom(d('2026-04-30'), d('2026-05-01')).ok).toBe(false)
    expect(decideValidFrom(d('2026-05-01'), d('2026-05-01')).ok).toBe(true)
    expect(decideValidFrom(d('2027-05-01'), d('2026-05-01')).ok).toBe(true)
    expect(decideValidFrom(d('2027-05-02'), d('2026-05-01'))).toMatchObject({ error: 'hours-far' })
  })
  it('hold the way too', () => {
    expect(timesWithin(OFFICE_HOURS, { minutes: 45, travel: 20 })).toEqual([
      '09:20',
      '10:05',
      '10:50',
      '13:50',
    ])
    const talk = { time: '09:10', minutes: 45, travel: 20 }
    expect(liesWithin(OFFICE_HOURS, talk)).toBe(false)
    expect(liesWithin(OFFICE_HOURS, { ...talk, time: '09:20' })).toBe(true)
    expect(liesWithin(OFFICE_HOURS, { ...talk, time: '12:45' })).toBe(false)
  })
})

describe('where a talk is', () => {
  const home = { venue: 'home', travel: 35, place: 'Hausbesuch' } as const
  it.each([
    [{}, undefined, { venue: 'office', travel: 0, place: 'Beratungsstelle' }],
    [{ venue: 'home' }, undefined, { venue: 'home', travel: 20, place: 'Hausbesuch' }],
    [{ venue: 'home', travel: 5 }, undefined, { venue: 'home', travel: 5, place: 'Hausbesuch' }],
    [{}, home, home],
    [{ venue: 'office', travel: 30 }, home, { venue: 'office', travel: 0, place: 'Beratungsstelle' }],
    [{ venue: 'employer', place: 'Bäckerei' }, home, { venue: 'employer', travel: 20, place: 'Bäckerei' }],
  ] as const)('%o, before %o', (wish, was, place) => {
    expect(decidePlace(wish, 20, was)).toEqual({ ok: true, value: place })
  })
  it('has a name where it is neither office nor home', () => {
    expect(decidePlace({ venue: 'elsewhere' }, 20, home)).toEqual({ ok: false, error: 'no-place' })
  })
})
