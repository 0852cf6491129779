import { hash, verify } from '@node-rs/argon2'
import type { PlatformDb } from '../../db/handles.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { accountByEmail } from './queries.server.ts'

/** OWASP's argon2id parameters of 2024: 19 MiB, 2 passes, 1 lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2)

let nobodysHash: Promise<string> | undefined

/** The account's id. A wrong password and an unknown address answer alike and take alike long. */
export async function checkPassword(
  db: PlatformDb,
  input: { email: string; password: string },
  demo: boolean,
): Promise<Result<string, 'wrong'>> {
  const found = await accountByEmail(db, input.email, demo)
  nobodysHash ??= hashPassword('nobody')
  const right = await verify(found?.passwordHash ?? (await nobodysHash), input.password)
  return found && right ? ok(found.id) : fail('wrong')
}
