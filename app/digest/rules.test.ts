import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { inTrouble, isMorning, isStillOf, kindsOn, saysSomething } from './rules.ts'

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso)

describe('the days of the mail', () => {
  it.each([
    ['2026-11-23', ['daily', 'weekly'], 'a Monday'],
    ['2026-11-24', ['daily'], 'a Tuesday'],
    ['2026-11-28', [], 'a Saturday'],
    ['2026-04-03', [], 'Good Friday'],
    ['2026-04-06', [], 'Easter Monday'],
    ['2026-04-07', ['daily', 'weekly'], 'the Tuesday after Easter'],
    ['2026-12-25', [], 'Christmas'],
    ['2027-11-01', [], 'All Saints, a Monday'],
    ['2027-11-02', ['daily', 'weekly'], 'the day after it'],
  ])('%s: %o (%s)', (iso, kinds) => {
    expect(kindsOn(day(iso))).toEqual(kinds)
  })

  it('hold one weekly mail in every week that has a working day, 2024 to 2040', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 52 * 17 }), (weeks) => {
        const monday = day('2024-01-01').add({ days: weeks * 7 })
        const kinds = Array.from({ length: 7 }, (_, nth) => kindsOn(monday.add({ days: nth })))
        const weekly = kinds.filter((ofDay) => ofDay.includes('weekly'))
        expect(weekly).toHaveLength(kinds.some((ofDay) => ofDay.length > 0) ? 1 : 0)
      }),
    )
  })
})

describe('the morning', () => {
  it.each([
    ['2026-11-23T05:59:59Z', false],
    ['2026-11-23T06:00:00Z', true],
    ['2026-11-23T10:59:59Z', true],
    ['2026-11-23T11:00:00Z', false],
    ['2026-07-20T05:00:00Z', true],
    ['2026-07-20T10:00:00Z', false],
    // The clock was set back in the night before: seven is seven on the wall.
    ['2026-10-26T05:30:00Z', false],
    ['2026-10-26T06:00:00Z', true],
  ])('%s: %s', (now, morning) => {
    expect(isMorning(at(now))).toBe(morning)
  })

  it('is that of the mail’s own day', () => {
    expect(isStillOf(day('2026-11-23'), at('2026-11-23T07:00:00Z'))).toBe(true)
    expect(isStillOf(day('2026-11-23'), at('2026-11-24T07:00:00Z'))).toBe(false)
  })
})

describe('what is said', () => {
  it('is nothing when nothing is due', () => {
    expect(saysSomething({ talks: 0, overdue: 0 })).toBe(false)
    expect(saysSomething({ talks: 0, overdue: 1 })).toBe(true)
  })

  it('is about those with something open, the most overdue first', () => {
    const worker = (name: string, overdue: number, missing: number, closing: number) => ({
      name,
      overdue,
      missing,
      closing,
      noReaction: 0,
      expiring: 0,
      referrals: 0,
      steps: 0,
    })
    const team = [
      worker('Ada', 0, 0, 0),
      worker('Bo', 1, 0, 0),
      worker('Cem', 4, 0, 1),
      worker('Dua', 1, 2, 0),
    ]
    expect(inTrouble(team).map(({ name }) => name)).toEqual(['Cem', 'Dua', 'Bo'])
  })
})
