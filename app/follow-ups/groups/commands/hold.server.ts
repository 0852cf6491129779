import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../../db/act.ts'
import { groupTalk } from '../../../../db/city/schema/diary.ts'
import { appointment } from '../../../../db/city/schema/follow-ups.ts'
import { fail, ok, type Result } from '../../../kit/result.ts'
import { settingsOf } from '../../../settings/queries.server.ts'
import { type Appointment, lockClient, lockDiary } from '../../commands/booking.server.ts'
import { openTimesOf } from '../../queries/hours.server.ts'
import { holdRoom } from '../../rooms/commands.server.ts'
import { decidePlace, type TalkPlace } from '../../rules/venues.ts'
import { decideGroupDay, decideGroupTime, type GROUP_VENUES, type GroupTimeError } from '../rules.ts'

export type Group = typeof groupTalk.$inferSelect

/** As a form wishes it. */
export interface GroupTime {
  /** ISO date. */
  day: string
  /** `HH:MM` on the office's wall. */
  time: string
  minutes: number
  at: (typeof GROUP_VENUES)[number]
  roomId: number | null
  travel?: number | undefined
  place?: string | undefined
}

export type PlaceError = GroupTimeError | 'no-room' | 'no-place'

export interface Placed {
  startsAt: Temporal.Instant
  minutes: number
  travelMinutes: number
  place: string
  roomId: number | null
}

/**
 * Holds room and diary until the act ends and says where the group then is. `without`: a group that is to be moved,
 * whose own time is free for it.
 */
export async function placeGroup(
  city: CityWork,
  responsibleId: string,
  wish: GroupTime,
  without: string | null = null,
): Promise<Result<Placed, PlaceError>> {
  const day = Temporal.PlainDate.from(wish.day)
  const agreeable = decideGroupDay(day, city.today)
  if (!agreeable.ok) return agreeable
  const { travelMinutes: usual } = await settingsOf(city.db)
  const where = decidePlace({ venue: wish.at, travel: wish.travel, place: wish.place }, usual)
  if (!where.ok) return where
  const room = await holdRoom(city, wish.at === 'office' ? wish.roomId : null)
  if (!room.ok) return room
  const window = { from: day, to: day }
  const roomId = room.value?.id ?? null
  const diary = await lockDiary(city, responsibleId, window, { roomId })
  const times = await openTimesOf(city.db, responsibleId, window)
  const others = diary.filter(({ id }) => id !== without)
  const shape = { minutes: wish.minutes, travel: where.value.travel }
  const time = decideGroupTime({ day, time: wish.time, shape }, others, city.now, times)
  if (!time.ok) return time
  return ok({
    ...{ startsAt: time.value, minutes: wish.minutes, travelMinutes: shape.travel, roomId },
    place: placeIn(where.value, room.value?.name),
  })
}

const placeIn = ({ place }: TalkPlace, room: string | undefined): string =>
  room ? `${place}, ${room}` : place

/** Holds the group until the act ends; hold the clients before, as whoever takes a talk of theirs back does. */
export async function holdGroup({ db }: CityWork, groupId: string): Promise<Group | undefined> {
  const [found] = await db.select().from(groupTalk).where(eq(groupTalk.id, groupId)).for('update')
  return found
}

/** Everybody who has a seat, in one order. */
export const membersIn = ({ db }: CityWork, groupId: string): Promise<Appointment[]> =>
  db
    .select()
    .from(appointment)
    .where(
      and(eq(appointment.groupId, groupId), isNull(appointment.voidedAt), ne(appointment.state, 'cancelled')),
    )
    .orderBy(asc(appointment.clientId))

export type HoldError = 'no-group' | 'hidden-member' | 'group-changed'

export interface HeldGroup {
  group: Group
  members: (Appointment & { closed: boolean })[]
}

/**
 * The clients of a group and then the group itself, held until the act ends. `hidden-member`: one of the files is for
 * named people only, of whom whoever acts is none. `group-changed`: somebody came while they were being held, and is not.
 * Who went, and seats that were moved or called off by the same click sent twice, do not matter.
 */
export async function holdWithMembers(
  city: CityWork,
  groupId: string,
): Promise<Result<HeldGroup, HoldError>> {
  const known = await membersIn(city, groupId)
  const closed = new Set<string>()
  for (const { clientId } of known) {
    const locked = await lockClient(city, clientId)
    if (!locked.ok && locked.error === 'no-client') return fail('hidden-member')
    if (!locked.ok) closed.add(clientId)
  }
  const group = await holdGroup(city, groupId)
  if (!group) return fail('no-group')
  const members = await membersIn(city, groupId)
  const held = new Set(known.map(({ clientId }) => clientId))
  if (members.some(({ clientId }) => !held.has(clientId))) return fail('group-changed')
  return ok({
    group,
    members: members.map((member) => ({ ...member, closed: closed.has(member.clientId) })),
  })
}
