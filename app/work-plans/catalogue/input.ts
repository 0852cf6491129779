import { z } from 'zod'
import { GOALS } from '../../assessments/rules/proposals.ts'
import { tidyLine } from '../../assessments/rules.ts'
import { WHO } from '../rules.ts'

const weeks = z.number({ error: 'kit:error.number' }).int({ error: 'kit:error.number' }).min(1).max(104)

const words = {
  goal: z.enum(GOALS),
  what: z
    .string()
    .max(300)
    .transform(tidyLine)
    .refine((what) => what !== '', { error: 'kit:error.required' }),
  who: z.enum(WHO),
  weeks,
  evidence: z.string().max(120).transform(tidyLine).default(''),
}

/** Another wording; `basis` says from which one the editor started. */
export const changeInput = z.object({ ...words, basis: z.string().max(40).default('') })
export type ChangeInput = z.output<typeof changeInput>

export const addInput = z.object({ ...words, formKey: z.uuid() })
export type AddInput = z.output<typeof addInput>

/** What a button alone does to a step. */
export const turnInput = z.enum(['retire', 'bring-back', 'plain'])
export type Turn = z.output<typeof turnInput>
