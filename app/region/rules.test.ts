import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { BASE_OF, type Figures, MEASURES, type Measure } from '../reports/rules.ts'
import {
  areNested,
  isSmall,
  type Period,
  periodFrom,
  periodOf,
  periodsOffered,
  questionOf,
  release,
  shareInterval,
  spanOf,
} from './rules.ts'

/** A city where everything is as far apart as it can be. */
const roomy: Figures = {
  listed: 900,
  reached: 800,
  clients: 700,
  assessed: 600,
  signed: 500,
  'in-work': 157,
  'full-time': 78,
  'kept-6-months': 60,
  'permit-extended': 300,
}

const cellOf = (figures: Figures, measure: Measure) => {
  const cell = release(figures).find((found) => found.measure === measure)
  return cell?.value ?? cell?.hidden
}

describe('what may be shown of a city', () => {
  it('shows everything where nothing is small', () => {
    expect(Object.fromEntries(release(roomy).map(({ measure, value }) => [measure, value]))).toEqual(roomy)
  })
  it.each([
    [0, 0],
    [1, 'small'],
    [2, 'small'],
    [3, 3],
    [154, 154],
    [155, 'derivable'],
    [156, 'derivable'],
    [157, 157],
  ])('of 157 in work, %i in full time are shown as %s', (fullTime, shown) => {
    expect(cellOf({ ...roomy, 'full-time': fullTime }, 'full-time')).toBe(shown)
    expect(cellOf({ ...roomy, 'full-time': fullTime }, 'in-work')).toBe(157)
  })
  it.each<[string, Partial<Figures>, Measure, Measure]>([
    ['work rather than the signature before it', { signed: 158 }, 'in-work', 'signed'],
    ['the list rather than who of it was reached', { reached: 899 }, 'listed', 'reached'],
    ['clients rather than who among them was assessed', { assessed: 698 }, 'clients', 'assessed'],
  ])('keeps %s', (_, change, kept, hidden) => {
    expect(cellOf({ ...roomy, ...change }, kept)).toBe(roomy[kept])
    expect(cellOf({ ...roomy, ...change }, hidden)).toBe('derivable')
  })
  it('does not mind figures near each other that are not about the same people', () => {
    expect(cellOf({ ...roomy, 'kept-6-months': 77 }, 'kept-6-months')).toBe(77)
    expect(cellOf({ ...roomy, reached: 701 }, 'reached')).toBe(701)
  })
  it('calls 3 of 4 small, because of 4 nothing else would be derivable', () => {
    expect(cellOf({ ...roomy, 'in-work': 4, 'full-time': 3 }, 'full-time')).toBe('small')
  })
})

/** Any figures at all, the small ones often; the rule must hold even where the way was not kept to. */
const figures: fc.Arbitrary<Figures> = fc
  .array(fc.oneof(fc.nat(6), fc.nat(40), fc.nat(2000)), { minLength: 9, maxLength: 9 })
  .map(
    ([
      listed = 0,
      reached = 0,
      clients = 0,
      assessed = 0,
      signed = 0,
      work = 0,
      full = 0,
      kept = 0,
      extended = 0,
    ]) => ({
      listed,
      reached,
      clients,
      assessed,
      signed,
      'in-work': work,
      'full-time': full,
      'kept-6-months': kept,
      'permit-extended': extended,
    }),
  )

describe('disclosure control, whatever the figures', () => {
  it('lets nobody see or compute by one subtraction a count of 1 or 2', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const shown = release(given).filter((cell) => cell.hidden === null)
        for (const cell of shown) {
          expect(isSmall(cell.value)).toBe(false)
          for (const other of shown) {
            if (areNested(cell.measure, other.measure)) expect(isSmall(cell.value - other.value)).toBe(false)
          }
        }
      }),
    )
  })
  it('releases each measure once, and what it shows is true', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const released = release(given)
        expect(released.map(({ measure }) => measure).sort()).toEqual([...MEASURES].sort())
        for (const { measure, value } of released) if (value !== null) expect(value).toBe(given[measure])
      }),
    )
  })
  it('hides nothing without need', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const released = release(given)
        for (const { measure, hidden } of released) {
          if (!hidden || isSmall(given[measure])) continue
          const reason = released.some(
            (other) =>
              other.value !== null &&
              areNested(measure, other.measure) &&
              isSmall(Math.abs(other.value - given[measure])),
          )
          expect(reason).toBe(true)
        }
      }),
    )
  })

  it.each<[string, Figures[], (whole: Measure, part: Measure) => boolean]>([
    ['that each station is part of the one before', waysAsUsual(7), areNested],
    ['only what the figures mean', waysByDefinition(6), (whole, part) => BASE_OF[part] === whole],
    ['the list', waysFromTheList(12), areNested],
  ])('leaves a reader who knows the rule, and %s, two possibilities at least', (_, worlds, knows) => {
    const betrayed = new Set<string>()
    for (const alike of lookingAlike(worlds)) {
      const certain = (count: (world: Figures) => number): boolean => {
        const [first = 0, ...others] = alike.map(count)
        return isSmall(first) && others.every((other) => other === first)
      }
      for (const measure of MEASURES) {
        if (certain((world) => world[measure])) betrayed.add(measure)
        for (const part of MEASURES.filter((other) => knows(measure, other))) {
          const rest = (world: Figures): number => Math.abs(world[measure] - world[part])
          if (certain(rest)) betrayed.add(`${measure} without ${part}`)
        }
      }
    }
    expect([...betrayed]).toEqual([])
  })
})

