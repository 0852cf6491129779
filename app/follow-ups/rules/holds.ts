/** A case rests for a reason and for a time; resting helps nobody who was overdue before. */
import type { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { CityRules, Hold } from './facts.ts'
import { type Candidate, earlier, LONGEST_CLOSURE, later, plus, settleAnyhow } from './settle.ts'
import { before, isTooFar } from './working-days.ts'

/**
 * Why a case rests, and for how many days at most in all since the last talk: then the two speak again. Maternity: six
 * weeks before and twelve after the birth of twins (§ 3 MuSchG) is the longest the law knows.
 */
export const HOLD_REASONS = ['illness', 'maternity', 'travel', 'course'] as const
export type HoldReason = (typeof HOLD_REASONS)[number]
export const LONGEST_HOLD: Record<HoldReason, number> = {
  illness: 84,
  maternity: 126,
  travel: 42,
  course: 183,
}

/** How far back a hold may begin: illness is told when it is over. */
export const HOLD_BACK_DAYS = 14

/**
 * The candidate behind the holds. While one lasts nothing is due; when it ends, the later of the old last day and a few
 * days on. It moves nothing that was overdue on the day it was set, nor what was due before it began. The few days are
 * given once: of a hold set while they run only those come back that were left, so that holds one after the other win
 * no day beside those they last. `latest`: a day the window must not pass.
 */
export function moveBehind(
  due: Candidate,
  holds: readonly Hold[],
  { figures, isOpen }: CityRules,
  latest: Temporal.PlainDate | null,
): Candidate {
  let moved = due
  let days = figures.holdBackDays
  for (const hold of [...holds].sort((a, b) => (before(a.from, b.from) ? -1 : 1))) {
    const { from, to } = settleAnyhow(moved, isOpen)
    const overdue = before(to, hold.setOn)
    if (overdue || before(to, hold.from) || before(hold.to, from)) continue
    const back = plus(hold.to, 1)
    if (latest && before(latest, back)) return due
    if (moved !== due) days = Math.min(days, hold.from.until(to).days + 1)
    const end = later(moved.span.to, plus(hold.to, Math.max(1, days)))
    const edge = later(moved.limits.to, plus(back, LONGEST_CLOSURE))
    const within = (day: Temporal.PlainDate): Temporal.PlainDate => (latest ? earlier(latest, day) : day)
    moved = {
      rule: latest ? due.rule : 'after-hold',
      span: { from: later(moved.span.from, back), to: within(end) },
      limits: { from: later(moved.limits.from, back), to: within(edge) },
      aimOn: later(moved.aimOn, back),
    }
  }
  return moved
}

export type HoldError =
  | 'dates-turned'
  | 'hold-over'
  | 'hold-back'
  | 'hold-far'
  | 'hold-long'
  | 'hold-overlaps'
  | 'hold-open'

/** Days both included. */
export interface WishedHold {
  reason: HoldReason
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

/** One that stands already. */
export interface EarlierHold extends WishedHold {
  /** Somebody ended it, on `to`. */
  ended: boolean
}

/**
 * Whether a case may rest from one day to another. `earlier`: the holds that stand. Those for the same reason since the
 * last talk are counted together, for nobody rests longer by asking twice.
 */
export function decideHold(
  { reason, from, to }: WishedHold,
  facts: { today: Temporal.PlainDate; lastTalk: Temporal.PlainDate | null; earlier: readonly EarlierHold[] },
): Result<null, HoldError> {
  const { today, lastTalk, earlier: stand } = facts
  if (before(to, from)) return fail('dates-turned')
  if (before(to, today)) return fail('hold-over')
  if (before(from, plus(today, -HOLD_BACK_DAYS))) return fail('hold-back')
  if (isTooFar(from, today)) return fail('hold-far')
  if (stand.some((other) => !other.ended && !before(other.to, today))) return fail('hold-open')
  if (stand.some((other) => !before(other.to, from) && !before(to, other.from))) return fail('hold-overlaps')
  const rested = stand
    .filter((other) => other.reason === reason && !(lastTalk && before(other.to, lastTalk)))
    .reduce((sum, other) => sum + daysIn(other), daysIn({ from, to }))
  return rested > LONGEST_HOLD[reason] ? fail('hold-long') : ok(null)
}

const daysIn = ({ from, to }: Pick<Hold, 'from' | 'to'>): number => from.until(to).days + 1

/** It ends on its last day, which is today at the latest, never before it began. */
export function decideHoldEnd(
  hold: { from: Temporal.PlainDate; to: Temporal.PlainDate; ended: boolean },
  today: Temporal.PlainDate,
): Result<{ lastDay: Temporal.PlainDate }, 'not-open' | 'not-begun'> {
  if (hold.ended || before(hold.to, today)) return fail('not-open')
  if (before(today, hold.from)) return fail('not-begun')
  return ok({ lastDay: today })
}
