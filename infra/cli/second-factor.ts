import { z } from 'zod'
import { removeAnybodysFactor } from '../../app/access/commands/factor.server.ts'
import type { Server } from '../../db/fleet/server.ts'
import { readEnv } from '../env.ts'
import { asRole } from './access.ts'
import { type Arguments, allUnderstood, answer, take, UsageError } from './io.ts'

export const REMOVE_SECOND_FACTOR_USAGE = 'remove-second-factor --email <address>'

const REFUSALS = {
  unknown: 'Nobody has this address',
  none: 'Whoever has this address has no second factor',
}

/**
 * Takes the second factor of whoever lost phone and codes and belongs to more than one city: what no lead may do. All
 * sessions end, and the person is told by mail.
 */
export async function removeSecondFactorCommand(server: Server, args: Arguments): Promise<number> {
  const email = z.email().max(254).safeParse(take(args, 'email'))
  if (!email.success || args.words.length > 1) throw new UsageError(REMOVE_SECOND_FACTOR_USAGE)
  allUnderstood(args)
  const mailing = { key: server.key, language: 'de' } as const
  const { clock } = readEnv()
  const done = await asRole(server, 'platform_web', (db) =>
    removeAnybodysFactor(db, email.data, mailing, clock.now()),
  )
  if (!done.ok) throw new UsageError(REFUSALS[done.error])
  answer(
    args,
    { email: done.value, secondFactor: false },
    () => `${done.value}: no second factor any more, signed out everywhere; the mail waits for the worker`,
  )
  return 0
}
