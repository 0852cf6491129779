/** The days a city is closed and a worker is away. */
import type { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import { LONGEST_CLOSURE, plus } from './settle.ts'
import { daysOf } from './slots.ts'
import { before, isTooFar, openIn } from './working-days.ts'

export type ClosureError = 'dates-turned' | 'closure-past' | 'closure-far' | 'closure-none' | 'closure-long'

/**
 * Which days of a span are entered: those on which the office would be open. `closed` = those entered already, ISO
 * dates. The next calendar year is planned at most: further on it is a slip of the year. Nowhere may more days follow each
 * other closed than a window can be moved by.
 */
export function decideClosure(
  span: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  { today, closed }: { today: Temporal.PlainDate; closed: ReadonlySet<string> },
): Result<Temporal.PlainDate[], ClosureError> {
  const { from, to } = span
  if (before(to, from)) return fail('dates-turned')
  if (before(to, today)) return fail('closure-past')
  if (from.year > today.year + 1) return fail('closure-far')
  if (before(plus(from, LONGEST_CLOSURE - 1), to)) return fail('closure-long')
  const added = daysOf(span).filter(openIn(closed))
  if (added.length === 0) return fail('closure-none')
  const isOpen = openIn(new Set([...closed, ...added.map(String)]))
  let row = 0
  for (const day of daysOf({ from: plus(from, -LONGEST_CLOSURE), to: plus(to, LONGEST_CLOSURE) })) {
    row = isOpen(day) ? 0 : row + 1
    if (row > LONGEST_CLOSURE) return fail('closure-long')
  }
  return ok(added)
}

export const ABSENCE_REASONS = ['leave', 'training', 'other'] as const
export type AbsenceReason = (typeof ABSENCE_REASONS)[number]

/** As long as a colleague may stand in: a holiday, not a change of job. Who is away longer hands her cases over. */
const LONGEST_ABSENCE_DAYS = 92

export type AbsenceError = 'dates-turned' | 'absence-past' | 'absence-far' | 'absence-long'

/** Both included. */
export interface Days {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

export function decideAbsence({ from, to }: Days, today: Temporal.PlainDate): Result<null, AbsenceError> {
  if (before(to, from)) return fail('dates-turned')
  if (before(to, today)) return fail('absence-past')
  if (isTooFar(from, today)) return fail('absence-far')
  return from.until(to).days >= LONGEST_ABSENCE_DAYS ? fail('absence-long') : ok(null)
}
