import type { SubmissionResult } from '@conform-to/react'
import { useZodForm } from '../kit/form/zod-form.ts'
import { planInput } from './input.ts'
import type { PlanToChange } from './queries.server.ts'
import { EMPTY_STEP } from './rules/ready-steps.ts'
import { USUAL_RHYTHM } from './rules.ts'

export interface PlanStart {
  /** The newest version, to change; null for the first. */
  plan: PlanToChange | null
  /** What the client said in the talk. */
  wish: string
  lastResult: SubmissionResult<string[]> | undefined
}

export const EMPTY_GOAL = { what: '', steps: [EMPTY_STEP, EMPTY_STEP, EMPTY_STEP] }

/** Empty rows stand ready, so that a plan can be written in one go where no script adds them. */
function startFrom({ plan, wish }: PlanStart) {
  if (!plan) return { basis: '', targetJob: wish, rhythmWeeks: `${USUAL_RHYTHM}`, goals: [EMPTY_GOAL] }
  const { basis, content } = plan
  return {
    basis,
    targetJob: content.targetJob,
    rhythmWeeks: `${content.rhythmWeeks ?? USUAL_RHYTHM}`,
    goals: content.goals.map(({ what, steps }) => ({
      what,
      steps: [...steps.map((step) => ({ ...step, until: step.until ?? '' })), EMPTY_STEP],
    })),
  }
}

export type PlanForm = ReturnType<typeof usePlanForm>[0]
export type PlanFields = ReturnType<typeof usePlanForm>[1]

/** The form of a plan; its rows stand in `fields.goals`. */
export function usePlanForm(props: PlanStart) {
  return useZodForm({
    schema: planInput,
    lastResult: props.lastResult,
    defaultValue: startFrom(props),
    id: 'plan',
  })
}
