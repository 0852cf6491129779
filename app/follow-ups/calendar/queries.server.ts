import { and, asc, eq, gte, isNull, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { groupTalk } from '../../../db/city/schema/diary.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { appointmentInterpreter } from '../../../db/city/schema/interpreters.ts'
import { calendarFeed, room } from '../../../db/city/schema/rooms.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { seatsTaken } from '../groups/queries/seats.ts'
import type { CalendarEntry } from './ics.ts'

/** Days back: what was called off must still be told to a calendar that was away. */
const BACK_DAYS = 30

export interface FeedState {
  /** `me`, or the number of a room. */
  of: string
  /** Of a room. */
  name: string | null
  /** ISO instant since which an address is open; null: there is none. */
  since: string | null
}

/** One's own calendar, and those of the rooms: for which an address is open. */
export async function feedsOf(db: StaffDb, actorId: string): Promise<FeedState[]> {
  const [own] = await db
    .select({ since: calendarFeed.madeAt })
    .from(calendarFeed)
    .where(and(eq(calendarFeed.actorId, actorId), isNull(calendarFeed.revokedAt)))
  const rooms = await db
    .select({ id: room.id, name: room.name, since: calendarFeed.madeAt })
    .from(room)
    .leftJoin(calendarFeed, and(eq(calendarFeed.roomId, room.id), isNull(calendarFeed.revokedAt)))
    .where(isNull(room.retiredAt))
    .orderBy(asc(room.name))
  return [
    { of: 'me', name: null, since: own?.since.toString() ?? null },
    ...rooms.map(({ id, name, since }) => ({ of: String(id), name, since: since?.toString() ?? null })),
  ]
}

export type Feed = { actorId: string; roomId: null } | { actorId: null; roomId: number; name: string }

/** Whose calendar opens with a token of this hash; undefined for one that is none or was revoked. */
export async function feedBehind(db: StaffDb, tokenHash: string): Promise<Feed | undefined> {
  const [found] = await db
    .select({ actorId: calendarFeed.actorId, roomId: calendarFeed.roomId, name: room.name })
    .from(calendarFeed)
    .leftJoin(room, eq(room.id, calendarFeed.roomId))
    .where(and(eq(calendarFeed.tokenHash, tokenHash), isNull(calendarFeed.revokedAt)))
  if (!found) return undefined
  const { actorId, roomId, name } = found
  if (actorId) return { actorId, roomId: null }
  return roomId === null ? undefined : { actorId: null, roomId, name: name ?? '' }
}

const columns = {
  id: appointment.id,
  clientId: appointment.clientId,
  startsAt: appointment.startsAt,
  minutes: appointment.minutes,
  place: appointment.place,
  state: appointment.state,
  recordedAt: appointment.recordedAt,
  outcomeAt: appointment.outcomeAt,
  voidedAt: appointment.voidedAt,
}

function rowsOf(db: StaffDb, where: SQL | undefined) {
  // Looked up for each talk: joined, everybody who was ever asked would be read.
  const asked = db
    .select({ askedAt: appointmentInterpreter.madeAt, agreedAt: appointmentInterpreter.agreedAt })
    .from(appointmentInterpreter)
    .where(
      and(eq(appointmentInterpreter.appointmentId, appointment.id), isNull(appointmentInterpreter.liftedAt)),
    )
    .limit(1)
    .as('asked')
  return db
    .select({ ...columns, askedAt: asked.askedAt, agreedAt: asked.agreedAt })
    .from(appointment)
    .leftJoinLateral(asked, sql`true`)
    .where(where)
    .orderBy(asc(appointment.startsAt), asc(appointment.id))
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

const later = (one: Temporal.Instant, other: Temporal.Instant | null): Temporal.Instant =>
  other !== null && Temporal.Instant.compare(other, one) > 0 ? other : one

/** `base`: address of the city's pages; null: the entry leads nowhere. */
function entryOf(row: Row, base: string | null): CalendarEntry {
  const { id, clientId, startsAt, minutes, place, state, recordedAt, outcomeAt, voidedAt } = row
  const { askedAt, agreedAt } = row
  const cancelled = state === 'cancelled' || voidedAt !== null
  return {
    ...{ id, startsAt, minutes, place, cancelled },
    changedAt: (cancelled && (voidedAt ?? outcomeAt)) || later(recordedAt, agreedAt ?? askedAt),
    interpreting: cancelled || askedAt === null ? null : agreedAt ? 'agreed' : 'asked',
    url: base && `${base}/clients/${clientId}/appointments/${id}`,
  }
}

interface FeedWish {
  now: Temporal.Instant
  /** Address of the city's pages. */
  base: string
  /** What a group is called, with how many people. */
  groupTitle: (title: string, people: number) => string
}

/**
 * Talks of the last weeks and all ahead; a group is one entry. Of a room only that it is taken: whoever reads that need
 * not know the file.
 */
export async function entriesOf(db: StaffDb, feed: Feed, wish: FeedWish): Promise<CalendarEntry[]> {
  const since = wish.now.subtract({ hours: 24 * BACK_DAYS })
  const entries = [
    ...(await talkEntries(db, feed, since, wish)),
    ...(await groupEntries(db, feed, since, wish)),
  ]
  return entries.sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
}

async function groupEntries(
  db: StaffDb,
  feed: Feed,
  since: Temporal.Instant,
  { base, groupTitle }: FeedWish,
): Promise<CalendarEntry[]> {
  const own =
    feed.actorId === null ? eq(groupTalk.roomId, feed.roomId) : eq(groupTalk.responsibleId, feed.actorId)
  const rows = await db
    .select({ group: groupTalk, people: seatsTaken })
    .from(groupTalk)
    .where(and(own, gte(groupTalk.startsAt, since)))
  return rows.map(({ group, people }) => ({
    ...{ id: group.id, startsAt: group.startsAt, minutes: group.minutes, place: group.place },
    summary: groupTitle(group.title, people),
    ...{ cancelled: group.calledOffAt !== null, moves: group.moves, changedAt: group.changedAt },
    interpreting: null,
    url: feed.actorId === null ? null : `${base}/groups/${group.id}`,
  }))
}

async function talkEntries(
  db: StaffDb,
  feed: Feed,
  since: Temporal.Instant,
  { base }: FeedWish,
): Promise<CalendarEntry[]> {
  const whose =
    feed.actorId === null ? eq(appointment.roomId, feed.roomId) : eq(appointment.responsibleId, feed.actorId)
  const rows = await rowsOf(db, and(whose, isNull(appointment.groupId), gte(appointment.startsAt, since)))
  return rows.map((row) => entryOf(row, feed.actorId === null ? null : base))
}

/** One talk of a file, to put into a calendar; undefined when the file has no such talk. */
export async function entryFor(
  db: StaffDb,
  { clientId, appointmentId }: { clientId: string; appointmentId: string },
  base: string | null,
): Promise<CalendarEntry | undefined> {
  const [found] = await rowsOf(db, and(eq(appointment.id, appointmentId), eq(appointment.clientId, clientId)))
  return found && entryOf(found, base)
}
