import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { errorWord, graceOf, nextRun, type Rhythm, standingOf } from './schedules.ts'

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso)
const FAST: Rhythm = { everySeconds: 4 }
const HOURLY: Rhythm = { cron: '7 * * * *' }
const NIGHTLY: Rhythm = { cron: '11 3 * * *' }
const WORKDAYS: Rhythm = { cron: '0 7 * * 1-5' }
const RHYTHMS = [FAST, { everySeconds: 30 }, HOURLY, NIGHTLY, WORKDAYS, { cron: '0,30 6-8 * * 0' }]
const rhythm = fc.constantFrom(...RHYTHMS)
const instant = fc
  .integer({ min: 0, max: 17 * 365 * 86_400 })
  .map((seconds) => at('2024-01-01T00:00:00Z').add({ seconds }))

describe('the next run', () => {
  it.each([
    [FAST, '2026-11-25T10:00:00Z', '2026-11-25T10:00:04Z'],
    [HOURLY, '2026-11-25T10:06:59Z', '2026-11-25T10:07:00Z'],
    [HOURLY, '2026-11-25T10:07:00Z', '2026-11-25T11:07:00Z'],
    [NIGHTLY, '2026-11-25T10:00:00Z', '2026-11-26T02:11:00Z'],
    [NIGHTLY, '2026-07-25T10:00:00Z', '2026-07-26T01:11:00Z'],
    // The clock is set forward at 2:00 and back at 3:00: it is 3:11 on the wall each time.
    [NIGHTLY, '2026-03-28T10:00:00Z', '2026-03-29T01:11:00Z'],
    [NIGHTLY, '2026-10-24T10:00:00Z', '2026-10-25T02:11:00Z'],
    [WORKDAYS, '2026-11-27T06:00:00Z', '2026-11-30T06:00:00Z'],
    [{ cron: '0 0 29 2 *' }, '2025-01-01T00:00:00Z', '2028-02-28T23:00:00Z'],
  ] as const)('%o after %s is %s', (rhythm, after, expected) => {
    expect(nextRun(rhythm, at(after)).toString()).toBe(expected)
  })

  it('is the first minute on the wall that fits, as a search minute by minute finds it', () => {
    fc.assert(
      fc.property(fc.constantFrom('7 * * * *', '0,30 * * * *', '11 3 * * *'), instant, (cron, after) => {
        const [minutes = '', hour = ''] = cron.split(' ')
        let found = after.round({ smallestUnit: 'minute', roundingMode: 'floor' })
        for (;;) {
          found = found.add({ minutes: 1 })
          const wall = found.toZonedDateTimeISO('Europe/Berlin')
          const fits = minutes.split(',').includes(String(wall.minute))
          if (fits && (hour === '*' || Number(hour) === wall.hour)) break
        }
        const next = nextRun({ cron }, after)
        // In the hour that comes twice or not at all, one run more or less is nobody's loss.
        expect(Math.abs(next.since(found).total('minutes'))).toBeLessThanOrEqual(60)
        const { offset } = after.toZonedDateTimeISO('Europe/Berlin')
        if (found.add({ hours: 3 }).toZonedDateTimeISO('Europe/Berlin').offset === offset)
          expect(next.toString()).toBe(found.toString())
      }),
      { numRuns: 60 },
    )
  })

  it.each(['7 * * *', '60 * * * *', '* 24 * * *', '*/5 * * * *', '5-1 * * * *', 'a * * * *', '0 0 31 2 *'])(
    'of %s is refused',
    (cron) => {
      expect(() => nextRun({ cron }, at('2026-01-01T00:00:00Z'))).toThrow(RangeError)
    },
  )
})

describe('overdue', () => {
  const since = at('2026-01-01T00:00:00Z')
  it.each([
    ['ran just now', FAST, '2026-11-25T10:00:00Z', '2026-11-25T10:00:03Z', false],
    ['is a little late', FAST, '2026-11-25T10:00:00Z', '2026-11-25T10:02:00Z', false],
    ['is later than its grace', FAST, '2026-11-25T10:00:00Z', '2026-11-25T10:02:05Z', true],
    ['has a quarter of an hour', HOURLY, '2026-11-25T10:07:00Z', '2026-11-25T11:21:59Z', false],
    ['and no more', HOURLY, '2026-11-25T10:07:00Z', '2026-11-25T11:22:01Z', true],
    ['has an hour at night', NIGHTLY, '2026-11-24T02:11:00Z', '2026-11-25T03:10:00Z', false],
    ['and no more', NIGHTLY, '2026-11-24T02:11:00Z', '2026-11-25T03:11:01Z', true],
    ['rests over a weekend', WORKDAYS, '2026-11-27T06:00:00Z', '2026-11-30T05:59:00Z', false],
    ['and is missed on Monday', WORKDAYS, '2026-11-27T06:00:00Z', '2026-11-30T07:01:00Z', true],
    ['stood still for nine days', FAST, '2026-11-16T10:00:00Z', '2026-11-25T10:00:00Z', true],
  ] as const)('%s', (_, rhythm, goodAt, now, late) => {
    expect(standingOf({ rhythm, since, goodAt: at(goodAt) }, at(now)).late).toBe(late)
  })

  it('is told from when it was put there, before the first run', () => {
    const young = { rhythm: NIGHTLY, since: at('2026-11-25T10:00:00Z'), goodAt: null }
    expect(standingOf(young, at('2026-11-26T02:00:00Z')).late).toBe(false)
    expect(standingOf(young, at('2026-11-26T04:00:00Z')).late).toBe(true)
  })

  it('believes nothing that was written by a clock that was wrong', () => {
    const wrong = { rhythm: FAST, since, goodAt: at('2027-11-25T10:00:00Z') }
    expect(standingOf(wrong, at('2026-11-25T10:00:00Z')).late).toBe(true)
    const all = { rhythm: FAST, since: at('2027-11-25T10:00:00Z'), goodAt: at('2027-11-25T10:00:00Z') }
    expect(standingOf(all, at('2026-11-25T10:00:00Z')).late).toBe(false)
  })

  it('is nothing before the worker could have run it', () => {
    const now = at('2026-11-25T10:00:30Z')
    const still = { rhythm: FAST, since, goodAt: at('2026-11-16T10:00:00Z') }
    expect(standingOf(still, now, at('2026-11-25T10:00:00Z')).late).toBe(false)
    expect(standingOf(still, now.add({ minutes: 5 }), at('2026-11-25T10:00:00Z')).late).toBe(true)
  })

  it('never holds within the grace of a run, and always two intervals and a grace after it', () => {
    fc.assert(
      fc.property(rhythm, instant, (rhythm, goodAt) => {
        const watched = { rhythm, since: goodAt, goodAt }
        const expected = nextRun(rhythm, goodAt)
        const grace = graceOf(rhythm, expected)
        expect(standingOf(watched, expected.add({ seconds: grace })).late).toBe(false)
        expect(standingOf(watched, expected.add({ seconds: grace + 1 }))).toEqual({ late: true, expected })
        expect(grace).toBeGreaterThanOrEqual(120)
        expect(grace).toBeLessThanOrEqual(3600)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an error in a word', () => {
  it.each([
    ['PostgresError', '40P01', 'PostgresError 40P01'],
    ['CityUnavailable', undefined, 'CityUnavailable'],
    ['Herr Meier', 'a@b.example', 'Error'],
    ['TypeError', 'not a code', 'TypeError'],
  ])('%s, %s: %s', (kind, code, word) => {
    expect(errorWord(kind, code)).toBe(word)
  })
})
