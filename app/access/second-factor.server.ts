/** The second factor: codes of an app (TOTP, RFC 6238) and recovery codes. */
import { createHmac, randomInt } from 'node:crypto'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import encodeQR from 'qr'
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../db/account-event.ts'
import type { PlatformDb, PlatformTx } from '../../db/handles.ts'
import { recoveryCode, secondFactor } from '../../db/platform/schema/index.ts'
import { decrypt, deriveKey, encrypt, type RootKey } from '../../infra/key.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { endSessions } from './sessions.server.ts'

const PERIOD_SECONDS = 30
/** A code is good half a minute longer and earlier: telephones are not on time. */
const STEPS_AROUND = 1
const RECOVERY_CODES = 10
/** Without what is mistaken for something else: I, L, O, U, 0, 1. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** Whose factor, and when. */
export interface FactorContext {
  db: PlatformDb
  key: RootKey
  accountId: string
  now: Temporal.Instant
}

const totp = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Partizipation', label, secret, digits: 6, period: PERIOD_SECONDS })

/** The step of 30 seconds whose code this is; null when it is none of now. */
export function stepOf(secret: string, code: string, now: Temporal.Instant): number | null {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = now.epochMilliseconds
  const delta = totp(secret, '').validate({ token, timestamp, window: STEPS_AROUND })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta
}

const purpose = (accountId: string): string => `second-factor:${accountId}`

export interface SetUp {
  /** What the form carries until the first code is right; nobody but us can read it, no other account use it. */
  sealed: string
  /** To type in, in groups of four. */
  secret: string
  /** Opens the app on a telephone. */
  uri: string
  /** The same as a drawing: an SVG path on a square of `size` units. */
  qr: { path: string; size: number }
}

/** A new secret, or the one a form brought back, unless that was bent. */
export function setUpOf(
  { key, accountId }: Pick<FactorContext, 'key' | 'accountId'>,
  email: string,
  sealed?: string,
): SetUp {
  const brought = sealed === undefined ? null : openSealed(key, accountId, sealed)
  const secret = brought ?? new Secret({ size: 20 }).base32
  const uri = totp(secret, email).toString()
  const rows = encodeQR(uri, 'raw', { border: 2 })
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return {
    sealed: encrypt(key, purpose(accountId), secret).toString('base64url'),
    secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
    uri,
    qr: { path, size: rows.length },
  }
}

/** Null for what we did not seal for this account. */
function openSealed(key: RootKey, accountId: string, sealed: string): string | null {
  try {
    return decrypt(key, purpose(accountId), Buffer.from(sealed, 'base64url'))
  } catch {
    return null
  }
}

const digestOf = (key: RootKey, code: string): Buffer =>
  createHmac('sha256', deriveKey(key, 'recovery-codes'))
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest()

function newRecoveryCode(): string {
  const letters = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

/** Ten codes in the place of all there were. Only their digests are kept. */
async function newRecoveryCodes(tx: PlatformTx, key: RootKey, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId))
  await tx.insert(recoveryCode).values(codes.map((text) => ({ accountId, digest: digestOf(key, text) })))
  return codes
}

/**
 * Sets the factor once the first code is right, ends all other sessions and answers ten recovery codes: they are never
 * shown again. 'code': not the code of now, or `sealed` is not ours. 'already': there is one.
 */
export async function setSecondFactor(
  { db, key, accountId, now }: FactorContext,
  { sealed, code, sessionId }: { sealed: string; code: string; sessionId: string },
): Promise<Result<string[], 'code' | 'already'>> {
  const secret = openSealed(key, accountId, sealed)
  const step = secret === null ? null : stepOf(secret, code, now)
  if (secret === null || step === null) return fail('code')
  return db.transaction(async (tx) => {
    const made = await tx
      .insert(secondFactor)
      .values({ accountId, secret: encrypt(key, purpose(accountId), secret), lastStep: step, setAt: now })
      .onConflictDoNothing()
      .returning({ accountId: secondFactor.accountId })
    if (made.length === 0) return fail('already')
    const codes = await newRecoveryCodes(tx, key, accountId)
    await endSessions(tx, accountId, { except: sessionId })
    await recordAccountEvent(tx, { kind: 'second-factor-set', at: now, actorId: accountId, accountId })
    return ok(codes)
  })
}

