import { fail, ok, type Result } from '../kit/result.ts'
import type { CatalogueLanguage } from './catalogue.ts'

/** `changed`: what was read is not what the product says any more. */
export type ReviewError = 'in-future' | 'changed'

interface Review {
  /** Of the sentences that were read, hexadecimal. */
  digest: string
  /** ISO date. */
  reviewedOn: string
}

/** Whether a review can be recorded: of the sentences as they are, and not of tomorrow. */
export function mayReview(
  { digest, reviewedOn }: Review,
  now: { digest: string; today: string },
): Result<null, ReviewError> {
  if (digest !== now.digest) return fail('changed')
  return reviewedOn > now.today ? fail('in-future') : ok(null)
}

/** Read by a native speaker as it is; changed since it was read; made by a machine and never read. */
export type ReviewState = 'reviewed' | 'changed' | 'machine-made'

export function reviewState(reviewed: { digest: string } | undefined, digest: string): ReviewState {
  if (!reviewed) return 'machine-made'
  return reviewed.digest === digest ? 'reviewed' : 'changed'
}

export interface CatalogueState {
  tag: CatalogueLanguage
  state: ReviewState
  /** Of the sentences as they are, hexadecimal. */
  digest: string
  reviewer: string | null
  /** ISO date. */
  reviewedOn: string | null
}
