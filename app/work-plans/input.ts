import { z } from 'zod'
import { tidyLine } from '../assessments/rules.ts'
import { fileField } from '../files/input.ts'
import { END_REASONS } from './rules/ending.ts'
import { checkProof, METHODS, PARTIES } from './rules/signing.ts'
import { STEP_STATES } from './rules/steps.ts'
import { type PlanContent, type PlanStep, tidyPlan, USUAL_RHYTHM, WHO } from './rules.ts'

const line = (max: number) => z.string().max(max).transform(tidyLine).default('')
/** BCP 47; which of our languages it becomes, the server says: the browser need not carry them all. */
const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const stepInput = z.object({
  /** Of a step the plan has already. */
  key: z.string().max(20).default(''),
  what: line(300),
  who: z.enum(WHO).default('client'),
  until: z.iso
    .date()
    .refine((day) => day >= '2000-01-01' && day < '2100-01-01', { error: 'kit:error.date' })
    .optional(),
  evidence: line(120),
})

const goalInput = z.object({ what: line(200), steps: z.array(stepInput).max(15).default([]) })

const isBlank = ({ what, until, evidence }: z.output<typeof stepInput>): boolean =>
  !what && !until && !evidence

/**
 * The plan as the editor sends it. Empty rows are no steps, empty goals no goals; `basis` is the hash of the version the
 * editor started from, empty for none.
 */
export const planInput = z
  .object({
    basis: sha256.or(z.literal('')).default(''),
    as: z.enum(['draft', 'offered']).default('offered'),
    targetJob: z.string({ error: 'work-plans:error.targetMissing' }).max(120).transform(tidyLine),
    rhythmWeeks: z
      .enum(['4', '5', '6'])
      .default(`${USUAL_RHYTHM}`)
      .transform((weeks) => Number(weeks)),
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
        if (!step.what && !isBlank(step))
          issue(['goals', at, 'steps', row, 'what'], 'work-plans:error.whatMissing')
    }
    if (goals.every((goal) => !goal.what && goal.steps.every(isBlank)))
      issue(goals.length > 0 ? ['goals', 0, 'what'] : ['goals'], 'work-plans:error.empty')
  })

/** What was written, without the empty rows and goals. */
export function contentOf({ targetJob, rhythmWeeks, goals }: z.output<typeof planInput>): PlanContent {
  return tidyPlan({
    targetJob,
    rhythmWeeks,
    goals: goals
      .filter((goal) => goal.what)
      .map((goal) => ({
        what: goal.what,
        steps: goal.steps
          .filter((step) => !isBlank(step))
          .map(({ until, ...step }): PlanStep => ({ ...step, until: until ?? null })),
      })),
  })
}

const PROOF_FIELD = {
  'name-missing': 'name',
  'witness-missing': 'witness',
  'witness-same': 'witness',
  'drawing-missing': 'drawing',
} as const

const proofFields = {
  method: z.enum(METHODS).exclude(['paper']),
  name: line(120),
  witness: line(120),
  drawing: z.string().optional(),
}

const proves =
  (channel: 'tablet' | 'link') =>
  (
    signing: {
      party: (typeof PARTIES)[number]
      method: 'typed' | 'drawn'
      name: string
      witness: string
      drawing?: string | undefined
    },
    issues: z.core.$RefinementCtx,
  ): void => {
    const proof = checkProof({ ...signing, channel })
    if (!proof.ok)
      issues.addIssue({
        code: 'custom',
        path: [PROOF_FIELD[proof.error]],
        message: `work-plans:error.${proof.error}`,
      })
  }

/** A signature as the worker's tablet sends it, with the version and hash it showed. */
export const signInput = z
  .object({
    planId: z.uuid(),
    version: z.number().int().min(1),
    hash: sha256,
    party: z.enum(PARTIES),
    language: languageTag,
    place: line(80),
    interpreter: line(120),
    ...proofFields,
  })
  .superRefine(proves('tablet'))

/** A day in three fields: nobody has to know how a calendar is used, or in which order a date is written here. */
export const birthInput = z
  .object({
    day: z.number({ error: 'work-plans:error.birth' }).int(),
    month: z.number({ error: 'work-plans:error.birth' }).int(),
    year: z.number({ error: 'work-plans:error.birth' }).int(),
  })
  .transform(({ day, month, year }, issues) => {
    const typed = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    if (z.iso.date().safeParse(typed).success) return typed
    issues.addIssue({ code: 'custom', path: ['day'], message: 'work-plans:error.birth' })
    return z.NEVER
  })

/** A signature by a link: what was shown, the birth date once more, and the name. */
export const linkSignInput = z
  .object({
    version: z.number().int().min(1),
    hash: sha256,
    birth: z.iso.date(),
    language: languageTag,
    party: z.literal('client').default('client'),
    ...proofFields,
  })
  .superRefine(proves('link'))

/** A sheet both signed by hand, brought as photo or scan and compared by whoever brings it. */
export const sheetInput = z.object({
  formKey: z.uuid(),
  planId: z.uuid(),
  version: z.number().int().min(1),
  hash: sha256,
  language: languageTag,
  clientName: z.string().trim().min(1).max(120).transform(tidyLine),
  workerName: z.string().trim().min(1).max(120).transform(tidyLine),
  signedOn: z.iso.date(),
  place: line(80),
  interpreter: line(120),
  compared: z.literal('on', { error: 'work-plans:error.compared' }),
  file: fileField,
})

export const markInput = z.object({
  intent: z.literal('mark'),
  planId: z.uuid(),
  step: z.string().min(1).max(20),
  state: z.enum(STEP_STATES),
  note: line(300),
  occurredOn: z.iso.date(),
  /** The follow-up it was said in; the page goes back there. */
  appointmentId: z.uuid().optional(),
})

const ofPlan = { planId: z.uuid() }

/** What the plan's own page can ask for. */
export const planActInput = z.discriminatedUnion('intent', [
  markInput,
  z.object({ intent: z.literal('offer'), ...ofPlan }),
  z.object({ intent: z.literal('withdraw'), ...ofPlan }),
  z.object({ intent: z.literal('link'), ...ofPlan }),
  z.object({
    intent: z.literal('end'),
    reason: z.enum(END_REASONS, { error: 'work-plans:error.endReason' }),
    ...ofPlan,
  }),
  z.object({ intent: z.literal('resume'), ...ofPlan }),
])
export type PlanAct = z.output<typeof planActInput>