export async function hasSecondFactor(db: PlatformDb, accountId: string): Promise<boolean> {
  const found = await db
    .select({ one: sql`1` })
    .from(secondFactor)
    .where(eq(secondFactor.accountId, accountId))
  return found.length > 0
}

/** Takes a code of the app. A code, and any before it, is taken once, whoever else tries at the same time. */
export async function takeCode({ db, key, accountId, now }: FactorContext, code: string): Promise<boolean> {
  const [found] = await db
    .select({ secret: secondFactor.secret })
    .from(secondFactor)
    .where(eq(secondFactor.accountId, accountId))
  if (!found) return false
  const step = stepOf(decrypt(key, purpose(accountId), found.secret), code, now)
  if (step === null) return false
  const used = await db
    .update(secondFactor)
    .set({ lastStep: step })
    .where(and(eq(secondFactor.accountId, accountId), lt(secondFactor.lastStep, step)))
    .returning({ accountId: secondFactor.accountId })
  return used.length > 0
}

/** Takes a recovery code, once. */
export async function takeRecoveryCode(
  { db, key, accountId, now }: FactorContext,
  code: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const used = await tx
      .update(recoveryCode)
      .set({ usedAt: now })
      .where(
        and(
          eq(recoveryCode.accountId, accountId),
          eq(recoveryCode.digest, digestOf(key, code)),
          isNull(recoveryCode.usedAt),
        ),
      )
      .returning({ accountId: recoveryCode.accountId })
    if (used.length > 0)
      await recordAccountEvent(tx, { kind: 'recovery-code-used', at: now, actorId: accountId, accountId })
    return used.length > 0
  })
}

/**
 * Ten new recovery codes, never shown again; those there were are no longer good. The factor is held meanwhile: of two
 * who ask at once the later one's codes count, and all of them. 'none': there is no second factor.
 */
export const renewRecoveryCodes = ({
  db,
  key,
  accountId,
  now,
}: FactorContext): Promise<Result<string[], 'none'>> =>
  db.transaction(async (tx) => {
    const held = await tx
      .select({ accountId: secondFactor.accountId })
      .from(secondFactor)
      .where(eq(secondFactor.accountId, accountId))
      .for('update')
    if (held.length === 0) return fail('none')
    const codes = await newRecoveryCodes(tx, key, accountId)
    await recordAccountEvent(tx, { kind: 'recovery-codes-renewed', at: now, actorId: accountId, accountId })
    return ok(codes)
  })

/** Who takes a factor away: somebody, perhaps for a city, or with a `reason` for the trail. */
export interface RemovedBy {
  actorId?: string
  citySlug?: string
  reason?: string
}

/** Takes factor and recovery codes away, within a transaction. False, and no line in the trail, when there was none. */
export async function takeFactorAway(
  tx: PlatformTx,
  { accountId, now }: Pick<FactorContext, 'accountId' | 'now'>,
  by: RemovedBy,
): Promise<boolean> {
  const gone = await tx
    .delete(secondFactor)
    .where(eq(secondFactor.accountId, accountId))
    .returning({ accountId: secondFactor.accountId })
  if (gone.length > 0)
    await recordAccountEvent(tx, { kind: 'second-factor-removed', at: now, accountId, ...by })
  return gone.length > 0
}

/**
 * Takes one's own factor and recovery codes away. `keep`: another factor is to be set by this session, and by nobody who
 * got hold of one of the others, so that they end.
 */
export async function removeSecondFactor(
  { db, accountId, now }: FactorContext,
  { keep }: { keep?: string } = {},
): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await takeFactorAway(tx, { accountId, now }, { actorId: accountId })
    if (gone && keep !== undefined) await endSessions(tx, accountId, { except: keep })
  })
}
