/** Who is in a city, and what a lead may change about it. */
import { fail, ok, type Result } from '../../kit/result.ts'
import type { CityRole } from '../rules.ts'

/** What somebody who works for the city itself can be there. */
export const STAFF_ROLES = ['lead', 'caseworker', 'liaison', 'dpo'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

interface Member {
  accountId: string
  role: CityRole
}

export type TeamRefusal = 'yourself' | 'partner'

/**
 * Nobody changes or removes himself: so a city never loses its last lead. A partner acts for an organisation, and is
 * invited anew to become something else.
 */
export function mayChangeRole(actorId: string, member: Member): Result<null, TeamRefusal> {
  if (member.accountId === actorId) return fail('yourself')
  return member.role === 'partner' ? fail('partner') : ok(null)
}

/**
 * The second factor guards everything an account may open: a city takes it only from whoever belongs to that city alone
 * (`elsewhere`: also to another city, a region, the platform or an organisation). Nobody takes his own here: that is
 * done on the page of the account, with password and code.
 */
export function mayRemoveFactor(
  actorId: string,
  member: Member & { elsewhere: boolean },
): Result<null, 'yourself' | 'elsewhere'> {
  if (member.accountId === actorId) return fail('yourself')
  return member.elsewhere || member.role === 'partner' ? fail('elsewhere') : ok(null)
}

export const mayRemove = (actorId: string, member: Member): Result<null, TeamRefusal> =>
  member.accountId === actorId ? fail('yourself') : ok(null)
