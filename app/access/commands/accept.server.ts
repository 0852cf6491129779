/** An invitation is taken: everything that becomes true stands in its row; nothing of it comes from the form. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../../db/account-event.ts'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import {
  account,
  accountIdentity,
  invitation,
  membership,
  office,
} from '../../../db/platform/schema/index.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { nameOf, type Vouched } from '../rules/city-sign-in.ts'
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

interface Owner {
  id: string
  organisationId: string | null
}

async function newOwner(
  tx: PlatformTx,
  { email, name, passwordHash }: { email: string; name: string; passwordHash: string },
): Promise<Result<Owner, 'known'>> {
  const id = randomUUID()
  // Not drizzle's insert, which names every column: this role may not say who is of the demo.
  const made = await tx.execute(sql`
    insert into account (id, email, name, password_hash) values (${id}, ${email}, ${name}, ${passwordHash})
    on conflict do nothing returning id`)
  return made.length === 0 ? fail('known') : ok({ id, organisationId: null })
}

/** The account, held for this transaction, if this is its address. */
async function ownerOf(
  tx: PlatformTx,
  accountId: string,
  email: string,
): Promise<Result<Owner, 'somebody-else'>> {
  const [owner] = await tx
    .select({ id: account.id, email: account.email, organisationId: account.organisationId })
    .from(account)
    .where(eq(account.id, accountId))
    .for('update')
  return owner && sameAddress(owner.email, email) ? ok(owner) : fail('somebody-else')
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
    const owner = await newOwner(tx, { email: found.value.email, name, passwordHash })
    if (!owner.ok) return owner
    const joined = await join(tx, found.value, owner.value, now)
    return joined.ok ? ok({ accountId: owner.value.id }) : joined
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
    const owner = await ownerOf(tx, accountId, found.value.email)
    return owner.ok ? join(tx, found.value, owner.value, now) : owner
  })

export type IdentityRefusal = AcceptRefusal | 'known' | 'not-invited' | 'other-email' | 'unverified-email'

/** The invitation of this token into this city, if the provider vouches for the address it went to. */
async function heldFor(
  tx: PlatformTx,
  { tokenHash, citySlug, vouched }: { tokenHash: string; citySlug: string; vouched: Vouched },
  now: Temporal.Instant,
): Promise<Result<Invitation, IdentityRefusal>> {
  const found = await heldByToken(tx, tokenHash, now)
  if (!found.ok) return found
  if (found.value.citySlug !== citySlug) return fail('not-invited')
  if (!vouched.email || !sameAddress(vouched.email, found.value.email)) return fail('other-email')
  return vouched.emailVerified ? found : fail('unverified-email')
}

/**
 * An invitation taken by whom the city's provider vouches for: the account that is signed in, or a new one, is from now
 * on also his who is `vouched` there. `known`: the address has an account; its owner signs in to it first, because a
 * provider's word alone never opens an account that works elsewhere too. `passwordHash`: of a password nobody knows.
 */
export const acceptWithIdentity = (
  db: PlatformDb,
  {
    signedInAs,
    passwordHash,
    ...by
  }: {
    tokenHash: string
    citySlug: string
    vouched: Vouched
    signedInAs: string | undefined
    passwordHash: string
  },
  now: Temporal.Instant,
): Promise<Result<{ accountId: string }, IdentityRefusal>> =>
  undoing<{ accountId: string }, IdentityRefusal>(db, async (tx) => {
    const found = await heldFor(tx, by, now)
    if (!found.ok) return found
    const { email } = found.value
    const owner = signedInAs
      ? await ownerOf(tx, signedInAs, email)
      : await newOwner(tx, { email, name: nameOf(by.vouched), passwordHash })
    if (!owner.ok) return owner
    const { issuer, subject } = by.vouched
    const accountId = owner.value.id
    const linked = await tx
      .insert(accountIdentity)
      .values({ issuer, subject, accountId, linkedAt: now })
      .onConflictDoNothing()
      .returning({ subject: accountIdentity.subject })
    // Somebody's who may not sign in here: one of the demo.
    if (linked.length === 0) return fail('not-invited')
    const { citySlug } = by
    await recordAccountEvent(tx, {
      kind: 'identity-linked',
      at: now,
      actorId: accountId,
      accountId,
      citySlug,
    })
    const joined = await join(tx, found.value, owner.value, now)
    return joined.ok ? ok({ accountId }) : joined
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
