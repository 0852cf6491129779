import { hash, verify } from '@node-rs/argon2'
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../db/account-event.ts'
import type { PlatformDb } from '../../db/handles.ts'
import { accountByEmail } from './queries.server.ts'
import { endSessions } from './sessions.server.ts'

/** OWASP's argon2id parameters of 2024: 19 MiB, 2 passes, 1 lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2)

let dummy: Promise<string> | undefined

/** Compared with where there is no account, so that the answer takes as long. */
const nobodysHash = (): Promise<string> => {
  dummy ??= hashPassword('nobody')
  return dummy
}

/** Whose address it is, and whether the password is right. An unknown address takes as long as a wrong password. */
export async function checkPassword(
  db: PlatformDb,
  { email, password }: { email: string; password: string },
  demo: boolean,
): Promise<{ accountId: string | undefined; right: boolean }> {
  const found = await accountByEmail(db, email, demo)
  const right = await verify(found?.passwordHash ?? (await nobodysHash()), password)
  return { accountId: found?.id, right: found !== undefined && right }
}

/** Ends sessions of one's own: `only` one other, or all but the one `here`. Hashed ids. */
export async function revokeSessions(
  db: PlatformDb,
  {
    accountId,
    here,
    only,
    now,
  }: { accountId: string; here: string; only?: string | undefined; now: Temporal.Instant },
): Promise<void> {
  await db.transaction(async (tx) => {
    const which = only === undefined ? { except: here } : { except: here, only }
    if ((await endSessions(tx, accountId, which)) > 0)
      await recordAccountEvent(tx, { kind: 'session-revoked', at: now, actorId: accountId, accountId })
  })
}
