import { z } from 'zod'

/** Why it is taken back, or stands after all: a sentence that the file keeps. */
export const reasonInput = z.object({ reason: z.string().trim().min(3).max(500) })
export type ReasonInput = z.output<typeof reasonInput>

/** Whose file. */
export const targetInput = z.object({ targetId: z.uuid() })

/** `formKey` becomes the id of the act in the other file, so that the form sent twice moves it once. */
export const moveInput = z.object({ ...targetInput.shape, ...reasonInput.shape, formKey: z.uuid() })
export type MoveInput = z.output<typeof moveInput>
