import { and, eq, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { skipReminders } from '../../messages/commands.server.ts'
import { decideOutcome, type Outcome, type OutcomeError } from '../rules/outcome.ts'
import { bookedOn, liveSchedule, lockClient } from './booking.server.ts'
import { planNextFollowUp } from './plan.server.ts'

export interface RecordOutcome {
  appointmentId: string
  outcome: Outcome
  note: string
  /** ISO date of the talk, or of the day the client did not come. */
  on: string
}

export interface Recorded {
  outcome: Outcome
  /** The talk that follows. Null: no time was free and a task says so, or the file is closed. */
  next: { appointmentId: string; startsAt: string; nextMessageAt: string | null } | null
}

/**
 * Writes whether the client came, and books what follows: in four to six weeks, or sooner with an invitation at once.
 * The same outcome again changes nothing and answers the same.
 */
export async function recordOutcome(
  city: CityWork,
  input: RecordOutcome,
): Promise<Result<Recorded, OutcomeError | 'no-appointment'>> {
  const known = and(eq(appointment.id, input.appointmentId), isNull(appointment.voidedAt))
  const [whose] = await city.db.select({ clientId: appointment.clientId }).from(appointment).where(known)
  if (!whose) return fail('no-appointment')
  // The client first, as every booking does: two at once cannot wait for each other. A closed file may still be completed.
  const locked = await lockClient(city, whose.clientId)
  if (!locked.ok && locked.error === 'no-client') return fail('no-appointment')
  const [found] = await city.db.select().from(appointment).where(known).for('update')
  if (!found) return fail('no-appointment')

  const decided = decideOutcome(
    found,
    { outcome: input.outcome, on: Temporal.PlainDate.from(input.on) },
    city.now,
  )
  if (!decided.ok) return decided
  if (decided.value === 'again')
    return ok({ outcome: input.outcome, next: await plannedNext(city, found.clientId) })
  await city.db
    .update(appointment)
    .set({ state: input.outcome, outcomeNote: input.note, outcomeAt: city.now, conductedBy: city.actor.id })
    .where(eq(appointment.id, found.id))
  await skipReminders(city, found.id, 'past')
  await writeTimeline(city, {
    clientId: found.clientId,
    occurredOn: input.on,
    kind: input.outcome,
    refId: found.id,
  })
  const { clientId, participationId } = found
  const live = await liveSchedule(city.db, clientId)
  // An old appointment completed late does not push aside what was planned since.
  if (locked.ok && (!live || live.id === found.scheduleId)) {
    const after = input.outcome
    const planned = await planNextFollowUp(city, { clientId, participationId, after, on: input.on })
    return ok({ outcome: after, next: planned.ok ? planned.value : null })
  }
  return ok({ outcome: input.outcome, next: await plannedNext(city, clientId) })
}

async function plannedNext({ db }: CityWork, clientId: string): Promise<Recorded['next']> {
  const live = await liveSchedule(db, clientId)
  const booked = live && (await bookedOn(db, live.id))
  return booked
    ? { appointmentId: booked.id, startsAt: booked.startsAt.toString(), nextMessageAt: null }
    : null
}
