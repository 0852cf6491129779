import { and, asc, eq, inArray, isNull, notExists, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../../db/account-event.ts'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import { account, invitation, membership } from '../../../db/platform/schema/index.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { mayChangeRole, mayRemove, type StaffRole, type TeamRefusal } from '../rules/team.ts'
import { type CityAction, may } from '../rules.ts'
import { endSessions } from '../sessions.server.ts'

export interface Which {
  citySlug: string
  /** Who does it. */
  actorId: string
  accountId: string
}

/**
 * The member, when whoever acts may still do so here: both rows held in one order, so that two leads who remove each
 * other at once do not both succeed.
 */
export async function heldMember(
  tx: PlatformTx,
  { citySlug, actorId, accountId }: Which,
  action: CityAction = 'manage-team',
) {
  const both = await tx
    .select({ accountId: membership.accountId, role: membership.role })
    .from(membership)
    .where(and(eq(membership.citySlug, citySlug), inArray(membership.accountId, [actorId, accountId])))
    .orderBy(asc(membership.accountId))
    .for('update')
  const actor = both.find((row) => row.accountId === actorId)
  return actor && may(actor.role, action) ? both.find((row) => row.accountId === accountId) : undefined
}

const rowOf = ({ citySlug, accountId }: Which) =>
  and(eq(membership.citySlug, citySlug), eq(membership.accountId, accountId))

/** `gone`: not a member of this city, or whoever acts no longer leads it. */
export const changeRole = (
  db: PlatformDb,
  which: Which,
  role: StaffRole,
  now: Temporal.Instant,
): Promise<Result<null, TeamRefusal | 'gone'>> =>
  db.transaction(async (tx) => {
    const member = await heldMember(tx, which)
    if (!member) return fail('gone')
    const allowed = mayChangeRole(which.actorId, member)
    if (!allowed.ok) return allowed
    await tx.update(membership).set({ role }).where(rowOf(which))
    await recordAccountEvent(tx, { kind: 'membership-changed', at: now, ...which, reason: role })
    return ok(null)
  })

/**
 * Takes somebody out of the city at once and ends every session of hers; what she was to offer to others is withdrawn.
 * Whoever is no partner anywhere any more belongs to no organisation.
 */
export const removeMember = (
  db: PlatformDb,
  which: Which,
  now: Temporal.Instant,
): Promise<Result<null, TeamRefusal | 'gone'>> =>
  db.transaction(async (tx) => {
    const member = await heldMember(tx, which)
    if (!member) return fail('gone')
    const allowed = mayRemove(which.actorId, member)
    if (!allowed.ok) return allowed
    await tx.delete(membership).where(rowOf(which))
    await recordAccountEvent(tx, { kind: 'membership-removed', at: now, ...which, reason: member.role })
    const { accountId, citySlug } = which
    await endSessions(tx, accountId)
    await tx
      .update(invitation)
      .set({ withdrawnAt: now })
      .where(
        and(
          eq(invitation.invitedBy, accountId),
          eq(invitation.citySlug, citySlug),
          isNull(invitation.acceptedAt),
          isNull(invitation.withdrawnAt),
        ),
      )
    const partnerships = tx
      .select({ one: sql`1` })
      .from(membership)
      .where(and(eq(membership.accountId, accountId), eq(membership.role, 'partner')))
    await tx
      .update(account)
      .set({ organisationId: null })
      .where(and(eq(account.id, accountId), notExists(partnerships)))
    return ok(null)
  })
