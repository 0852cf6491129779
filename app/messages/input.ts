import { z } from 'zod'

/** What somebody said about an address of his: nothing more is to come there, or it is good again. */
export const addressInput = z.object({
  channel: z.enum(['email', 'sms']),
  wish: z.enum(['stop', 'lift']),
})
