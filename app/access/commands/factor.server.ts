/** A second factor taken from somebody else: who has lost phone and codes signs in by password again. */
import { eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import { account } from '../../../db/platform/schema/index.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { factorOfMember } from '../queries/team.server.ts'
import { accountByEmail } from '../queries.server.ts'
import { mayRemoveFactor } from '../rules/team.ts'
import { type RemovedBy, takeFactorAway } from '../second-factor.server.ts'
import { endSessions } from '../sessions.server.ts'
import { queueMail } from './mail.server.ts'
import { heldMember, type Which } from './members.server.ts'
import type { Mailing } from './password.server.ts'

/** The account's address; the row is held, so that nobody makes it a member of anything meanwhile. */
async function heldAccount(tx: PlatformTx, accountId: string): Promise<string | undefined> {
  const [held] = await tx
    .select({ email: account.email })
    .from(account)
    .where(eq(account.id, accountId))
    .for('update')
  return held?.email
}

/** Factor, codes and every session gone, and a mail that says so. False when there was no factor: nothing is done. */
async function takeAway(
  tx: PlatformTx,
  { accountId, email }: { accountId: string; email: string },
  by: RemovedBy,
  { key, language }: Mailing,
  now: Temporal.Instant,
): Promise<boolean> {
  if (!(await takeFactorAway(tx, { accountId, now }, by))) return false
  await endSessions(tx, accountId)
  const { citySlug } = by
  const about = { accountId, ...(citySlug ? { citySlug } : {}) }
  await queueMail(tx, key, { kind: 'second-factor-removed', to: email, language, ...about }, now)
  return true
}

/**
 * A lead, who has confirmed that it is her, takes the factor of somebody who belongs to this city alone. `gone`: not a
 * member of this city, or whoever acts no longer leads it. Asked for twice it is done once.
 */
export const removeMembersFactor = (
  db: PlatformDb,
  which: Which,
  mailing: Mailing,
  now: Temporal.Instant,
): Promise<Result<null, 'yourself' | 'elsewhere' | 'gone'>> =>
  db.transaction(async (tx) => {
    const { citySlug, actorId, accountId } = which
    const member = await heldMember(tx, which, 'remove-second-factor')
    const email = member && (await heldAccount(tx, accountId))
    if (!member || !email) return fail('gone')
    const { elsewhere } = await factorOfMember(tx, citySlug, accountId)
    const allowed = mayRemoveFactor(actorId, { ...member, elsewhere })
    if (!allowed.ok) return allowed
    await takeAway(tx, { accountId, email }, { actorId, citySlug }, mailing, now)
    return ok(null)
  })

/** The command line takes anybody's, and answers the address as the account has it. `none`: there is no second factor. */
export const removeAnybodysFactor = (
  db: PlatformDb,
  email: string,
  mailing: Mailing,
  now: Temporal.Instant,
): Promise<Result<string, 'unknown' | 'none'>> =>
  db.transaction(async (tx) => {
    const found = await accountByEmail(tx, email, true)
    const held = found && (await heldAccount(tx, found.id))
    if (!held) return fail('unknown')
    const whose = { accountId: found.id, email: held }
    return (await takeAway(tx, whose, { reason: 'command line' }, mailing, now)) ? ok(held) : fail('none')
  })
