import { z } from 'zod'
import { LEAST_REASON, periodProblem } from './rules.ts'

/** The number of a row of the trail: where the next page begins. */
const cursor = z.string().regex(/^[0-9]{1,18}$/)

export const cursorInput = cursor

/** What the data protection officer asks. `today` is an ISO date of the city. */
export const searchInput = (today: string) =>
  z
    .object({
      actor: z.uuid({ error: 'privacy:error.actor' }),
      from: z.iso.date(),
      until: z.iso.date(),
      reason: z
        .string({ error: 'privacy:error.reason' })
        .trim()
        .min(LEAST_REASON, { error: 'privacy:error.reason' })
        .max(500),
      before: cursor.optional(),
    })
    .superRefine(({ from, until }, context) => {
      const problem = periodProblem(from, until, today)
      if (!problem) return
      const path = [problem === 'ahead' ? 'from' : 'until']
      context.addIssue({ code: 'custom', path, message: `privacy:error.${problem}` })
    })
export type SearchInput = z.output<ReturnType<typeof searchInput>>
