import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { client } from '../../../db/city/schema/clients.ts'
import { groupTalk } from '../../../db/city/schema/diary.ts'
import { appointment, task } from '../../../db/city/schema/follow-ups.ts'
import { type MessageLine, messagesOf } from '../../messages/queries.server.ts'
import { bookedInstead, bookedOn, liveSchedule, windowOf } from '../commands/booking.server.ts'
import { movableWithin } from '../commands/move.server.ts'
import { type InterpretingPage, interpretingPage } from '../interpreters/queries.server.ts'
import { type Room, roomsOf } from '../rooms/queries.server.ts'
import type { AbsenceCause, AppointmentState, CancelledBy, TalkResult } from '../rules/outcome.ts'
import type { ReplyCause, ReplyKind } from '../rules/replies.ts'
import { bookable } from '../rules/slots.ts'
import { isTaskReason, type TaskReason } from '../rules/tasks.ts'
import type { Venue } from '../rules/venues.ts'
import { liveReply } from './reply.server.ts'
import { type AskedPlace, openStrip, type Strip, type StripFor, stripFor } from './strip.server.ts'

export interface AppointmentPage {
  appointmentId: string
  clientId: string
  /** ISO instant. */
  startsAt: string
  minutes: number
  place: string
  /** Minutes of way before and after. */
  travel: number
  venue: Venue
  responsible: string
  /** That can be booked. */
  rooms: Room[]
  /** It is one of a group's. */
  group: { groupId: string; title: string } | null
  /** Who booked it. */
  bookedBy: string
  state: AppointmentState
  talkResult: TalkResult | null
  absenceCause: AbsenceCause | null
  cancelledBy: CancelledBy | null
  note: string
  /** The talk that stands in its place, in the same window. */
  movedTo: { appointmentId: string; startsAt: string } | null
  /** The time has come: an outcome can be written. */
  begun: boolean
  /** Where it may be moved; null when it cannot be moved any more. */
  strip: Strip | null
  /** What the client answered by his link; instants are ISO. */
  reply: { kind: ReplyKind; cause: ReplyCause | null; proposed: string[]; at: string } | null
  stripFor: StripFor
  interpreting: InterpretingPage
  messages: MessageLine[]
  tasks: { taskId: string; reason: TaskReason }[]
}

const booker = alias(actor, 'booker')

/** Undefined when the client has no such appointment. */
export async function appointmentPage(
  city: CityWork,
  { clientId, appointmentId, asked }: { clientId: string; appointmentId: string; asked?: AskedPlace },
): Promise<AppointmentPage | undefined> {
  const { db, now, today } = city
  const [found] = await db
    .select({ appointment, responsible: actor.name, bookedBy: booker.name, title: groupTalk.title })
    .from(appointment)
    .innerJoin(actor, eq(actor.id, appointment.responsibleId))
    .innerJoin(booker, eq(booker.id, appointment.recordedBy))
    .leftJoin(groupTalk, eq(groupTalk.id, appointment.groupId))
    .where(
      and(
        eq(appointment.id, appointmentId),
        eq(appointment.clientId, clientId),
        isNull(appointment.voidedAt),
      ),
    )
  if (!found) return undefined
  const { startsAt, minutes, place, state, outcomeNote, responsibleId, venue, groupId } = found.appointment
  const { talkResult, absenceCause, cancelledBy } = found.appointment
  const travel = found.appointment.travelMinutes
  const was = { venue, travel, place, roomId: found.appointment.roomId }
  const interpreting = await interpretingPage(db, clientId, { id: appointmentId, startsAt, minutes })
  const wanted = await stripFor(city, asked, { was, interpreting })
  const begun = Temporal.Instant.compare(startsAt, now) <= 0
  const successor = state === 'booked' ? undefined : await bookedInstead(db, found.appointment)
  return {
    appointmentId,
    clientId,
    startsAt: startsAt.toString(),
    minutes,
    place,
    travel,
    venue,
    responsible: found.responsible,
    group: groupId && found.title ? { groupId, title: found.title } : null,
    rooms: await roomsOf(db),
    bookedBy: found.bookedBy,
    state,
    talkResult,
    absenceCause,
    cancelledBy,
    note: outcomeNote,
    movedTo: successor ? { appointmentId: successor.id, startsAt: successor.startsAt.toString() } : null,
    begun,
    strip:
      state === 'booked' && !begun && !groupId
        ? await openStrip(
            city,
            responsibleId,
            bookable(await movableWithin(db, found.appointment), today),
            wanted,
            appointmentId,
          )
        : null,
    reply: await replyTo(city, appointmentId),
    stripFor: wanted,
    interpreting,
    messages: await messagesOf(db, appointmentId),
    tasks: await tasksOf(city, clientId),
  }
}

async function replyTo({ db }: CityWork, appointmentId: string): Promise<AppointmentPage['reply']> {
  const reply = await liveReply(db, appointmentId)
  return reply && { ...reply, proposed: reply.proposed.map(String) }
}

async function tasksOf({ db }: CityWork, clientId: string): Promise<AppointmentPage['tasks']> {
  const rows = await db
    .select({ taskId: task.id, reason: task.reason })
    .from(task)
    .where(and(eq(task.clientId, clientId), isNull(task.doneAt), ne(task.reason, 'no-free-slot')))
    .orderBy(asc(task.createdAt))
  return rows.flatMap(({ taskId, reason }) => (isTaskReason(reason) ? [{ taskId, reason }] : []))
}

export interface BookingPage {
  clientId: string
  /** Window of the schedule, ISO dates. */
  windowFrom: string
  windowTo: string
  responsible: string
  rooms: Room[]
  strip: Strip
  stripFor: StripFor
  interpreting: InterpretingPage
}

/** For booking by hand: what is open for a client whose live schedule has no talk yet. Undefined when there is none such. */
export async function bookingPage(
  city: CityWork,
  { clientId, asked }: { clientId: string; asked?: AskedPlace },
): Promise<BookingPage | undefined> {
  const { db, today, actor: me } = city
  const live = await liveSchedule(db, clientId)
  if (!live || (await bookedOn(db, live.id))) return undefined
  const [found] = await db
    .select({ leadId: client.leadId, lead: actor.name })
    .from(client)
    .leftJoin(actor, eq(actor.id, client.leadId))
    .where(and(eq(client.id, clientId), isNull(client.voidedAt), isNull(client.closedOn)))
  if (!found) return undefined
  const { windowFrom, windowTo } = live
  const interpreting = await interpretingPage(db, clientId, null)
  const wanted = await stripFor(city, asked, { interpreting })
  return {
    clientId,
    windowFrom,
    windowTo,
    responsible: found.lead ?? me.name,
    rooms: await roomsOf(db),
    strip: await openStrip(city, found.leadId ?? me.id, bookable(windowOf(live), today), wanted),
    stripFor: wanted,
    interpreting,
  }
}
