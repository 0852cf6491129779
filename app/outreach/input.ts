import { z } from 'zod'

export const VISIT_OUTCOMES = ['nobody-home', 'interested', 'declined', 'moved'] as const
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number]

export const visitInput = z.object({
  formKey: z.uuid(),
  personId: z.uuid(),
  outcome: z.enum(VISIT_OUTCOMES),
  occurredOn: z.iso.date(),
})
export type RecordVisit = z.infer<typeof visitInput>

export const houseInput = z.object({ formKey: z.uuid(), dwellingId: z.uuid(), occurredOn: z.iso.date() })

/** Taking back a whole import. */
export const takeBackInput = z.object({ reason: z.string().trim().min(3).max(500) })
