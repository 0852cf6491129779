import { z } from 'zod'

/** A part of all calls, 0 to 1. */
const share = z.number().min(0).max(1)

/** What befalls a call. Before the mail is accepted: `fail` (500), `cut` (connection reset). After: `hang` (no answer), `drop` (reset), `slow`. */
export const troubles = z.object({ fail: share, cut: share, hang: share, drop: share, slow: share })
export type Troubles = z.infer<typeof troubles>
export const CALM: Troubles = { fail: 0, cut: 0, hang: 0, drop: 0, slow: 0 }

export const settings = z.object({
  /** The same seed, key and try: the same trouble. */
  seed: z.string(),
  /** What the vendor's own clock shows and what the product's does, milliseconds since the epoch; both go on from there. */
  vendorNow: z.number(),
  productNow: z.number(),
  troubles,
  slowMs: z.number(),
  /** Calls a second over all callers; null = any number. */
  perSecond: z.number().nullable(),
  /** Where reports go, signed with `secret`. Null: nobody hears of anything. */
  reports: z.object({ url: z.url(), secret: z.string(), bounced: share, complained: share }).nullable(),
})
export type Settings = z.infer<typeof settings>

export const FATES = ['delivered', 'bounced', 'complained'] as const
export type Fate = (typeof FATES)[number]

/** A message as the vendor knows it by its tags. */
export const known = z.object({
  message: z.string(),
  city: z.string(),
  /** Each time it went into the post: the key, and when by the product's clock (milliseconds since the epoch). */
  accepted: z.array(z.object({ key: z.string(), at: z.number() })),
  /** What the reports say in the end; null = nothing was reported. */
  fate: z.enum(FATES).nullable(),
})
export type KnownMessage = z.infer<typeof known>

export const counts = z.object({
  /** Mails in the post office's hands, however often: each call counts as many as it carries. */
  calls: z.number(),
  /** Mails in the post. */
  mails: z.number(),
  /** Reports that have not been taken yet. */
  pending: z.number(),
  /** A key that came again with another body. */
  changed: z.number(),
  /** Calls that were one too many in their second. */
  limited: z.number(),
})
export type Counts = z.infer<typeof counts>

/** Addresses the vendor refuses begin with it. */
export const REFUSED_ADDRESS = 'refused-'
