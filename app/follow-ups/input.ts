import { z } from 'zod'
import { ABSENCE_REASONS } from './rules/calendar.ts'
import { HOLD_REASONS } from './rules/holds.ts'
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

export const holdInput = z.object({
  formKey: z.uuid(),
  reason: z.enum(HOLD_REASONS),
  from: z.iso.date(),
  until: z.iso.date(),
})

export const endHoldInput = z.object({ holdId: z.uuid() })

/** Without a last day it is the first one alone. */
export const closureInput = z.object({
  from: z.iso.date(),
  until: z.iso.date().optional(),
  name: z.string().trim().min(2).max(100),
})

export const openDayInput = z.object({ closureId: z.uuid() })

export const absenceInput = z.object({
  worker: z.uuid(),
  from: z.iso.date(),
  until: z.iso.date(),
  reason: z.enum(ABSENCE_REASONS),
})

export const liftAbsenceInput = z.object({ absenceId: z.uuid() })
