import { z } from 'zod'

/** What the mail vendor of the bench has counted. */
export const vendorState = z.object({
  calls: z.number(),
  mails: z.number(),
  /** Milliseconds since the epoch; null before the first call. */
  firstAt: z.number().nullable(),
  lastAt: z.number().nullable(),
})
export type VendorState = z.infer<typeof vendorState>
