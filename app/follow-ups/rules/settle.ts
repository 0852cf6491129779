/** A window a rule asks for, and the days on which it can begin and end. */
import type { Temporal } from 'temporal-polyfill'
import { before } from './working-days.ts'

/** First and last day, both included. */
export interface Window {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

/** Each has its sentence in words.*.json under `rule`. */
export const RULES = [
  'after-signing',
  'after-talk',
  'after-no-show',
  'permit-expires',
  'in-job',
  'after-job',
  'after-hold',
] as const
export type Rule = (typeof RULES)[number]
export const isRule = (name: string): name is Rule => RULES.some((rule) => rule === name)

/** The three oldest rules ended on any day of the calendar in their first version. */
const VERSIONS: Record<Rule, number> = {
  'after-signing': 2,
  'after-talk': 2,
  'after-no-show': 2,
  'permit-expires': 1,
  'in-job': 1,
  'after-job': 1,
  'after-hold': 1,
}

/** A window with the rule that made it; the row keeps both, so that a later rule does not rewrite the past. */
export interface DueWindow extends Window {
  rule: Rule
  ruleVersion: number
  /** Which day of the window is tried first, counted from its first. */
  aim: number
}

/** A window in days of the calendar. */
export interface Candidate {
  rule: Rule
  span: Window
  /** Where its ends may go when nobody is in the office on the days of the span. */
  limits: Window
  /** The day tried first. */
  aimOn: Temporal.PlainDate
}

export const plus = (day: Temporal.PlainDate, days: number): Temporal.PlainDate => day.add({ days })
export const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  before(a, b) ? b : a
export const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  before(b, a) ? b : a

type IsOpen = (day: Temporal.PlainDate) => boolean

function firstOpen({ from, to }: Window, isOpen: IsOpen): Temporal.PlainDate | undefined {
  for (let day = from; !before(to, day); day = plus(day, 1)) if (isOpen(day)) return day
  return undefined
}

function lastOpen({ from, to }: Window, isOpen: IsOpen): Temporal.PlainDate | undefined {
  for (let day = to; !before(day, from); day = plus(day, -1)) if (isOpen(day)) return day
  return undefined
}

/**
 * The window with both ends on open days: the first moves later, the last earlier. A span that is closed from end to end
 * becomes the next open day inside the limits, or else the one before. Undefined where the limits hold none.
 */
export function settle({ rule, span, limits, aimOn }: Candidate, isOpen: IsOpen): DueWindow | undefined {
  const first =
    firstOpen(span, isOpen) ??
    firstOpen({ from: plus(span.to, 1), to: limits.to }, isOpen) ??
    lastOpen({ from: limits.from, to: plus(span.from, -1) }, isOpen)
  if (!first) return undefined
  const from = first
  const to = lastOpen(span, isOpen) ?? first
  return { rule, ruleVersion: VERSIONS[rule], from, to, aim: Math.max(0, from.until(aimOn).days) }
}

/** Days in a row on which a city may be closed, weekends and holidays with it: fewer than the limits of any rule have. */
export const LONGEST_CLOSURE = 14

/** The same for a rule that must come to a day: in a city closed for longer than it may be, the day it opens again. */
export function settleAnyhow(candidate: Candidate, isOpen: IsOpen): DueWindow {
  const settled = settle(candidate, isOpen)
  if (settled) return settled
  let day = candidate.limits.to
  while (!isOpen(day)) day = plus(day, 1)
  return { rule: candidate.rule, ruleVersion: VERSIONS[candidate.rule], from: day, to: day, aim: 0 }
}
