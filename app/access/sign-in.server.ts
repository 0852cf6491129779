/** Signing in: a password, then the code of whoever has a second factor; both under the same limits. */
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../db/account-event.ts'
import type { PlatformDb } from '../../db/handles.ts'
import type { RootKey } from '../../infra/key.ts'
import { checkPassword } from './commands.server.ts'
import { emailOf } from './queries.server.ts'
import { type GivenCode, givenCode } from './rules/given-code.ts'
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

/** What is asked of somebody who is signed in: the password and, with a second factor, a code of the app or a recovery code. */
export interface Proof {
  password: string
  code: string
}

/**
 * Asks somebody who is signed in for all of it again, under the limits of signing in, before what only they may do. The
 * password comes first: a wrong one uses up no code. Where something is missing nothing was tried.
 */
export async function confirmIdentity(
  context: SignInContext,
  accountId: string,
  { password, code }: Proof,
): Promise<SignInAnswer> {
  const { db, demo } = context
  const owesCode = await hasSecondFactor(db, accountId)
  if (!password || (owesCode && !code)) return { outcome: 'wrong' }
  const email = await emailOf(db, accountId)
  return limited(context, { email, reason: 'confirmation' }, async () => {
    const { right } = await checkPassword(db, { email, password }, demo)
    const all = right && (!owesCode || (await takeGiven(context, accountId, givenCode(code))))
    return { accountId, answer: all ? { outcome: 'in', accountId } : { outcome: 'wrong' } }
  })
}
