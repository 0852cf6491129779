import { z } from 'zod'

const line = (most: number) => z.string().trim().max(most).default('')

/** Everything but the office may stay empty: it is not printed then. */
export const letterheadInput = z.object({
  office: z.string().trim().min(1).max(120),
  street: line(120),
  postcode: z
    .union([
      z.literal(''),
      z
        .string()
        .trim()
        .regex(/^\d{5}$/, 'letters:error.postcode'),
    ])
    .default(''),
  town: line(80),
  phone: line(40),
  email: z.union([z.literal(''), z.email()]).default(''),
  web: line(120),
})
export type LetterheadInput = z.output<typeof letterheadInput>

/** Somebody has read the sentences of a language: these, for `digest` is theirs. */
export const reviewInput = z.object({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  reviewer: z.string().trim().min(2).max(120),
  reviewedOn: z.iso.date(),
})
export type ReviewInput = z.output<typeof reviewInput>
