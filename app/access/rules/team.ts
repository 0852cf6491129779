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

export const mayRemove = (actorId: string, member: Member): Result<null, TeamRefusal> =>
  member.accountId === actorId ? fail('yourself') : ok(null)
