/** What becomes of the steps of a plan in force: done, dropped with a reason, opened again. */
import { fail, ok, type Result } from '../../kit/result.ts'
import { type PlanContent, type PlanStep, stepsOf } from '../rules.ts'
import type { VersionState } from './states.ts'

export const STEP_STATES = ['open', 'done', 'dropped'] as const
export type StepState = (typeof STEP_STATES)[number]

/** The last line about a step. */
export interface StepMark {
  stepKey: string
  nth: number
  state: StepState
  note: string
  /** ISO date. */
  occurredOn: string
}

/** A step and where it stands. `mark`: what was last said about it; null = nothing yet. */
export interface StandingStep extends PlanStep {
  state: StepState
  mark: StepMark | null
}

export const isOverdue = ({ state, until }: Pick<StandingStep, 'state' | 'until'>, today: string): boolean =>
  state === 'open' && until !== null && until < today

/** The plan's goals with where each step stands. `marks`: the last of each step. */
export const standingGoals = (
  { goals }: PlanContent,
  marks: readonly StepMark[],
): { what: string; steps: StandingStep[] }[] =>
  goals.map(({ what, steps }) => ({
    what,
    steps: steps.map((step) => {
      const mark = marks.find(({ stepKey }) => stepKey === step.key) ?? null
      return { ...step, state: mark?.state ?? 'open', mark }
    }),
  }))

/** Steps that are behind, of those that were not dropped. */
export function progressOf(steps: readonly Pick<StandingStep, 'state'>[]): { done: number; of: number } {
  const counted = steps.filter(({ state }) => state !== 'dropped')
  return { done: counted.filter(({ state }) => state === 'done').length, of: counted.length }
}

export type MarkError = 'not-in-force' | 'no-step' | 'reason-missing' | 'ahead'

interface Marking {
  stepKey: string
  state: StepState
  note: string
  /** ISO date. */
  occurredOn: string
}

/**
 * May this be said about a step? Saying what stands already changes nothing. Only a plan that both have signed is worked
 * through; what was dropped, or opened again after it was done, needs its reason.
 */
export function decideMark(
  plan: { state: VersionState; content: PlanContent },
  last: StepMark | undefined,
  wish: Marking,
  today: string,
): Result<{ write: false } | { write: true; nth: number }, MarkError> {
  if (plan.state !== 'in-force') return fail('not-in-force')
  if (!stepsOf(plan.content).some(({ key }) => key === wish.stepKey)) return fail('no-step')
  if (wish.occurredOn > today) return fail('ahead')
  const before = last?.state ?? 'open'
  if (before === wish.state) return ok({ write: false })
  if (wish.state !== 'done' && !wish.note.trim()) return fail('reason-missing')
  return ok({ write: true, nth: (last?.nth ?? 0) + 1 })
}
