import { and, eq, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { appointment, followUpSchedule } from '../../../db/city/schema/follow-ups.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { moveReminders } from '../../messages/commands.server.ts'
import { settingsOf } from '../../settings/queries.server.ts'
import { boundTo, bringAlong, companionOf } from '../interpreters/along.server.ts'
import { openTimesOf } from '../queries/hours.server.ts'
import { holdRoom } from '../rooms/commands.server.ts'
import type { WishedInterpreter } from '../rules/interpreting.ts'
import { bookable, type ChoiceError, chooseSlot } from '../rules/slots.ts'
import { decidePlace, type TalkPlace, type WishedPlace } from '../rules/venues.ts'
import type { Window } from '../rules/windows.ts'
import { atOffice, dayAtOffice, TALK_MINUTES } from '../rules/working-days.ts'
import {
  type Appointment,
  bookedOn,
  insertAppointment,
  liveSchedule,
  lockClient,
  lockDiary,
  windowOf,
} from './booking.server.ts'
import { announce } from './plan.server.ts'
import { withdrawMoveTasks, withdrawTask } from './tasks.server.ts'

export interface WishedTime extends WishedPlace {
  /** ISO date. */
  day: string
  /** `HH:MM` on the office's wall; without it the first free time of the day. */
  time?: string | undefined
  /** Null: in no room of its own. Left out: as it was. */
  roomId?: number | null | undefined
  /** Left out: whoever was asked goes along when she is free. */
  interpreter?: WishedInterpreter | undefined
}

export interface Booked {
  appointmentId: string
  startsAt: string
  nextMessageAt: string | null
  /** Who was to translate is not free at the new time: somebody else must be asked. */
  interpreterLeft: boolean
}

export type BookError =
  | ChoiceError
  | 'no-room'
  | 'no-place'
  | 'no-interpreter'
  | 'in-group'
  | 'no-appointment'
  | 'no-client'
  | 'client-closed'
  | 'not-booked'

/** Days around an appointment that belongs to no schedule. */
const AROUND_DAYS = 14

/** The window an appointment may be moved in. */
export async function movableWithin(
  db: StaffDb,
  { scheduleId, startsAt }: Pick<Appointment, 'scheduleId' | 'startsAt'>,
): Promise<Window> {
  const [schedule] = scheduleId
    ? await db.select().from(followUpSchedule).where(eq(followUpSchedule.id, scheduleId))
    : []
  if (schedule) return windowOf(schedule)
  const day = dayAtOffice(startsAt)
  return { from: day.subtract({ days: AROUND_DAYS }), to: day.add({ days: AROUND_DAYS }) }
}

/**
 * Puts a talk that lies ahead on another day or time inside its window. The old row stays as cancelled, a new one is
 * booked, reminders go with it. Asked twice for the same time it answers with the one new appointment.
 */
export async function moveAppointment(
  city: CityWork,
  input: { appointmentId: string } & WishedTime,
): Promise<Result<Booked, BookError>> {
  const known = and(eq(appointment.id, input.appointmentId), isNull(appointment.voidedAt))
  const [whose] = await city.db.select({ clientId: appointment.clientId }).from(appointment).where(known)
  if (!whose) return fail('no-appointment')
  const locked = await lockClient(city, whose.clientId)
  if (!locked.ok) return locked
  const [found] = await city.db.select().from(appointment).where(known).for('no key update')
  if (!found) return fail('no-appointment')
  const day = Temporal.PlainDate.from(input.day)
  if (found.state !== 'booked') {
    const moved =
      found.state === 'cancelled' && found.scheduleId ? await bookedOn(city.db, found.scheduleId) : undefined
    return moved && isWished(moved, day, input.time) ? ok(bookedAs(moved, null)) : fail('not-booked')
  }
  if (found.groupId) return fail('in-group')
  if (Temporal.Instant.compare(found.startsAt, city.now) <= 0) return fail('past')

  const place = await placeFor(city, input, placeOf(found))
  if (!place.ok) return place
  const room = await holdRoom(
    city,
    roomFor(place.value, input.roomId === undefined ? found.roomId : input.roomId),
  )
  if (!room.ok) return room
  const wish = input.interpreter ?? { is: 'along' }
  const companion = await companionOf(city, found.clientId, { wish, was: found })
  if (!companion.ok) return companion
  const interpreterId = boundTo(companion.value)
  const window = await movableWithin(city.db, found)
  const open = bookable(window, city.today)
  const roomId = room.value?.id ?? null
  const diary = await lockDiary(city, found.responsibleId, open, { roomId, interpreterId })
  const times = await openTimesOf(city.db, found.responsibleId, open)
  const others = diary.filter(({ id }) => id !== found.id)
  const shape = { minutes: TALK_MINUTES, travel: place.value.travel }
  const slot = chooseSlot({ day, time: input.time, shape }, window, others, city.now, times)
  if (!slot.ok) return slot
  const there = found.roomId === roomId && isSamePlace(place.value, placeOf(found))
  const along = { companion: companion.value, was: found }
  if (slot.value.startsAt.equals(found.startsAt) && there)
    return ok(bookedAs(found, null, await bringAlong(city, found, along)))

  await city.db
    .update(appointment)
    .set({ state: 'cancelled', cancelledBy: 'moved', outcomeAt: city.now })
    .where(eq(appointment.id, found.id))
  await withdrawMoveTasks(city, found.id)
  const { clientId, participationId, scheduleId, responsibleId } = found
  const of = { clientId, participationId, scheduleId, responsibleId }
  const made = await insertAppointment(city, of, slot.value.startsAt, room.value, place.value)
  const to = { appointmentId: made.id, clientId, startsAt: made.startsAt }
  const nextMessageAt = await moveReminders(city, found.id, to)
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'appointment-moved',
    refId: made.id,
    words: { when: made.startsAt.toString() },
  })
  return ok(bookedAs(made, nextMessageAt, await bringAlong(city, made, along)))
}

