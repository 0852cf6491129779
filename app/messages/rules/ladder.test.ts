import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { dayAtOffice, holidayOn, OFFICE_ZONE } from '../../follow-ups/rules/working-days.ts'
import { isWritten, nextDay, nextRung, personAfter, type Rung, type Ways, whenToDisturb } from './ladder.ts'

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso)
const instants = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2040, 0, 1) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
const ways = fc.record({ email: fc.boolean(), sms: fc.boolean(), letter: fc.boolean() })

describe('the next rung', () => {
  const ALL: Ways = { email: true, sms: true, letter: true }
  it.each<[Rung | null, Partial<Ways>, number, Rung | null]>([
    [null, {}, 7, 'email'],
    [null, { email: false }, 7, 'sms'],
    [null, { email: false, sms: false }, 7, 'letter'],
    [null, { email: false, sms: false }, 5, 'letter'],
    [null, { email: false, sms: false }, 4, 'call'],
    [null, { email: false, sms: false, letter: false }, 7, 'call'],
    ['email', {}, 7, 'sms'],
    ['email', { sms: false }, 7, 'letter'],
    ['email', { sms: false }, 1, 'call'],
    ['sms', {}, 7, 'letter'],
    ['sms', {}, 1, 'call'],
    ['letter', {}, 7, 'call'],
    ['call', {}, 7, 'visit'],
    ['visit', {}, 7, null],
  ])('after %s with %o, %i days before: %s', (after, change, daysLeft, expected) => {
    expect(nextRung(after, { ...ALL, ...change }, daysLeft)).toBe(expected)
  })
  it('climbs, never takes a way that leads nowhere, and always ends with a person', () => {
    fc.assert(
      fc.property(ways, fc.integer({ min: 0, max: 40 }), (open, daysLeft) => {
        const taken: Rung[] = []
        for (let rung = nextRung(null, open, daysLeft); rung; rung = nextRung(rung, open, daysLeft))
          taken.push(rung)
        expect(new Set(taken).size).toBe(taken.length)
        expect(taken.slice(-2)).toEqual(['call', 'visit'])
        expect(taken.filter(isWritten).every((rung) => open[rung])).toBe(true)
        expect(taken.includes('letter') && daysLeft < 5).toBe(false)
      }),
    )
  })
})

it.each([
  [0, null],
  [1, null],
  [2, 'call'],
  [3, 'visit'],
  [7, 'visit'],
])('after %i missed in a row a person does %s', (missed, expected) => {
  expect(personAfter(missed)).toBe(expected)
})

describe('when somebody may be disturbed', () => {
  it.each([
    ['a working day', '2026-06-17T07:00:00Z', '2026-06-17T07:00:00Z'],
    ['the first moment', '2026-06-17T06:00:00Z', '2026-06-17T06:00:00Z'],
    ['before it', '2026-06-17T05:59:59Z', '2026-06-17T06:00:00Z'],
    ['the last moment', '2026-06-17T17:59:59Z', '2026-06-17T17:59:59Z'],
    ['after it', '2026-06-17T18:00:00Z', '2026-06-18T06:00:00Z'],
    ['Saturday evening', '2026-06-20T18:00:00Z', '2026-06-22T06:00:00Z'],
    ['Sunday', '2026-06-21T10:00:00Z', '2026-06-22T06:00:00Z'],
    ['Good Friday', '2026-04-03T10:00:00Z', '2026-04-04T06:00:00Z'],
    ['Holy Saturday in the evening', '2026-04-04T19:00:00Z', '2026-04-07T06:00:00Z'],
    ['the night the clocks go forward', '2026-03-28T20:00:00Z', '2026-03-30T06:00:00Z'],
    ['the night the clocks go back', '2026-10-24T19:00:00Z', '2026-10-26T07:00:00Z'],
  ])('%s', (_, asked, expected) => {
    expect(whenToDisturb(at(asked)).toString()).toBe(expected)
  })
  it('is never in the past, never at night, on no Sunday or holiday, and asked again the same', () => {
    fc.assert(
      fc.property(instants, (asked) => {
        for (const found of [whenToDisturb(asked), nextDay(asked)]) {
          const wall = found.toZonedDateTimeISO(OFFICE_ZONE)
          expect(Temporal.Instant.compare(found, asked)).toBeGreaterThanOrEqual(0)
          expect(wall.hour >= 8 && wall.hour < 20).toBe(true)
          expect(wall.dayOfWeek === 7 || holidayOn(wall.toPlainDate()) !== undefined).toBe(false)
          expect(whenToDisturb(found).equals(found)).toBe(true)
        }
        expect(dayAtOffice(nextDay(asked)).equals(dayAtOffice(asked))).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})
