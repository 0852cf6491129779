/** Signing in: a password, then the code of whoever has a second factor; both under the same limits. */
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../db/account-event.ts'
import type { PlatformDb } from '../../db/handles.ts'
import type { RootKey } from '../../infra/key.ts'
import { checkPassword } from './commands.server.ts'
import { emailOf } from './queries.server.ts'
import { hasSecondFactor, takeCode, takeRecoveryCode } from './second-factor.server.ts'
import type { Throttle } from './throttle.server.ts'

export interface SignInContext {
  db: PlatformDb
  key: RootKey
  throttle: Throttle
  demo: boolean
  now: Temporal.Instant
  /** Where the request came from, as far as that is known. */
  address: string | undefined
}

export type SignInAnswer =
  | { outcome: 'in' | 'code'; accountId: string }
  | { outcome: 'wrong' }
  /** Too often: not before this instant, whatever is typed. */
  | { outcome: 'locked'; until: Temporal.Instant }

/**
 * One attempt under the limits. `tried` answers what it came to; `accountId` says for the trail on whom, as far as
 * anybody is meant. An attempt is counted before it is looked at, so that many at once are no more than a few.
 */
async function limited(
  { db, throttle, now, address }: SignInContext,
  { email, reason }: { email: string; reason: string },
  tried: () => Promise<{ accountId: string | undefined; answer: SignInAnswer }>,
): Promise<SignInAnswer> {
  const attempt = { email, address }
  const taken = await throttle.take(attempt)
  if ('waitMs' in taken) return { outcome: 'locked', until: now.add({ milliseconds: taken.waitMs }) }
  const { accountId, answer } = await tried()
  if (answer.outcome === 'in') await throttle.forget(attempt)
  else if (answer.outcome === 'code') await throttle.giveBack(attempt)
  else {
    const last = taken.left === 0
    if (last) await throttle.lock(attempt)
    await recordAccountEvent(db, {
      kind: last ? 'sign-in-locked' : 'sign-in-failed',
      at: now,
      accountId,
      reason,
    })
  }
  return answer
}

/** First step. A wrong password and an unknown address answer alike and take alike long. */
export const signInWithPassword = (
  context: SignInContext,
  input: { email: string; password: string },
): Promise<SignInAnswer> =>
  limited(context, { email: input.email, reason: 'password' }, async () => {
    const { db, demo } = context
    const { accountId, right } = await checkPassword(db, input, demo)
    if (!accountId || !right) return { accountId, answer: { outcome: 'wrong' } }
    const outcome = (await hasSecondFactor(db, accountId)) ? 'code' : 'in'
    return { accountId, answer: { outcome, accountId } }
  })

export type GivenCode = { code: string } | { recovery: string }

const takeGiven = (context: SignInContext, accountId: string, given: GivenCode): Promise<boolean> => {
  const factor = { ...context, accountId }
  return 'code' in given ? takeCode(factor, given.code) : takeRecoveryCode(factor, given.recovery)
}

/** Second step, for the account of a half-begun sign-in: a code of the app, or a recovery code. */
export async function signInWithCode(
  context: SignInContext,
  accountId: string,
  given: GivenCode,
): Promise<SignInAnswer> {
  const email = await emailOf(context.db, accountId)
  return limited(context, { email, reason: 'code' }, async () => {
    const right = await takeGiven(context, accountId, given)
    return { accountId, answer: right ? { outcome: 'in', accountId } : { outcome: 'wrong' } }
  })
}

/** Asks somebody who is signed in for the password again, under the limits of signing in. */
export async function confirmPassword(
  context: SignInContext,
  accountId: string,
  password: string,
): Promise<SignInAnswer> {
  const email = await emailOf(context.db, accountId)
  return limited(context, { email, reason: 'confirmation' }, async () => {
    const { right } = await checkPassword(context.db, { email, password }, context.demo)
    return { accountId, answer: right ? { outcome: 'in', accountId } : { outcome: 'wrong' } }
  })
}

/** Asks somebody who is signed in for password and code again, before what only they may do. */
export async function confirmIdentity(
  context: SignInContext,
  accountId: string,
  { password, ...given }: { password: string } & GivenCode,
): Promise<SignInAnswer> {
  const { db, demo } = context
  const email = await emailOf(db, accountId)
  return limited(context, { email, reason: 'confirmation' }, async () => {
    const { right } = await checkPassword(db, { email, password }, demo)
    const both = right && (await takeGiven(context, accountId, given))
    return { accountId, answer: both ? { outcome: 'in', accountId } : { outcome: 'wrong' } }
  })
}

/** One of the two that only the owner of an account has; the code of the app counts where both are typed. */
export interface EitherProof {
  password: string
  code: string
}

/** Asks somebody who is signed in for password or code again, under the limits of signing in. */
export async function confirmByEither(
  context: SignInContext,
  accountId: string,
  { password, code }: EitherProof,
): Promise<SignInAnswer> {
  // Nothing typed is no attempt.
  if (!password && !code) return { outcome: 'wrong' }
  const { db, demo } = context
  const email = await emailOf(db, accountId)
  return limited(context, { email, reason: 'confirmation' }, async () => {
    const right = code
      ? await takeCode({ ...context, accountId }, code)
      : (await checkPassword(db, { email, password }, demo)).right
    return { accountId, answer: right ? { outcome: 'in', accountId } : { outcome: 'wrong' } }
  })
}