/** Books by hand on the live schedule that has no appointment: in its window, or in the next days when that is over. */
export async function bookAppointment(
  city: CityWork,
  input: { clientId: string } & WishedTime,
): Promise<Result<Booked, BookError | 'no-schedule'>> {
  const locked = await lockClient(city, input.clientId)
  if (!locked.ok) return locked
  const live = await liveSchedule(city.db, input.clientId)
  if (!live) return fail('no-schedule')
  const day = Temporal.PlainDate.from(input.day)
  const booked = await bookedOn(city.db, live.id)
  if (booked) return isWished(booked, day, input.time) ? ok(bookedAs(booked, null)) : fail('not-booked')

  const { responsibleId } = locked.value
  const place = await placeFor(city, input)
  if (!place.ok) return place
  const room = await holdRoom(city, roomFor(place.value, input.roomId ?? null))
  if (!room.ok) return room
  const wish = input.interpreter ?? { is: 'none' }
  const companion = await companionOf(city, input.clientId, { wish, was: null })
  if (!companion.ok) return companion
  const interpreterId = boundTo(companion.value)
  const window = windowOf(live)
  const open = bookable(window, city.today)
  const diary = await lockDiary(city, responsibleId, open, { roomId: room.value?.id, interpreterId })
  const times = await openTimesOf(city.db, responsibleId, open)
  const shape = { minutes: TALK_MINUTES, travel: place.value.travel }
  const slot = chooseSlot({ day, time: input.time, shape }, window, diary, city.now, times)
  if (!slot.ok) return slot
  const { clientId, participationId } = live
  const of = { clientId, participationId, scheduleId: live.id, responsibleId }
  const made = await insertAppointment(city, of, slot.value.startsAt, room.value, place.value)
  await withdrawTask(city, { reason: 'no-free-slot', refId: live.id })
  const nextMessageAt = await announce(city, made)
  return ok(
    bookedAs(made, nextMessageAt, await bringAlong(city, made, { companion: companion.value, was: null })),
  )
}

const placeOf = ({ venue, travelMinutes, place }: Appointment): TalkPlace => ({
  ...{ venue, place },
  travel: travelMinutes,
})

const placeFor = async ({ db }: CityWork, wish: WishedPlace, was?: TalkPlace) =>
  decidePlace(wish, (await settingsOf(db)).travelMinutes, was)

/** A room is one of the office's. */
const roomFor = ({ venue }: TalkPlace, roomId: number | null): number | null =>
  venue === 'office' ? roomId : null

const isSamePlace = (a: TalkPlace, b: TalkPlace): boolean =>
  a.venue === b.venue && a.travel === b.travel && (a.venue === 'office' || a.place === b.place)

const isWished = ({ startsAt }: Appointment, day: Temporal.PlainDate, time: string | undefined): boolean =>
  time ? startsAt.equals(atOffice(day, time)) : dayAtOffice(startsAt).equals(day)

const bookedAs = (
  { id, startsAt }: Appointment,
  nextMessageAt: string | null,
  interpreterLeft = false,
): Booked => ({
  appointmentId: id,
  startsAt: startsAt.toString(),
  nextMessageAt,
  interpreterLeft,
})
