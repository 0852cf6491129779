import { z } from 'zod'
import { OFFICE_TIMES } from './rules/working-days.ts'

export const outcomeInput = z.object({
  outcome: z.enum(['attended', 'no-show'], { error: 'follow-ups:error.outcome' }),
  on: z.iso.date(),
  note: z.string().trim().max(2000).default(''),
})

/** Without a time the first free one of the day. */
export const wishInput = z.object({
  day: z.iso.date(),
  time: z.enum(OFFICE_TIMES, { error: 'follow-ups:error.time' }).optional(),
})

export const taskInput = z.object({ taskId: z.uuid() })
