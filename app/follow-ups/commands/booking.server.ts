/** What planning, moving and booking by hand share: one booking of a client and of a worker at a time. */
import { and, asc, eq, gte, isNull, lt, max, or, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { client } from '../../../db/city/schema/clients.ts'
import { diaryTime } from '../../../db/city/schema/diary.ts'
import { appointment, followUpSchedule } from '../../../db/city/schema/follow-ups.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { HeldRoom } from '../rooms/commands.server.ts'
import type { Busy } from '../rules/slots.ts'
import { AT_OFFICE, type TalkPlace } from '../rules/venues.ts'
import type { DueWindow, Window } from '../rules/windows.ts'
import { OFFICE_ZONE, TALK_MINUTES } from '../rules/working-days.ts'

export interface LockedClient {
  clientId: string
  /** Who has the talks: the case's lead, else whoever acts. */
  responsibleId: string
}

/**
 * Holds the client until the act ends: whoever books for the same one waits and then sees what was booked. Rows that name the client
 * may be written meanwhile, or a message that is being closed and a talk that is being moved would wait for each other.
 */
export async function lockClient(
  city: CityWork,
  clientId: string,
): Promise<Result<LockedClient, 'no-client' | 'client-closed'>> {
  const [found] = await city.db
    .select({ leadId: client.leadId, closedOn: client.closedOn })
    .from(client)
    .where(and(eq(client.id, clientId), isNull(client.voidedAt)))
    .for('no key update')
  if (!found) return fail('no-client')
  if (found.closedOn) return fail('client-closed')
  return ok({ clientId, responsibleId: found.leadId ?? city.actor.id })
}

/** What else a talk takes beside its worker. */
export interface Shared {
  roomId?: number | null | undefined
  interpreterId?: string | null | undefined
}

/** What a worker has on the days of a window, and what is in the room and with the interpreter she wants; a group is one. */
export async function talksOf(
  db: StaffDb,
  responsibleId: string,
  { from, to }: Window,
  { roomId = null, interpreterId = null }: Shared = {},
): Promise<(Busy & { id: string })[]> {
  const begin = from.toZonedDateTime(OFFICE_ZONE).toInstant()
  const end = to.add({ days: 1 }).toZonedDateTime(OFFICE_ZONE).toInstant()
  const rows = await db
    .select()
    .from(diaryTime)
    .where(
      and(
        or(
          eq(diaryTime.responsibleId, responsibleId),
          roomId === null ? undefined : eq(diaryTime.roomId, roomId),
          interpreterId === null ? undefined : eq(diaryTime.interpreterId, interpreterId),
        ),
        gte(diaryTime.startsAt, begin),
        lt(diaryTime.startsAt, end),
      ),
    )
  return rows.map(({ refId, startsAt, minutes, travelMinutes, responsibleId: whose }) => ({
    ...{ id: refId, startsAt, minutes },
    // The way is hers who has the talk.
    travel: whose === responsibleId ? travelMinutes : 0,
  }))
}

/** Holds a worker's diary until the act ends: nobody else books into it meanwhile. */
export async function holdDiary(city: CityWork, responsibleId: string): Promise<void> {
  await city.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${responsibleId}, 7046))`)
}

/** The same with the diary held; hold the room and the interpreter before. */
export async function lockDiary(
  city: CityWork,
  responsibleId: string,
  window: Window,
  shared: Shared = {},
): Promise<(Busy & { id: string })[]> {
  await holdDiary(city, responsibleId)
  return talksOf(city.db, responsibleId, window, shared)
}

export type Schedule = typeof followUpSchedule.$inferSelect
export type Appointment = typeof appointment.$inferSelect

export const windowOf = ({ windowFrom, windowTo }: Pick<Schedule, 'windowFrom' | 'windowTo'>): Window => ({
  from: Temporal.PlainDate.from(windowFrom),
  to: Temporal.PlainDate.from(windowTo),
})

export async function liveSchedule(db: StaffDb, clientId: string): Promise<Schedule | undefined> {
  const [found] = await db
    .select()
    .from(followUpSchedule)
    .where(and(eq(followUpSchedule.clientId, clientId), eq(followUpSchedule.state, 'live')))
  return found
}

export async function bookedOn(db: StaffDb, scheduleId: string): Promise<Appointment | undefined> {
  const [found] = await db
    .select()
    .from(appointment)
    .where(
      and(
        eq(appointment.scheduleId, scheduleId),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
      ),
    )
    .orderBy(asc(appointment.startsAt))
    .limit(1)
  return found
}

/** What is booked in the place of a talk that is no more: in its window, or in its group. */
export async function bookedInstead(
  db: StaffDb,
  { scheduleId, groupId, clientId }: Pick<Appointment, 'scheduleId' | 'groupId' | 'clientId'>,
): Promise<Appointment | undefined> {
  if (scheduleId) return bookedOn(db, scheduleId)
  if (!groupId) return undefined
  const [found] = await db
    .select()
    .from(appointment)
    .where(
      and(
        eq(appointment.groupId, groupId),
        eq(appointment.clientId, clientId),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
      ),
    )
  return found
}

export async function insertSchedule(
  city: CityWork,
  of: { clientId: string; participationId: string },
  window: DueWindow,
): Promise<Schedule> {
  const [latest] = await city.db
    .select({ version: max(followUpSchedule.version) })
    .from(followUpSchedule)
    .where(eq(followUpSchedule.clientId, of.clientId))
  const [made] = await city.db
    .insert(followUpSchedule)
    .values({
      ...of,
      windowFrom: window.from.toString(),
      windowTo: window.to.toString(),
      rule: window.rule,
      ruleVersion: window.ruleVersion,
      version: (latest?.version ?? 0) + 1,
      state: 'live',
      madeAt: city.now,
    })
    .returning()
  if (!made) throw new Error('No schedule was made')
  return made
}

export async function insertAppointment(
  city: CityWork,
  on: { clientId: string; participationId: string; scheduleId: string | null; responsibleId: string },
  startsAt: Temporal.Instant,
  room: HeldRoom | null = null,
  { venue, travel, place }: TalkPlace = AT_OFFICE,
): Promise<Appointment> {
  const [made] = await city.db
    .insert(appointment)
    .values({
      ...on,
      startsAt,
      minutes: TALK_MINUTES,
      place: room ? `${place}, ${room.name}` : place,
      roomId: room?.id ?? null,
      venue,
      travelMinutes: travel,
      state: 'booked',
      occurredOn: city.today.toString(),
      recordedAt: city.now,
      recordedBy: city.actor.id,
      conductedBy: city.actor.id,
    })
    .returning()
  if (!made) throw new Error('No appointment was made')
  return made
}
