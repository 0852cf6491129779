/** Links that reach people by mail: how long they live, and what one says when it no longer works. */
import { Temporal } from 'temporal-polyfill'

export const INVITATION_DAYS = 7
export const RESET_HOURS = 1
export const EMAIL_CHANGE_HOURS = 24
/** Who asks again sooner gets no second mail: the first is still on its way. */
export const RESET_PAUSE_MINUTES = 2

export type LinkEnd = 'used' | 'withdrawn' | 'expired'
/** Why a link does nothing; `unknown`: there never was such a link, or it was cut off on the way. */
export type LinkProblem = LinkEnd | 'unknown'

export interface LinkFacts {
  usedAt: Temporal.Instant | null
  withdrawnAt: Temporal.Instant | null
  expiresAt: Temporal.Instant
}

/** What has ended a link; null while it can be used. The instant it expires it is over. */
export function endOf({ usedAt, withdrawnAt, expiresAt }: LinkFacts, now: Temporal.Instant): LinkEnd | null {
  if (usedAt) return 'used'
  if (withdrawnAt) return 'withdrawn'
  return Temporal.Instant.compare(now, expiresAt) >= 0 ? 'expired' : null
}

/** Addresses are the same in any case. Only ASCII gets this far, so no language folds them otherwise. */
export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/**
 * Who may take an invitation: a new account (`set-up`), the account of that address after signing in (`sign-in`) or at
 * once (`join`), and nobody else (`somebody-else`).
 */
export function wayIn(
  invited: string,
  { known, signedInAs }: { known: boolean; signedInAs: string | null },
): 'set-up' | 'sign-in' | 'join' | 'somebody-else' {
  if (signedInAs !== null) return sameAddress(signedInAs, invited) ? 'join' : 'somebody-else'
  return known ? 'sign-in' : 'set-up'
}
