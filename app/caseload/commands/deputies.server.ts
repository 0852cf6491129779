import { and, eq, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { deputy } from '../../../db/city/schema/caseload.ts'
import { recorded } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { type DeputyError, decideDeputy } from '../rules.ts'
import { type Colleague, introduce } from './colleague.server.ts'

export interface DeputyOrder {
  absent: Colleague
  deputy: Colleague
  /** ISO dates, both included. */
  from: string
  until: string
}

/** Somebody does the work of a colleague who is away. The same order twice is one. */
export async function nameDeputy(
  city: CityWork,
  { absent, deputy: stands, from, until }: DeputyOrder,
): Promise<Result<null, DeputyError>> {
  const days = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(until) }
  const decided = decideDeputy({ absentId: absent.id, deputyId: stands.id, ...days }, city.today)
  if (!decided.ok) return decided
  await introduce(city, [absent, stands])
  await city.db
    .insert(deputy)
    .values({
      absentId: absent.id,
      deputyId: stands.id,
      fromOn: from,
      untilOn: until,
      ...recorded(city),
    })
    .onConflictDoUpdate({
      target: [deputy.absentId, deputy.deputyId, deputy.fromOn],
      targetWhere: isNull(deputy.voidedAt),
      set: { untilOn: until },
    })
  return ok(null)
}

/** Takes an absence back. `whose`: only of that person; undefined = anybody's. */
export async function endDeputy(
  city: CityWork,
  { deputyId, whose }: { deputyId: string; whose: string | undefined },
): Promise<Result<null, 'not-found'>> {
  const ended = await city.db
    .update(deputy)
    .set({ voidedAt: city.now, voidedBy: city.actor.id, voidReason: 'ended' })
    .where(
      and(
        eq(deputy.id, deputyId),
        isNull(deputy.voidedAt),
        whose === undefined ? undefined : eq(deputy.absentId, whose),
      ),
    )
    .returning({ id: deputy.id })
  return ended.length > 0 ? ok(null) : fail('not-found')
}
