import { z } from 'zod'
import { COLUMN_KEYS, NO_HEADERS } from '../list/columns.ts'

/** A column by its place in the list; an empty answer leaves the question open. */
const columnAnswers = z.array(z.enum([...COLUMN_KEYS, 'leave-out', ''])).max(400)
export type ColumnAnswers = z.output<typeof columnAnswers>

/** The forms of a list on its way in, by the button that was pressed. */
export const draftInput = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('sheet'), sheet: z.coerce.number().int().min(0) }),
  z.object({ intent: z.literal('headers'), headerLine: z.coerce.number().int().min(NO_HEADERS) }),
  z.object({ intent: z.literal('columns'), columns: columnAnswers }),
  z.object({
    intent: z.enum(['exclude', 'include']),
    line: z.coerce.number().int().min(1),
    back: z.string().max(200).default(''),
  }),
  z.object({
    intent: z.literal('take'),
    take: z.enum(['everything', 'created', 'updated']),
    fingerprint: z.string().min(1),
    /** Into which round its people go: one that runs, one that is planned next, or none yet. */
    round: z.union([z.literal(''), z.literal('new'), z.uuid()]).optional(),
  }),
  z.object({ intent: z.literal('throw-away') }),
])
export type DraftInput = z.output<typeof draftInput>

/** A form as the schema wants it: answers to columns come one a column, in their order. */
export function readDraftForm(form: FormData): DraftInput | null {
  const columns = form.getAll('columns')
  const read = draftInput.safeParse({
    ...Object.fromEntries(form),
    ...(columns.length > 0 ? { columns } : {}),
  })
  return read.success ? read.data : null
}
