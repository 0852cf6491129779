import { z } from 'zod'

export const settingsInput = z.object({
  assessmentEveryMonths: z
    .number({ error: 'kit:error.number' })
    .int({ error: 'kit:error.number' })
    .min(1)
    .max(36),
})
