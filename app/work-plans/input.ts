import { z } from 'zod'
import { tidyLine } from '../assessments/rules.ts'
import { checkProof, METHODS, PARTIES, type PlanContent, type PlanStep, tidyPlan, WHO } from './rules.ts'

const line = (max: number) => z.string().max(max).transform(tidyLine).default('')

const stepInput = z.object({
  what: line(300),
  who: z.enum(WHO).default('client'),
  until: z.iso
    .date()
    .refine((day) => day >= '2000-01-01' && day < '2100-01-01', { error: 'kit:error.date' })
    .optional(),
})

const goalInput = z.object({ what: line(200), steps: z.array(stepInput).max(15).default([]) })

const isBlank = ({ what, until }: z.output<typeof stepInput>): boolean => !what && !until

/**
 * The plan as the editor sends it. Empty rows are no steps, empty goals no goals; `basedOn` is the version the editor
 * started from, 0 for none.
 */
export const planInput = z
  .object({
    basedOn: z.number().int().min(0),
    targetJob: z.string({ error: 'work-plans:error.targetMissing' }).max(120).transform(tidyLine),
    goals: z.array(goalInput).max(8).default([]),
  })
  .superRefine(({ targetJob, goals }, issues) => {
    const issue = (path: (string | number)[], message: string): void =>
      issues.addIssue({ code: 'custom', path, message })
    if (!targetJob) issue(['targetJob'], 'work-plans:error.targetMissing')
    for (const [at, goal] of goals.entries()) {
      const steps = goal.steps.filter((step) => !isBlank(step))
      if (!goal.what && steps.length > 0) issue(['goals', at, 'what'], 'work-plans:error.goalMissing')
      if (goal.what && steps.length === 0)
        issue(['goals', at, 'steps', 0, 'what'], 'work-plans:error.stepMissing')
      for (const [row, step] of goal.steps.entries())
        if (step.until && !step.what)
          issue(['goals', at, 'steps', row, 'what'], 'work-plans:error.whatMissing')
    }
    if (goals.every((goal) => !goal.what && goal.steps.every(isBlank)))
      issue(goals.length > 0 ? ['goals', 0, 'what'] : ['goals'], 'work-plans:error.empty')
  })

/** What was written, without the empty rows and goals. */
export function contentOf({ targetJob, goals }: z.output<typeof planInput>): PlanContent {
  return tidyPlan({
    targetJob,
    goals: goals
      .filter((goal) => goal.what)
      .map((goal) => ({
        what: goal.what,
        steps: goal.steps
          .filter((step) => !isBlank(step))
          .map(({ what, who, until }): PlanStep => ({ what, who, until: until ?? null })),
      })),
  })
}

const PROOF_FIELD = {
  'name-missing': 'name',
  'witness-missing': 'witness',
  'witness-same': 'witness',
  'drawing-missing': 'drawing',
} as const

/** A signature as the page sends it, with the version and hash it showed. */
export const signInput = z
  .object({
    planId: z.uuid(),
    version: z.number().int().min(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    party: z.enum(PARTIES),
    method: z.enum(METHODS),
    name: line(120),
    witness: line(120),
    drawing: z.string().optional(),
  })
  .superRefine((signing, issues) => {
    const proof = checkProof(signing)
    if (!proof.ok)
      issues.addIssue({
        code: 'custom',
        path: [PROOF_FIELD[proof.error]],
        message: `work-plans:error.${proof.error}`,
      })
  })