/** Cities of which the same is released. */
function lookingAlike(worlds: readonly Figures[]): Figures[][] {
  const alike = new Map<string, Figures[]>()
  for (const world of worlds) {
    const seen = release(world)
      .map((cell) => cell.value ?? cell.hidden)
      .join()
    const known = alike.get(seen)
    if (known) known.push(world)
    else alike.set(seen, [world])
  }
  return [...alike.values()]
}

const upTo = (largest: number): number[] => Array.from({ length: largest + 1 }, (_, index) => index)

const nobody: Figures = {
  listed: 0,
  reached: 0,
  clients: 0,
  assessed: 0,
  signed: 0,
  'in-work': 0,
  'full-time': 0,
  'kept-6-months': 0,
  'permit-extended': 0,
}

function waysAsUsual(largest: number): Figures[] {
  return upTo(largest).flatMap((clients) =>
    upTo(clients).flatMap((assessed) =>
      upTo(assessed).flatMap((signed) =>
        upTo(signed).flatMap((work) =>
          upTo(work).flatMap((fullTime) =>
            upTo(work).map((kept) => ({
              ...nobody,
              clients,
              assessed,
              signed,
              'in-work': work,
              'full-time': fullTime,
              'kept-6-months': kept,
            })),
          ),
        ),
      ),
    ),
  )
}

function waysByDefinition(largest: number): Figures[] {
  return upTo(largest).flatMap((clients) =>
    upTo(clients).flatMap((assessed) =>
      upTo(clients).flatMap((signed) =>
        upTo(clients).flatMap((work) =>
          upTo(work).flatMap((fullTime) =>
            upTo(clients).map((extended) => ({
              ...nobody,
              clients,
              assessed,
              signed,
              'in-work': work,
              'full-time': fullTime,
              'permit-extended': extended,
            })),
          ),
        ),
      ),
    ),
  )
}

const waysFromTheList = (largest: number): Figures[] =>
  upTo(largest).flatMap((listed) => upTo(listed).map((reached) => ({ ...nobody, listed, reached })))

const today = Temporal.PlainDate.from('2026-03-09')

describe('the period', () => {
  it.each<[string | null, Period | undefined]>([
    [null, 2026],
    ['', 2026],
    ['all', 'all'],
    ['2008', 2008],
    ['2026', 2026],
    ['2027', undefined],
    ['1999', undefined],
    ['26', undefined],
    ['2026-01', undefined],
    ['constructor', undefined],
  ])('reads %j', (text, period) => expect(periodOf(text, today)).toBe(period))

  it.each<[Period, string | null, string]>([
    ['all', null, '2026-03-09'],
    [2026, '2026-01-01', '2026-03-09'],
    [2025, '2025-01-01', '2025-12-31'],
  ])('%s goes from %s to %s', (period, from, to) => {
    expect(spanOf(period, today)).toEqual({ from, to })
    expect(periodFrom(from)).toBe(period)
  })
  it('offers what it can read', () => {
    for (const period of periodsOffered(today)) expect(periodOf(String(period), today)).toBe(period)
  })
})

describe("Wilson's interval", () => {
  it.each([
    // Brown, Cai, DasGupta (2001), and the ends where the usual interval fails.
    [0, 10, 0, 0.278],
    [10, 10, 0.722, 1],
    [5, 10, 0.237, 0.763],
    [157, 700, 0.195, 0.257],
  ])('%i of %i: %f to %f', (count, base, low, high) => {
    const interval = shareInterval(count, base)
    expect(interval.low).toBeCloseTo(low, 3)
    expect(interval.high).toBeCloseTo(high, 3)
  })
  it('holds the share', () => {
    for (const measure of MEASURES) {
      const base = BASE_OF[measure]
      if (!base) continue
      const { low, high } = shareInterval(roomy[measure], roomy[base])
      expect(low).toBeLessThan(roomy[measure] / roomy[base])
      expect(high).toBeGreaterThan(roomy[measure] / roomy[base])
    }
  })
})

describe('the question of the page', () => {
  it.each([
    ['kept-6-months', 'kept-6-months'],
    [null, 'in-work'],
    ['clients', 'in-work'],
  ])('%j shows %s', (text, question) => expect(questionOf(text)).toBe(question))
})
