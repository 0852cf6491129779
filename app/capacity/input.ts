import { z } from 'zod'
import { MOST_EXTRA } from './rules.ts'

/** What the address asks for; what it says wrongly is not asked. */
export const capacityInput = z.object({
  absent: z.uuid().optional().catch(undefined),
  more: z.coerce.number().int().min(0).max(MOST_EXTRA).catch(0),
})
