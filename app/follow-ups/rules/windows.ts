/** When the next talk is due: every four to six weeks, sooner for those who did not come. */
import type { Temporal } from 'temporal-polyfill'

export type NextAfter = 'plan-signed' | 'attended' | 'no-show'

/** First and last day, both included. */
export interface Window {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

/** A window with the rule that made it; the row keeps both, so that a later rule does not rewrite the past. */
export interface DueWindow extends Window {
  rule: string
  ruleVersion: number
  /** Which day of the window is tried first, counted from its first. */
  aim: number
}

const RULES = {
  'plan-signed': { rule: 'after-signing', ruleVersion: 1, days: [28, 42] },
  attended: { rule: 'after-talk', ruleVersion: 1, days: [28, 42] },
  'no-show': { rule: 'after-no-show', ruleVersion: 1, days: [7, 14] },
} as const satisfies Record<NextAfter, object>

/**
 * The window that opens with what happened on a day. `rhythmWeeks`: how often both agreed to meet, 4 to 6; it says which
 * day of the window is tried first, the middle where nobody said. Who did not come is seen as soon as the window opens.
 */
export function windowAfter(
  after: NextAfter,
  on: Temporal.PlainDate,
  rhythmWeeks: number | null = null,
): DueWindow {
  const { days, ...rule } = RULES[after]
  const [first, last] = days
  const aim = after === 'no-show' ? first : rhythmWeeks === null ? (first + last) / 2 : rhythmWeeks * 7
  return { ...rule, aim: aim - first, from: on.add({ days: first }), to: on.add({ days: last }) }
}
