/**
 * What a region's report may show of a city: disclosure control by suppression, as the Federal Employment Agency
 * practises it (at least 3 cases a cell; primary suppression, then secondary against subtraction).
 *
 * Protected, within what one run releases of one city: no shown count is 1 or 2, and neither is the difference of two
 * shown counts of which one is part of the other, by definition or as the work usually goes (whoever has work has
 * mostly signed a plan). 0 is shown: it describes nobody. Whoever knows this file learns from a hidden cell that it
 * stands for one or two people, or for all but one or two; never for which of both, and never who. Sums over cities
 * are neither stored nor shown, so that no hidden cell stands in a row with a shown total.
 *
 * Not protected: the difference between two runs (a count that grew by one since yesterday), between the whole and
 * the years it is made of, and between a run and figures that a city published itself. A coordinator could learn from
 * them that one more person came this far, not who. The page shows the newest run of a period only.
 */
import { Temporal } from 'temporal-polyfill'
import { BASE_OF, type Figures, type Measure } from '../reports/rules.ts'

/** The smallest count that may be shown besides 0. */
export const SMALLEST = 3

export type Hidden = 'small' | 'derivable'
/** A count as it may leave the city: `value` is null exactly when it is hidden. */
export type ReleasedCell = { measure: Measure } & (
  | { value: number; hidden: null }
  | { value: null; hidden: Hidden }
)

/** The next larger group that holds, or nearly holds, all of these people. Clients come from the list or by themselves. */
const WITHIN: Record<Measure, Measure | null> = {
  listed: null,
  reached: 'listed',
  clients: null,
  assessed: 'clients',
  signed: 'assessed',
  'in-work': 'signed',
  'full-time': 'in-work',
  'kept-6-months': 'in-work',
  'permit-extended': 'clients',
}

const isWithin = (part: Measure, whole: Measure): boolean => {
  const around = WITHIN[part]
  return around !== null && (around === whole || isWithin(around, whole))
}
export const areNested = (a: Measure, b: Measure): boolean => isWithin(a, b) || isWithin(b, a)

/**
 * Which figure is kept when two of them cannot both be shown: the earlier one. A part comes after the group its share
 * is taken of; the stations between, which need no share of their own, come last.
 */
const BY_WEIGHT: readonly Measure[] = [
  'clients',
  'in-work',
  'full-time',
  'kept-6-months',
  'permit-extended',
  'signed',
  'assessed',
  'listed',
  'reached',
]

export const isSmall = (count: number): boolean => count > 0 && count < SMALLEST

/** One city's cells, all of them, hidden where they must be. */
export function release(figures: Figures): ReleasedCell[] {
  const shown: { measure: Measure; value: number }[] = []
  return BY_WEIGHT.map((measure): ReleasedCell => {
    const value = figures[measure]
    const near = shown.filter(
      (other) => areNested(measure, other.measure) && isSmall(Math.abs(other.value - value)),
    )
    if (near.length === 0 && !isSmall(value)) {
      shown.push({ measure, value })
      return { measure, value, hidden: null }
    }
    // Of 4, only 3 would be derivable and not small: the word itself would give it away.
    const small = isSmall(value) || (value === SMALLEST && near.some((other) => other.value === SMALLEST + 1))
    return { measure, value: null, hidden: small ? 'small' : 'derivable' }
  })
}

/** A calendar year in which people set out on the way, or all of the time there is. */
export type Period = number | 'all'

/** How many years back a page offers; older ones can be asked for by address. */
const YEARS_OFFERED = 6
const FIRST_YEAR = 2000

/** `period` of the page's address: a year, `all`, or absent for the year of `today`. Undefined: no such period. */
export function periodOf(text: string | null, today: Temporal.PlainDate): Period | undefined {
  if (text === null || text === '') return today.year
  if (text === 'all') return 'all'
  const year = /^\d{4}$/.test(text) ? Number(text) : 0
  return year >= FIRST_YEAR && year <= today.year ? year : undefined
}

export const periodsOffered = (today: Temporal.PlainDate): Period[] => [
  'all',
  ...Array.from({ length: YEARS_OFFERED }, (_, index) => today.year - index),
]

/** ISO dates, both included; `from` null = since the beginning. A year that still runs ends today. */
export function spanOf(period: Period, today: Temporal.PlainDate): { from: string | null; to: string } {
  if (period === 'all') return { from: null, to: today.toString() }
  const last = Temporal.PlainDate.from({ year: period, month: 12, day: 31 })
  const to = Temporal.PlainDate.compare(last, today) < 0 ? last : today
  return { from: `${period}-01-01`, to: to.toString() }
}

/** The period a run counted, from its first day (ISO date). */
export const periodFrom = (from: string | null): Period => (from === null ? 'all' : Number(from.slice(0, 4)))

/** What the region's page asks, one axis each, in the order of the way. */
export const QUESTIONS = [
  'reached',
  'signed',
  'in-work',
  'full-time',
  'kept-6-months',
  'permit-extended',
] as const satisfies readonly Measure[]
export type Question = (typeof QUESTIONS)[number]

/** What a page shows that was asked for nothing else: what the whole way is for. */
const FIRST_QUESTION: Question = 'in-work'

/** `question` of the page's address; one that nobody asks is the first one. */
export const questionOf = (text: string | null): Question =>
  QUESTIONS.find((question) => question === text) ?? FIRST_QUESTION

export const baseOf = (question: Question): Measure => BASE_OF[question] ?? question

/** From fewer people than this no share is made: a percentage of four people says nothing and gives away much. */
export const SMALLEST_BASE = 10

/** Where a share of `base` people may lie by chance: Wilson's 95 % interval, each end between 0 and 1. */
export function shareInterval(count: number, base: number): { low: number; high: number } {
  const z = 1.96
  const share = count / base
  const middle = share + (z * z) / (2 * base)
  const spread = z * Math.sqrt((share * (1 - share)) / base + (z * z) / (4 * base * base))
  const scale = 1 + (z * z) / base
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

/** What a question's axis can say of a city. */
export type Share =
  | { kind: 'shown'; count: number; base: number; low: number; high: number }
  /** Both are shown, but too few for a share. */
  | { kind: 'few'; count: number; base: number }
  | { kind: 'hidden'; hidden: Hidden }
  /** The city has no figures at all. */
  | { kind: 'absent' }

interface Cell {
  value: number | null
  hidden: Hidden | null
}

export function shareOf(cells: Readonly<Partial<Record<Measure, Cell>>>, question: Question): Share {
  const [part, whole] = [cells[question], cells[baseOf(question)]]
  if (!part || !whole) return { kind: 'absent' }
  const hidden = part.hidden ?? whole.hidden
  if (hidden || part.value === null || whole.value === null)
    return { kind: 'hidden', hidden: hidden ?? 'small' }
  const shown = { count: part.value, base: whole.value }
  if (shown.base < SMALLEST_BASE) return { kind: 'few', ...shown }
  return { kind: 'shown', ...shown, ...shareInterval(shown.count, shown.base) }
}
