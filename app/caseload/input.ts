import { z } from 'zod'
import { RESTRICTIONS } from '../../db/city/schema/clients.ts'

const id = z.uuid()

export const handOverInput = z.object({
  from: id,
  to: id,
  /** Last day with the other; empty = for good. */
  until: z.iso.date().optional(),
  note: z.string().trim().min(5).max(1000),
  files: z.array(id).min(1).max(500),
})

export const deputyInput = z.object({ absent: id, deputy: id, from: z.iso.date(), until: z.iso.date() })

export const endDeputyInput = z.object({ deputyId: id })
export const giveBackInput = z.object({ loan: id, client: id })

export const restrictionInput = z.object({
  restriction: z.enum(RESTRICTIONS),
  named: z.array(id).min(1).max(50),
})
export type RestrictionInput = z.output<typeof restrictionInput>
