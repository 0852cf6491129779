import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../../db/account-event.ts'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import { account, contract, invitation, membership } from '../../../db/platform/schema/index.ts'
import type { RootKey } from '../../../infra/key.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { contractHolds } from '../queries.server.ts'
import { endOf, INVITATION_DAYS } from '../rules/links.ts'
import type { StaffRole } from '../rules/team.ts'
import { queueMail } from './mail.server.ts'

/** What is offered, and where. Who accepts becomes this and nothing else. */
export type Offer =
  | { role: StaffRole; citySlug: string }
  | { role: 'partner'; citySlug: string; organisationId: string }
  | { role: 'coordinator'; regionSlug: string }

export interface NewInvitation {
  email: string
  offer: Offer
  /** Account id; null = the command line. */
  invitedBy: string | null
}

/** `null`: no mail, for whoever hands the link over himself. */
export type InvitationMail = { key: RootKey; language: 'de' | 'en' } | null

export type InvitationRefusal = 'member' | 'invited' | 'no-contract'

/** Whether the organisation works for the city on this day. */
export async function isContracted(
  tx: PlatformTx,
  { organisationId, citySlug }: { organisationId: string; citySlug: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const [found] = await tx
    .select({ organisationId: contract.organisationId })
    .from(contract)
    .where(
      and(eq(contract.organisationId, organisationId), eq(contract.citySlug, citySlug), contractHolds(now)),
    )
  return found !== undefined
}

async function isMember(tx: PlatformTx, email: string, citySlug: string): Promise<boolean> {
  const [found] = await tx
    .select({ accountId: membership.accountId })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .where(and(eq(sql`lower(${account.email})`, email.toLowerCase()), eq(membership.citySlug, citySlug)))
  return found !== undefined
}

/** An open row of one address for one place; an expired one is open until somebody ends it. */
async function openFor(tx: PlatformTx, { email, offer }: NewInvitation) {
  const place =
    'citySlug' in offer
      ? eq(invitation.citySlug, offer.citySlug)
      : eq(invitation.regionSlug, offer.regionSlug)
  const [found] = await tx
    .select()
    .from(invitation)
    .where(
      and(
        eq(sql`lower(${invitation.email})`, email.toLowerCase()),
        place,
        isNull(invitation.acceptedAt),
        isNull(invitation.withdrawnAt),
      ),
    )
  return found
}

/** Writes the invitation and, with `mail`, queues it. Answers its id. */
export async function invite(
  db: PlatformDb,
  wanted: NewInvitation,
  mail: InvitationMail,
  now: Temporal.Instant,
): Promise<Result<string, InvitationRefusal>> {
  return db.transaction(async (tx) => {
    const { email, offer, invitedBy } = wanted
    if (offer.role === 'partner' && !(await isContracted(tx, offer, now))) return fail('no-contract')
    if ('citySlug' in offer && (await isMember(tx, email, offer.citySlug))) return fail('member')
    const open = await openFor(tx, wanted)
    if (open) {
      if (Temporal.Instant.compare(open.expiresAt, now) > 0) return fail('invited')
      await tx.update(invitation).set({ withdrawnAt: now }).where(eq(invitation.id, open.id))
    }
    const id = randomUUID()
    const [made] = await tx
      .insert(invitation)
      .values({
        id,
        email,
        ...offer,
        invitedBy,
        createdAt: now,
        expiresAt: now.add({ hours: 24 * INVITATION_DAYS }),
      })
      .onConflictDoNothing()
      .returning({ id: invitation.id })
    // Somebody else invited the same person at the same moment.
    if (!made) return fail('invited')
    await recordAccountEvent(tx, { kind: 'invitation-made', at: now, ...placeOf(offer), ...by(invitedBy) })
    if (mail)
      await queueMail(
        tx,
        mail.key,
        { kind: 'invitation', to: email, language: mail.language, invitationId: id },
        now,
      )
    return ok(id)
  })
}

const placeOf = (offer: Offer): { citySlug?: string; reason: string } => ({
  ...('citySlug' in offer ? { citySlug: offer.citySlug } : {}),
  reason: offer.role,
})

const by = (actorId: string | null): { actorId?: string } => (actorId ? { actorId } : {})

interface OfCity {
  citySlug: string
  invitationId: string
}

/** The open invitation of this city, held for this transaction. */
async function held(tx: PlatformTx, { citySlug, invitationId }: OfCity) {
  const [found] = await tx
    .select()
    .from(invitation)
    .where(and(eq(invitation.id, invitationId), eq(invitation.citySlug, citySlug)))
    .for('update')
  return found && !found.acceptedAt && !found.withdrawnAt ? found : undefined
}

/** Ends an open invitation of the city; its link says so from now on. `gone`: there is none any more. */
export const withdraw = (
  db: PlatformDb,
  { actorId, ...which }: OfCity & { actorId: string },
  now: Temporal.Instant,
): Promise<Result<null, 'gone'>> =>
  db.transaction(async (tx) => {
    const found = await held(tx, which)
    if (!found) return fail('gone')
    await tx.update(invitation).set({ withdrawnAt: now }).where(eq(invitation.id, found.id))
    await recordAccountEvent(tx, { kind: 'invitation-withdrawn', at: now, actorId, citySlug: which.citySlug })
    return ok(null)
  })

/** The same offer anew: a new link for seven days, and the old one no longer works. */
export const inviteAgain = (
  db: PlatformDb,
  { invitedBy, ...which }: OfCity & { invitedBy: string },
  mail: { key: RootKey; language: 'de' | 'en' },
  now: Temporal.Instant,
): Promise<Result<string, 'gone' | 'no-contract'>> =>
  db.transaction(async (tx) => {
    const old = await held(tx, which)
    if (!old) return fail('gone')
    const { email, role, citySlug, organisationId } = old
    if (organisationId && citySlug && !(await isContracted(tx, { organisationId, citySlug }, now)))
      return fail('no-contract')
    await tx.update(invitation).set({ withdrawnAt: now }).where(eq(invitation.id, old.id))
    const id = randomUUID()
    const expiresAt = now.add({ hours: 24 * INVITATION_DAYS })
    await tx
      .insert(invitation)
      .values({ id, email, role, citySlug, organisationId, invitedBy, createdAt: now, expiresAt })
    const where = { at: now, actorId: invitedBy, citySlug: which.citySlug }
    await recordAccountEvent(tx, { kind: 'invitation-withdrawn', ...where })
    await recordAccountEvent(tx, { kind: 'invitation-made', ...where })
    await queueMail(
      tx,
      mail.key,
      { kind: 'invitation', to: email, language: mail.language, invitationId: id },
      now,
    )
    return ok(id)
  })

/** What the link of this token leads to, held for this transaction; or why it leads nowhere. */
export async function heldByToken(tx: PlatformTx, tokenHash: string, now: Temporal.Instant) {
  const [found] = await tx.select().from(invitation).where(eq(invitation.tokenHash, tokenHash)).for('update')
  if (!found) return fail('unknown' as const)
  const { acceptedAt: usedAt, withdrawnAt, expiresAt } = found
  const over = endOf({ usedAt, withdrawnAt, expiresAt }, now)
  return over ? fail(over) : ok(found)
}
