import { z } from 'zod'

export const signInInput = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1024),
  next: z.string().max(2000).optional(),
})

/** The second step: a code of the app, or a recovery code. */
export const codeInput = z.union([
  z.object({ code: z.string().trim().min(1).max(20) }),
  z.object({ recovery: z.string().trim().min(1).max(40) }),
])

export const setUpInput = z.object({
  sealed: z.string().max(500).default(''),
  code: z.string().trim().max(20).default(''),
})

export const removeFactorInput = z.object({
  password: z.string().max(1024).default(''),
  code: z.string().trim().max(20).default(''),
})
