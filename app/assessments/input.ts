import { z } from 'zod'
import { TOPIC_STATES } from './rules/topics.ts'

/** Begins a talk: the form's key becomes its id. */
export const beginInput = z.object({ formKey: z.uuid() })

/** What every topic's form says beside its answers: how the topic is left, and what the form had in sight. */
export const saveInput = z.object({
  state: z.enum(TOPIC_STATES).default('answered'),
  version: z.number().int().min(0),
  formKey: z.uuid(),
  nth: z.number().int().min(0),
})

/** Closes a talk: when it was, and who led it. */
export const finishInput = z.object({
  draft: z.uuid(),
  occurredOn: z.iso.date(),
  conductedBy: z.uuid({ error: 'kit:error.choose' }),
})
