/** An invitation is taken: everything that becomes true stands in its row; nothing of it comes from the form. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../../db/account-event.ts'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import { account, invitation, membership, office } from '../../../db/platform/schema.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { type LinkProblem, sameAddress } from '../rules/links.ts'
import { heldByToken, isContracted } from './invite.server.ts'

type Invitation = typeof invitation.$inferSelect

export type AcceptRefusal = LinkProblem | 'somebody-else' | 'member' | 'no-contract' | 'other-organisation'

/** Makes the account what the invitation says, and ends the invitation. */
async function join(
  tx: PlatformTx,
  invited: Invitation,
  owner: { id: string; organisationId: string | null },
  now: Temporal.Instant,
): Promise<Result<null, 'member' | 'no-contract' | 'other-organisation'>> {
  const { role, citySlug, regionSlug, organisationId } = invited
  if (organisationId && citySlug) {
    if (!(await isContracted(tx, { organisationId, citySlug }, now))) return fail('no-contract')
    if (owner.organisationId && owner.organisationId !== organisationId) return fail('other-organisation')
  }
  if (role !== 'coordinator' && citySlug) {
    const made = await tx
      .insert(membership)
      .values({ accountId: owner.id, citySlug, role })
      .onConflictDoNothing()
      .returning({ accountId: membership.accountId })
    if (made.length === 0) return fail('member')
  } else {
    await tx
      .insert(office)
      .values({ accountId: owner.id, role: 'coordinator', regionSlug })
      .onConflictDoNothing()
  }
  if (organisationId && !owner.organisationId)
    await tx.update(account).set({ organisationId }).where(eq(account.id, owner.id))
  await tx
    .update(invitation)
    .set({ acceptedAt: now, acceptedBy: owner.id })
    .where(eq(invitation.id, invited.id))
  const event = {
    at: now,
    actorId: owner.id,
    accountId: owner.id,
    ...(citySlug ? { citySlug } : {}),
    reason: role,
  }
  await recordAccountEvent(tx, { kind: 'invitation-accepted', ...event })
  await recordAccountEvent(tx, { kind: 'membership-given', ...event })
  return ok(null)
}

/** A new account of the invited address. `known`: there is one already, and its owner signs in first. */
export const acceptWithNewAccount = (
  db: PlatformDb,
  { tokenHash, name, passwordHash }: { tokenHash: string; name: string; passwordHash: string },
  now: Temporal.Instant,
): Promise<Result<{ accountId: string }, AcceptRefusal | 'known'>> =>
  undoing<{ accountId: string }, AcceptRefusal | 'known'>(db, async (tx) => {
    const found = await heldByToken(tx, tokenHash, now)
    if (!found.ok) return found
    const { email } = found.value
    const id = randomUUID()
    // Not drizzle's insert, which names every column: this role may not say who is of the demo.
    const made = await tx.execute(sql`
      insert into account (id, email, name, password_hash) values (${id}, ${email}, ${name}, ${passwordHash})
      on conflict do nothing returning id`)
    if (made.length === 0) return fail('known')
    const joined = await join(tx, found.value, { id, organisationId: null }, now)
    return joined.ok ? ok({ accountId: id }) : joined
  })

/** One more place for the account that is signed in, if the invitation went to its address. */
export const acceptWithAccount = (
  db: PlatformDb,
  { tokenHash, accountId }: { tokenHash: string; accountId: string },
  now: Temporal.Instant,
): Promise<Result<null, AcceptRefusal>> =>
  undoing<null, AcceptRefusal>(db, async (tx) => {
    const found = await heldByToken(tx, tokenHash, now)
    if (!found.ok) return found
    const [owner] = await tx
      .select({ id: account.id, email: account.email, organisationId: account.organisationId })
      .from(account)
      .where(eq(account.id, accountId))
      .for('update')
    if (!owner || !sameAddress(owner.email, found.value.email)) return fail('somebody-else')
    return join(tx, found.value, owner, now)
  })

class Undone extends Error {}

/** A transaction that leaves nothing behind when it is refused half-way. */
async function undoing<T, E extends string>(
  db: PlatformDb,
  work: (tx: PlatformTx) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  let refused: Result<T, E> | undefined
  try {
    return await db.transaction(async (tx) => {
      const result = await work(tx)
      if (result.ok) return result
      refused = result
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof Undone && refused) return refused
    throw error
  }
}
