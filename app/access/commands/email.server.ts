import { and, eq, ne, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../../db/account-event.ts'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import { account } from '../../../db/platform/schema/index.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { type LinkProblem, sameAddress } from '../rules/links.ts'
import { replaceLinks } from './compose-mail.server.ts'
import { queueMail } from './mail.server.ts'
import { heldLink, type Mailing, spendLink } from './password.server.ts'

/**
 * Queues the mail that asks the new address, once the password was confirmed. Whether somebody else has it is not said here: then the mail is not sent.
 */
export async function requestEmailChange(
  db: PlatformDb,
  { accountId, email }: { accountId: string; email: string },
  { key, language }: Mailing,
  now: Temporal.Instant,
): Promise<Result<null, 'same'>> {
  const [owner] = await db.select({ email: account.email }).from(account).where(eq(account.id, accountId))
  if (owner && sameAddress(owner.email, email)) return fail('same')
  await queueMail(db, key, { kind: 'email-change', to: email, language, accountId }, now)
  return ok(null)
}

/** The new address is the account's from now on; the old one is told, and links sent there do nothing any more. */
export async function confirmEmail(
  db: PlatformDb,
  tokenHash: string,
  mailing: Mailing,
  now: Temporal.Instant,
): Promise<Result<{ email: string }, LinkProblem | 'taken'>> {
  try {
    return await db.transaction((tx) => confirm(tx, tokenHash, mailing, now))
  } catch (error) {
    // Somebody else confirmed the same address at the same moment.
    if (isTwice(error)) return fail('taken')
    throw error
  }
}

const UNIQUE_VIOLATION = '23505'
const isTwice = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === UNIQUE_VIOLATION) || isTwice(error.cause))

async function confirm(
  tx: PlatformTx,
  tokenHash: string,
  { key, language }: Mailing,
  now: Temporal.Instant,
): Promise<Result<{ email: string }, LinkProblem | 'taken'>> {
  const link = await heldLink(tx, { tokenHash, kind: 'email' }, now)
  if (!link.ok) return link
  const { id, accountId, email } = link.value
  const [owner] = await tx
    .select({ email: account.email })
    .from(account)
    .where(eq(account.id, accountId))
    .for('update')
  if (!owner || !email) return fail('unknown')
  const [other] = await tx
    .select({ id: account.id })
    .from(account)
    .where(and(eq(sql`lower(${account.email})`, email.toLowerCase()), ne(account.id, accountId)))
  if (other) return fail('taken')
  await spendLink(tx, id, now)
  await tx.update(account).set({ email }).where(eq(account.id, accountId))
  await recordAccountEvent(tx, { kind: 'email-changed', at: now, actorId: accountId, accountId })
  await replaceLinks(tx, accountId, 'reset', now)
  await queueMail(tx, key, { kind: 'email-changed', to: owner.email, language, accountId }, now)
  return ok({ email })
}
