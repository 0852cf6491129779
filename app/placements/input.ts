import { z } from 'zod'
import { employerName, employerTown } from '../employers/input.ts'
import { contradicts, readHours } from './rules.ts'

const hours = z.string().transform((typed, context) => {
  const read = readHours(typed)
  if (read !== undefined) return read
  context.addIssue({ code: 'custom', message: 'placements:error.hours' })
  return z.NEVER
})

/** Recording a placement. `formKey` becomes its id, so that the form sent twice is one placement. */
export const placementInput = z
  .object({
    formKey: z.uuid(),
    employer: employerName,
    town: employerTown,
    jobTitle: z.string().trim().min(1).max(200),
    workingTime: z.enum(['full-time', 'part-time']),
    hoursPerWeek: hours,
    firstDay: z.iso.date(),
    /** The answer to the question whether working time and hours are meant so. */
    sure: z.boolean().default(false),
  })
  .superRefine(({ workingTime, hoursPerWeek, sure }, context) => {
    const fullTime = workingTime === 'full-time'
    if (sure || !contradicts(fullTime, hoursPerWeek)) return
    const message = fullTime ? 'placements:error.fullTimeFewHours' : 'placements:error.partTimeManyHours'
    context.addIssue({ code: 'custom', path: ['sure'], message })
  })
export type PlacementInput = z.output<typeof placementInput>

export const endInput = z.object({ placementId: z.uuid(), endedOn: z.iso.date() })
export type EndInput = z.output<typeof endInput>
