import { z } from 'zod'
import { KINDS, MOST_BYTES } from './rules.ts'

/** The field of a form that takes a file, for this room and for others: says what is missing before anything is sent. */
export const fileField = z
  .instanceof(File, { error: 'files:error.missing' })
  .refine(({ size }) => size <= MOST_BYTES, { error: 'files:error.too-large' })

/** Uploading a document. `formKey` becomes its id, so that the form sent twice is one. */
export const documentInput = z.object({
  formKey: z.uuid(),
  kind: z.enum(KINDS),
  title: z.string().trim().min(1).max(120),
  file: fileField,
})
