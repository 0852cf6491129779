import { and, eq, isNull, lt } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { followUpHold } from '../../../db/city/schema/follow-ups.ts'
import { recorded, writeTimeline } from '../../clients/commands.server.ts'
import { clientHead } from '../../clients/queries.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { lastHappening } from '../queries/happening.server.ts'
import { holdsOf } from '../queries/holds.server.ts'
import { decideHold, decideHoldEnd, type HoldError, type HoldReason } from '../rules/holds.ts'
import { lockClient } from './booking.server.ts'
import { moveWindow } from './reckon.server.ts'

export interface HoldOrder {
  formKey: string
  reason: HoldReason
  /** ISO dates, both included. */
  from: string
  until: string
}

export type SetHoldError = HoldError | 'client-closed' | 'hold-saved'

/**
 * A case rests: what is due moves behind it, and a talk agreed for that time falls away. What was overdue stays so. The
 * same form twice is one hold. Answers when the client is first written to (ISO instant), for `hintDue` after the act.
 */
export async function setHold(
  city: CityWork,
  clientId: string,
  { formKey, reason, from, until }: HoldOrder,
): Promise<Result<string | null, SetHoldError | 'not-found'>> {
  const locked = await lockClient(city, clientId)
  if (!locked.ok) return fail(locked.error === 'client-closed' ? 'client-closed' : 'not-found')
  const file = await clientHead(city.db, clientId)
  if (!file) return fail('not-found')
  const holds = await holdsOf(city.db, clientId)
  const sent = holds.find(({ holdId }) => holdId === formKey)
  if (sent)
    return sent.reason === reason && sent.from === from && sent.until === until
      ? ok(null)
      : fail('hold-saved')
  const last = await lastHappening(city.db, clientId)
  const decided = decideHold(
    { reason, from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(until) },
    {
      today: city.today,
      lastTalk: last ? Temporal.PlainDate.from(last.on) : null,
      earlier: holds.map((hold) => ({
        reason: hold.reason,
        from: Temporal.PlainDate.from(hold.from),
        to: Temporal.PlainDate.from(hold.endedOn ?? hold.until),
        ended: hold.endedOn !== null,
      })),
    },
  )
  if (!decided.ok) return decided
  await closeRunOut(city, clientId)
  const saved = await city.db
    .insert(followUpHold)
    .values({
      id: formKey,
      clientId,
      participationId: file.participationId,
      reason,
      fromOn: from,
      untilOn: until,
      ...recorded(city),
    })
    .onConflictDoNothing({ target: followUpHold.id })
    .returning({ id: followUpHold.id })
  // The key belongs to a form of another file.
  if (saved.length === 0) return fail('not-found')
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'hold-set',
    refId: formKey,
    words: { until },
  })
  return ok(await moveWindow(city, clientId))
}

/** One whose last day is over is ended by that day, so that the next is the only open one. */
async function closeRunOut(city: CityWork, clientId: string): Promise<void> {
  await city.db
    .update(followUpHold)
    .set({ endedOn: followUpHold.untilOn })
    .where(
      and(
        eq(followUpHold.clientId, clientId),
        isNull(followUpHold.endedOn),
        isNull(followUpHold.voidedAt),
        lt(followUpHold.untilOn, city.today.toString()),
      ),
    )
}

/** A case no longer rests: today is its last day. Twice is once. */
export async function endHold(
  city: CityWork,
  clientId: string,
  { holdId }: { holdId: string },
): Promise<Result<string | null, 'not-open' | 'not-begun' | 'not-found'>> {
  const locked = await lockClient(city, clientId)
  if (!locked.ok && locked.error === 'no-client') return fail('not-found')
  const hold = (await holdsOf(city.db, clientId)).find((one) => one.holdId === holdId)
  if (!hold) return fail('not-found')
  const today = city.today.toString()
  if (hold.endedOn === today) return ok(null)
  const decided = decideHoldEnd(
    {
      from: Temporal.PlainDate.from(hold.from),
      to: Temporal.PlainDate.from(hold.until),
      ended: hold.endedOn !== null,
    },
    city.today,
  )
  if (!decided.ok) return decided
  await city.db.update(followUpHold).set({ endedOn: today }).where(eq(followUpHold.id, holdId))
  await writeTimeline(city, {
    clientId,
    occurredOn: today,
    kind: 'hold-ended',
    refId: holdId,
    words: { until: today },
  })
  return ok(await moveWindow(city, clientId))
}
