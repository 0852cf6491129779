import { and, eq, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { groupTalk } from '../../../db/city/schema/diary.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { skipReminders } from '../../messages/commands.server.ts'
import {
  decideOutcome,
  factsOf,
  nextAfter,
  type Outcome,
  type OutcomeError,
  type OutcomeFacts,
  type ToldOutcome,
  wasThere,
} from '../rules/outcome.ts'
import { bookAnew } from './book-anew.server.ts'
import { type Appointment, bookedOn, liveSchedule, lockClient, type Schedule } from './booking.server.ts'
import { type Planned, planNextFollowUp, tellWhoExpects } from './plan.server.ts'
import { withdrawMoveTasks } from './tasks.server.ts'

export interface RecordOutcome extends ToldOutcome {
  appointmentId: string
  note: string
  /** ISO date of the talk, or of the day the client did not come or called off. */
  on: string
}

export interface Recorded {
  outcome: Outcome
  /** The talk that follows. Null: no time was free and a task says so, or the file is closed. */
  next: { appointmentId: string; startsAt: string; nextMessageAt: string | null } | null
}

/**
 * Writes whether the client was there and what came of it, and books what follows: in four to six weeks after a
 * follow-up, sooner with an invitation at once after a no-show, in the same window where none took place. The same
 * outcome again changes nothing and answers the same.
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
  const [found] = await city.db.select().from(appointment).where(known).for('no key update')
  if (!found) return fail('no-appointment')

  const booked = { ...found, bookedOn: Temporal.PlainDate.from(found.occurredOn) }
  const decided = decideOutcome(booked, { ...input, on: Temporal.PlainDate.from(input.on) }, city.now)
  if (!decided.ok) return decided
  const { outcome } = input
  if (decided.value === 'again') return ok({ outcome, next: await plannedNext(city, found.clientId) })
  const facts = factsOf(input)
  await write(city, found, { ...input, facts })
  const live = await liveSchedule(city.db, found.clientId)
  // A group is no follow-up: what is due stays due. An old talk completed late does not push aside what was planned since.
  const follows = locked.ok && !found.groupId && (!live || live.id === found.scheduleId)
  const planned = follows ? await planAfter(city, found, { facts, live, on: input.on }) : null
  if (planned?.ok) return ok({ outcome, next: planned.value })
  // No invitation to another talk says that this one is off; of a group its own commands do.
  if (!found.groupId && facts.cancelledBy !== 'client') await tellWhoExpects(city, found)
  return ok({ outcome, next: follows ? null : await plannedNext(city, found.clientId) })
}

async function write(
  city: CityWork,
  found: Appointment,
  { facts, note, on }: { facts: OutcomeFacts; note: string; on: string },
): Promise<void> {
  await city.db
    .update(appointment)
    .set({ ...facts, outcomeNote: note, outcomeAt: city.now, conductedBy: city.actor.id })
    .where(eq(appointment.id, found.id))
  const cancelled = facts.state === 'cancelled'
  await skipReminders(city, found.id, cancelled ? 'cancelled' : 'past')
  await withdrawMoveTasks(city, found.id)
  const group = found.groupId ? await titleOf(city, found.groupId) : undefined
  await writeTimeline(city, {
    clientId: found.clientId,
    occurredOn: on,
    kind: storyOf(facts),
    refId: found.id,
    words: { ...(cancelled ? { when: found.startsAt.toString() } : {}), ...(group ? { group } : {}) },
  })
}

async function titleOf({ db }: CityWork, groupId: string): Promise<string | undefined> {
  const [found] = await db.select({ title: groupTalk.title }).from(groupTalk).where(eq(groupTalk.id, groupId))
  return found?.title
}

function storyOf(facts: OutcomeFacts) {
  if (facts.state === 'cancelled') return 'appointment-cancelled' as const
  return wasThere(facts.state) && !nextAfter(facts) ? ('talk-not-held' as const) : facts.state
}

async function planAfter(
  city: CityWork,
  { clientId, participationId, startsAt }: Appointment,
  { facts, live, on }: { facts: OutcomeFacts; live: Schedule | undefined; on: string },
): Promise<Result<Planned, string> | null> {
  const after = nextAfter(facts)
  if (after) return planNextFollowUp(city, { clientId, participationId, after, on })
  return live ? bookAnew(city, live, startsAt) : null
}

async function plannedNext({ db }: CityWork, clientId: string): Promise<Recorded['next']> {
  const live = await liveSchedule(db, clientId)
  const booked = live && (await bookedOn(db, live.id))
  return booked
    ? { appointmentId: booked.id, startsAt: booked.startsAt.toString(), nextMessageAt: null }
    : null
}
