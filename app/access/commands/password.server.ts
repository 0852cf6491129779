import { and, eq, isNull } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../../db/account-event.ts'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import { account, accountLink, city, membership } from '../../../db/platform/schema/index.ts'
import type { RootKey } from '../../../infra/key.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { hashPassword } from '../commands.server.ts'
import { weaknessIn } from '../password-strength.server.ts'
import { endOf, type LinkProblem } from '../rules/links.ts'
import type { PasswordWeakness } from '../rules/passwords.ts'
import { endSessions } from '../sessions.server.ts'
import { replaceLinks } from './compose-mail.server.ts'
import { queueMail } from './mail.server.ts'

export interface Mailing {
  key: RootKey
  language: 'de' | 'en'
}

/** What a password of this account may not lean on: name, address, cities. */
async function factsOf(db: PlatformDb, accountId: string): Promise<string[]> {
  const rows = await db
    .select({ name: account.name, email: account.email, city: city.name })
    .from(account)
    .leftJoin(membership, eq(membership.accountId, account.id))
    .leftJoin(city, eq(city.slug, membership.citySlug))
    .where(eq(account.id, accountId))
  return rows.flatMap(({ name, email, city: place }) => [name, email, place ?? ''])
}

/** The new password, the end of every session but one, the end of open links, and a mail that says so. */
async function setPassword(
  tx: PlatformTx,
  { accountId, passwordHash, keep }: { accountId: string; passwordHash: string; keep: string | null },
  { key, language }: Mailing,
  now: Temporal.Instant,
): Promise<void> {
  const [changed] = await tx
    .update(account)
    .set({ passwordHash })
    .where(eq(account.id, accountId))
    .returning({ email: account.email })
  if (!changed) throw new Error('An account is gone while its password is set')
  await recordAccountEvent(tx, { kind: 'password-changed', at: now, actorId: accountId, accountId })
  await endSessions(tx, accountId, keep ? { except: keep } : {})
  for (const kind of ['reset', 'email'] as const) await replaceLinks(tx, accountId, kind, now)
  await queueMail(tx, key, { kind: 'password-changed', to: changed.email, language, accountId }, now)
}

/** Once the old one was confirmed. `keep`: id of the session that goes on, hashed; all others end. */
export async function changePassword(
  db: PlatformDb,
  change: { accountId: string; password: string; keep: string | null },
  mailing: Mailing,
  now: Temporal.Instant,
): Promise<Result<null, PasswordWeakness>> {
  const { accountId, password, keep } = change
  const weakness = await weaknessIn(password, await factsOf(db, accountId))
  if (weakness) return fail(weakness)
  const passwordHash = await hashPassword(password)
  await db.transaction((tx) => setPassword(tx, { accountId, passwordHash, keep }, mailing, now))
  return ok(null)
}

/**
 * Somebody says he has forgotten the password of this address. One row whether there is an account or not: whoever asks
 * learns nothing, not by the time it takes either. The worker looks for the account.
 */
export const requestReset = (
  db: PlatformDb,
  email: string,
  { key, language }: Mailing,
  now: Temporal.Instant,
): Promise<void> => queueMail(db, key, { kind: 'reset', to: email, language }, now)

/** What the link of this token does, held for this transaction; or why it does nothing. */
export async function heldLink(
  tx: PlatformTx,
  { tokenHash, kind }: { tokenHash: string; kind: 'reset' | 'email' },
  now: Temporal.Instant,
) {
  const [found] = await tx
    .select()
    .from(accountLink)
    .where(and(eq(accountLink.tokenHash, tokenHash), eq(accountLink.kind, kind)))
    .for('update')
  if (!found) return fail('unknown' as const)
  const { usedAt, replacedAt: withdrawnAt, expiresAt } = found
  const over = endOf({ usedAt, withdrawnAt, expiresAt }, now)
  return over ? fail(over) : ok(found)
}

export async function spendLink(tx: PlatformTx, linkId: string, now: Temporal.Instant): Promise<void> {
  await tx
    .update(accountLink)
    .set({ usedAt: now })
    .where(and(eq(accountLink.id, linkId), isNull(accountLink.usedAt)))
}

/** The link is used up only when the password will do: who chose a weak one may try again. */
export async function resetPassword(
  db: PlatformDb,
  { tokenHash, password }: { tokenHash: string; password: string },
  mailing: Mailing,
  now: Temporal.Instant,
): Promise<Result<null, LinkProblem | PasswordWeakness>> {
  const known = await heldLink(db, { tokenHash, kind: 'reset' }, now)
  if (!known.ok) return known
  const weakness = await weaknessIn(password, await factsOf(db, known.value.accountId))
  if (weakness) return fail(weakness)
  const passwordHash = await hashPassword(password)
  return db.transaction(async (tx) => {
    const link = await heldLink(tx, { tokenHash, kind: 'reset' }, now)
    if (!link.ok) return link
    await spendLink(tx, link.value.id, now)
    await setPassword(tx, { accountId: link.value.accountId, passwordHash, keep: null }, mailing, now)
    return ok(null)
  })
}
