/** How often somebody may fail to sign in, or ask for what costs a mail or a row: by account, known or not, and by network address. */
import { createHmac } from 'node:crypto'
import { Redis } from 'ioredis'
import {
  type IRateLimiterStoreOptions,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterStoreAbstract,
} from 'rate-limiter-flexible'
import type { Databases } from '../../db/open.ts'
import { deriveKey, type RootKey } from '../../infra/key.ts'

export const FAILURES_PER_ACCOUNT = 5
const LOCKED_SECONDS = 15 * 60
export const FAILURES_PER_ADDRESS = 50
const HOUR = 60 * 60
export const MAILS_PER_ACCOUNT = 3
/** A whole town hall may stand behind one address. */
export const QUESTIONS_PER_ADDRESS = 300

/**
 * Somebody waits for the answer. Without these, what is asked of a Redis that is away would wait for it to come back, and
 * of one that is connected but silent (stopped, or its machine gone) for ever: nobody could sign in.
 */
const AT_ONCE_OR_NOT = { enableOfflineQueue: false, maxRetriesPerRequest: 0, socketTimeout: 2000 }

/** Who tries: the address typed in, and where it came from, as far as that is known. */
export interface Attempt {
  email: string
  address: string | undefined
}

export interface Throttle {
  /** Takes one attempt, before the password is looked at. Milliseconds to wait when there is none left. */
  take(attempt: Attempt): Promise<{ left: number } | { waitMs: number }>
  /** The attempt failed and was the last: nothing more for a quarter of an hour. */
  lock(attempt: Attempt): Promise<void>
  /** It was right: the attempt is given back. */
  giveBack(attempt: Attempt): Promise<void>
  /** Signed in: what failed before is forgotten. */
  forget(attempt: Attempt): Promise<void>
  /**
   * Takes one of an hour's questions that nobody is signed in for: a mail to an address, a way to a city's provider.
   * False when none is left.
   */
  ask(question: Partial<Attempt>): Promise<boolean>
}

interface ThrottleOptions {
  databases: Databases
  key: RootKey
  redisUrl: string | undefined
}

function limiters({ databases, redisUrl }: ThrottleOptions) {
  const redis = redisUrl ? new Redis(redisUrl, AT_ONCE_OR_NOT) : undefined
  redis?.on('error', ({ message }: Error) => console.info(`sign-in limits: Redis: ${message}`))
  const make = (keyPrefix: string, points: number, duration: number): RateLimiterStoreAbstract => {
    const inPostgres: IRateLimiterStoreOptions = {
      storeClient: { query: databases.platformQuery },
      storeType: 'client',
      tableName: 'failed_attempt',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    }
    const postgres = new RateLimiterPostgres(inPostgres)
    // A Redis that is away must neither open the door nor lock it: Postgres counts on.
    return redis
      ? new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration, insuranceLimiter: postgres })
      : postgres
  }
  return {
    account: make('account', FAILURES_PER_ACCOUNT, LOCKED_SECONDS),
    address: make('address', FAILURES_PER_ADDRESS, HOUR),
    mails: make('mails', MAILS_PER_ACCOUNT, HOUR),
    questions: make('questions', QUESTIONS_PER_ADDRESS, HOUR),
  }
}

export function throttleOf(options: ThrottleOptions): Throttle {
  const { account, address, mails, questions } = limiters(options)
  const secret = deriveKey(options.key, 'sign-in-limits')
  const hashed = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url')
  const accountKey = ({ email }: Pick<Attempt, 'email'>): string => hashed(email.trim().toLowerCase())
  const addressKey = (attempt: Attempt): string | undefined =>
    attempt.address === undefined ? undefined : hashed(attempt.address)

  async function takeOne(limiter: RateLimiterStoreAbstract, key: string) {
    try {
      return { left: (await limiter.consume(key)).remainingPoints }
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return { waitMs: refusal.msBeforeNext }
      throw refusal
    }
  }
  return {
    async take(attempt) {
      const from = addressKey(attempt)
      const byAddress = from ? await takeOne(address, from) : undefined
      if (byAddress && 'waitMs' in byAddress) return byAddress
      return takeOne(account, accountKey(attempt))
    },
    async lock(attempt) {
      await account.block(accountKey(attempt), LOCKED_SECONDS)
    },
    async giveBack(attempt) {
      const from = addressKey(attempt)
      await Promise.all([account.reward(accountKey(attempt), 1), ...(from ? [address.reward(from, 1)] : [])])
    },
    async ask({ email, address: from }) {
      const asked = [
        ...(from === undefined ? [] : [takeOne(questions, hashed(from))]),
        ...(email === undefined ? [] : [takeOne(mails, accountKey({ email }))]),
      ]
      return (await Promise.all(asked)).every((answer) => 'left' in answer)
    },
    async forget(attempt) {
      const from = addressKey(attempt)
      await Promise.all([account.delete(accountKey(attempt)), ...(from ? [address.reward(from, 1)] : [])])
    },
  }
}
