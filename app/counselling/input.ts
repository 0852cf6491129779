import { z } from 'zod'
import { KINDS, LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES } from './rules.ts'

const typed = z.coerce.number().int().min(LEAST_MINUTES).max(MOST_MINUTES)

/** Recording a counselling. `formKey` becomes its id, so that the form sent twice is one. */
export const counsellingInput = z
  .object({
    formKey: z.uuid(),
    kind: z.enum(KINDS),
    /** A button, or `own`: then `ownMinutes` says it. */
    duration: z.enum([...USUAL_MINUTES, 'own']),
    ownMinutes: z.string().trim().max(10).optional(),
    occurredOn: z.iso.date(),
    withWhom: z.string().trim().max(200).default(''),
    interpreter: z.boolean().default(false),
    note: z.string().trim().min(1).max(4000),
  })
  .superRefine(({ duration, ownMinutes }, context) => {
    if (duration !== 'own' || typed.safeParse(ownMinutes).success) return
    context.addIssue({ code: 'custom', path: ['ownMinutes'], message: 'counselling:error.minutes' })
  })

type Filled = z.output<typeof counsellingInput>
export type CounsellingInput = Omit<Filled, 'duration' | 'ownMinutes'> & { minutes: number }

/** The form with its minutes as a number, whichever way they were said. */
export function counsellingOf({ duration, ownMinutes, ...told }: Filled): CounsellingInput {
  return { ...told, minutes: Number(duration === 'own' ? ownMinutes : duration) }
}
