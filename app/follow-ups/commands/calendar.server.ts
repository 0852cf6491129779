/** The city's closed days and the workers' absences; what was agreed for such a day becomes a task for a person. */
import { and, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import {
  appointment,
  closureDay,
  followUpSchedule,
  workerAbsence,
} from '../../../db/city/schema/follow-ups.ts'
import { type Colleague, introduce } from '../../caseload/commands/colleague.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { bringForward } from '../../messages/commands.server.ts'
import {
  type AbsenceError,
  type AbsenceReason,
  type ClosureError,
  decideAbsence,
  decideClosure,
} from '../rules/calendar.ts'
import { daysOf } from '../rules/slots.ts'
import { openIn } from '../rules/working-days.ts'
import { bookedOn, liveSchedule } from './booking.server.ts'
import { tellOff } from './plan.server.ts'
import { reckonWindow } from './reckon.server.ts'

/** Two leads closing at once are asked one after the other, so that the days in a row are counted right. */
const holdCalendar = (city: CityWork) => city.db.execute(sql`select pg_advisory_xact_lock(7047)`)

async function closedFrom(city: CityWork, day: Temporal.PlainDate): Promise<Set<string>> {
  const rows = await city.db
    .select({ day: closureDay.onDay })
    .from(closureDay)
    .where(and(isNull(closureDay.liftedAt), gte(closureDay.onDay, day.toString())))
  return new Set(rows.map((row) => row.day))
}

export interface ClosureOrder {
  /** ISO dates, both included. */
  from: string
  until: string
  name: string
}

/**
 * The office is closed on the working days of a span. Talks agreed for them become tasks, and open windows no longer
 * begin or end on them.
 */
export async function closeDays(
  city: CityWork,
  { from, until, name }: ClosureOrder,
): Promise<Result<null, ClosureError>> {
  await holdCalendar(city)
  const span = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(until) }
  // A span that counts is short and not over: what was closed longer ago is in no row with it.
  const closed = await closedFrom(city, city.today.subtract({ days: 30 }))
  const decided = decideClosure(span, { today: city.today, closed })
  if (!decided.ok) return decided
  const days = decided.value.map(String)
  await city.db
    .insert(closureDay)
    .values(days.map((onDay) => ({ onDay, name, madeAt: city.now, madeBy: city.actor.id })))
  await taskTalks(city, 'office-closed', sql`(starts_at at time zone 'Europe/Berlin')::date in ${days}`)
  await bringForward(city, days)
  await drawIn(city, days, openIn(new Set([...closed, ...days])))
  return ok(null)
}

/** Open windows that begin or end on one of the days are drawn in; one that would be left without a day is reckoned anew. */
async function drawIn(
  city: CityWork,
  days: string[],
  isOpen: (day: Temporal.PlainDate) => boolean,
): Promise<void> {
  const live = and(eq(followUpSchedule.state, 'live'), gte(followUpSchedule.windowTo, city.today.toString()))
  const touched = await city.db
    .selectDistinct({ from: followUpSchedule.windowFrom, to: followUpSchedule.windowTo })
    .from(followUpSchedule)
    .where(
      and(live, or(inArray(followUpSchedule.windowFrom, days), inArray(followUpSchedule.windowTo, days))),
    )
  for (const { from, to } of touched) {
    const these = and(live, eq(followUpSchedule.windowFrom, from), eq(followUpSchedule.windowTo, to))
    const left = daysOf({
      from: Temporal.PlainDate.from(from),
      to: Temporal.PlainDate.from(to),
    }).filter(isOpen)
    const [first, last] = [left[0], left.at(-1)]
    if (first && last) {
      const ends = { windowFrom: first.toString(), windowTo: last.toString() }
      await city.db.update(followUpSchedule).set(ends).where(these)
      continue
    }
    const files = await city.db
      .select({ clientId: followUpSchedule.clientId })
      .from(followUpSchedule)
      .where(these)
      .orderBy(followUpSchedule.clientId)
    for (const { clientId } of files) await reckonClosed(city, clientId)
  }
}

/** No day of the window is left. A talk that falls away with it was agreed with the client: a person tells him. */
async function reckonClosed(city: CityWork, clientId: string): Promise<void> {
  const live = await liveSchedule(city.db, clientId)
  const talk = live && (await bookedOn(city.db, live.id))
  await reckonWindow(city, clientId)
  if (!talk) return
  const off = and(eq(appointment.id, talk.id), eq(appointment.state, 'cancelled'))
  const [fell] = await city.db.select({ id: appointment.id }).from(appointment).where(off)
  if (fell) await tellOff(city, talk)
}

/** The office is open on that day after all. Twice is once. */
export async function openDay(
  city: CityWork,
  { closureId }: { closureId: string },
): Promise<Result<null, 'not-found'>> {
  const [found] = await city.db
    .select({ day: closureDay.onDay })
    .from(closureDay)
    .where(eq(closureDay.id, closureId))
  if (!found) return fail('not-found')
  await city.db
    .update(closureDay)
    .set({ liftedAt: city.now, liftedBy: city.actor.id })
    .where(and(eq(closureDay.id, closureId), isNull(closureDay.liftedAt)))
  await untaskTalks(
    city,
    'office-closed',
    sql`(starts_at at time zone 'Europe/Berlin')::date = ${found.day}::date`,
  )
  return ok(null)
}

export interface AbsenceOrder {
  worker: Colleague
  /** ISO dates, both included. */
  from: string
  until: string
  reason: AbsenceReason
}

/** A worker has no talks on these days; those agreed for them become tasks. The same order twice is one. */
export async function noteAbsence(
  city: CityWork,
  { worker, from, until, reason }: AbsenceOrder,
): Promise<Result<null, AbsenceError>> {
  const span = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(until) }
  const decided = decideAbsence(span, city.today)
  if (!decided.ok) return decided
  await introduce(city, [worker])
  await city.db
    .insert(workerAbsence)
    .values({
      actorId: worker.id,
      fromOn: from,
      untilOn: until,
      reason,
      madeAt: city.now,
      madeBy: city.actor.id,
    })
    .onConflictDoNothing()
  await taskTalks(city, 'worker-away', ofWorker(worker.id, from, until))
  return ok(null)
}

const ofWorker = (workerId: string, from: string, until: string) => sql`responsible_id = ${workerId}::uuid
  and (starts_at at time zone 'Europe/Berlin')::date between ${from}::date and ${until}::date`

/** Takes an absence out. `whose`: only of that person; undefined = anybody's. Twice is once. */
export async function liftAbsence(
  city: CityWork,
  { absenceId, whose }: { absenceId: string; whose: string | undefined },
): Promise<Result<null, 'not-found'>> {
  const known = and(
    eq(workerAbsence.id, absenceId),
    whose === undefined ? undefined : eq(workerAbsence.actorId, whose),
  )
  const [found] = await city.db.select().from(workerAbsence).where(known)
  if (!found) return fail('not-found')
  await city.db
    .update(workerAbsence)
    .set({ liftedAt: city.now, liftedBy: city.actor.id })
    .where(and(known, isNull(workerAbsence.liftedAt)))
  // She may have said twice that she is away, and one of the two still holds.
  const stillAway = sql`exists (select from worker_absence other where other.actor_id = responsible_id
    and other.lifted_at is null and (starts_at at time zone 'Europe/Berlin')::date between other.from_on and other.until_on)`
  const those = ofWorker(found.actorId, found.fromOn, found.untilOn)
  await untaskTalks(city, 'worker-away', sql`${those} and not ${stillAway}`)
  return ok(null)
}

type MoveReason = 'office-closed' | 'worker-away' | 'outside-hours'

/** Every booked talk ahead of those becomes a task: the client was told the time, so a person must find another. */
export const taskTalks = (city: CityWork, reason: MoveReason, those: ReturnType<typeof sql>) =>
  city.db.execute(sql`
    insert into task (client_id, reason, ref_id, due_on, created_at)
    select client_id, ${reason}, id, ${city.today.toString()}::date, ${city.now.toString()}::timestamptz
    from appointment
    where state = 'booked' and voided_at is null and starts_at > ${city.now.toString()}::timestamptz and ${those}
    on conflict (reason, ref_id) do update set done_at = null, done_by = null, due_on = excluded.due_on`)

export const untaskTalks = (city: CityWork, reason: MoveReason, those: ReturnType<typeof sql>) =>
  city.db.execute(sql`
    update task set done_at = ${city.now.toString()}::timestamptz, done_by = ${city.actor.id}::uuid
    where reason = ${reason} and done_at is null and ref_id in (
      select id from appointment where state = 'booked' and voided_at is null and ${those})`)
