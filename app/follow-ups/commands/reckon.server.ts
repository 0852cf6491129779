/** What is due is reckoned anew from what stands, after an act was taken back, moved or declared valid again. */
import { eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { client } from '../../../db/city/schema/clients.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { skipReminders } from '../../messages/commands.server.ts'
import { agreedRhythm } from '../../work-plans/queries.server.ts'
import { bringBack } from '../interpreters/along.server.ts'
import { dueAfter } from '../queries/due.server.ts'
import { lastHappening } from '../queries/happening.server.ts'
import { isFree } from '../rules/slots.ts'
import { dayAtOffice } from '../rules/working-days.ts'
import {
  type Appointment,
  bookedOn,
  holdDiary,
  insertSchedule,
  liveSchedule,
  lockClient,
  lockDiary,
} from './booking.server.ts'
import { closeSchedule, isOpen, letFall, planNextFollowUp, tellWhoExpects } from './plan.server.ts'
import { withdrawMoveTasks } from './tasks.server.ts'

/** Diaries of the leads of several files, always in the same order: two acts on two files cannot wait for each other. */
export async function holdDiariesOf(city: CityWork, clientIds: readonly string[]): Promise<void> {
  const leads = new Set<string>()
  for (const clientId of clientIds) {
    const [file] = await city.db.select({ leadId: client.leadId }).from(client).where(eq(client.id, clientId))
    leads.add(file?.leadId ?? city.actor.id)
  }
  for (const lead of [...leads].sort()) await holdDiary(city, lead)
}

/**
 * Opens the window that follows from what stands, with a talk in it; the one that no longer follows ends, and its talk
 * ahead falls away. Nothing left to follow from: nothing is due. Answers when the client is first written to (ISO
 * instant), for `hintDue` after the act.
 */
export async function reckonWindow(city: CityWork, clientId: string): Promise<string | null> {
  const locked = await lockClient(city, clientId)
  if (!locked.ok) return null
  const last = await lastHappening(city.db, clientId)
  if (last) {
    const planned = await planNextFollowUp(city, { clientId, ...last, reckoned: true })
    return planned.ok ? planned.value.nextMessageAt : null
  }
  const live = await liveSchedule(city.db, clientId)
  if (live) await closeSchedule(city, live, await bookedOn(city.db, live.id), 'ended')
  return null
}

/**
 * The same after something that is no reason to meet by itself: a paper, a job, a hold. It moves the window that is open
 * and never opens or closes one.
 */
export async function moveWindow(city: CityWork, clientId: string): Promise<string | null> {
  if (!(await liveSchedule(city.db, clientId)) || !(await lastHappening(city.db, clientId))) return null
  return reckonWindow(city, clientId)
}

/**
 * A talk whose outcome was taken back waits for it again: the same time in the window that was open before. No second
 * talk is booked beside it.
 */
export async function reopenTalk(city: CityWork, talk: Appointment): Promise<void> {
  // A group is nobody's follow-up, and its time is still its own.
  const scheduleId = talk.groupId ? null : await scheduleAgain(city, talk)
  // Meanwhile the worker, or the room, has another talk at that time: nothing is left to complete.
  if (!talk.groupId && (await isTaken(city, talk))) return
  const [open] = await city.db
    .insert(appointment)
    .values({
      clientId: talk.clientId,
      participationId: talk.participationId,
      scheduleId,
      startsAt: talk.startsAt,
      minutes: talk.minutes,
      place: talk.place,
      roomId: talk.roomId,
      venue: talk.venue,
      travelMinutes: talk.travelMinutes,
      groupId: talk.groupId,
      responsibleId: talk.responsibleId,
      state: 'booked',
      occurredOn: talk.occurredOn,
      recordedAt: city.now,
      recordedBy: city.actor.id,
      conductedBy: talk.conductedBy,
    })
    .returning()
  if (!open) throw new Error('No appointment was made')
  await bringBack(city, talk, open)
  await writeTimeline(city, {
    clientId: talk.clientId,
    occurredOn: city.today.toString(),
    kind: 'outcome-open-again',
    refId: open.id,
    words: { when: talk.startsAt.toString() },
  })
}

/** The window such a talk lies in again; null where another talk is booked in it that stays. */
async function scheduleAgain(city: CityWork, talk: Appointment): Promise<string | null> {
  const { clientId } = talk
  const locked = await lockClient(city, clientId)
  const last = await lastHappening(city.db, clientId)
  const live = await liveSchedule(city.db, clientId)
  const window =
    last &&
    (await dueAfter(city.db, clientId, { ...last, rhythmWeeks: await agreedRhythm(city.db, clientId) }))
  const same = window && isOpen(live, window)
  if (live && !same) await closeSchedule(city, live, await bookedOn(city.db, live.id), 'ended')
  const schedule = same
    ? live
    : locked.ok && last && window
      ? await insertSchedule(city, { clientId, participationId: last.participationId }, window)
      : undefined
  const instead = schedule && (await bookedOn(city.db, schedule.id))
  // What was booked in its place, in the same window, falls away again.
  const free = schedule && (!instead || (schedule.id === talk.scheduleId && (await letFall(city, instead))))
  return free ? schedule.id : null
}

async function isTaken(city: CityWork, talk: Appointment): Promise<boolean> {
  const { startsAt, minutes, travelMinutes, responsibleId, roomId, id } = talk
  const day = dayAtOffice(startsAt)
  const diary = await lockDiary(city, responsibleId, { from: day, to: day }, { roomId })
  const others = diary.filter((other) => other.id !== id)
  return !isFree(startsAt, others, { minutes, travel: travelMinutes })
}

/**
 * Nothing more is said about a talk that was taken back, and nobody has to find it another place. A person tells the client
 * who was reminded of one that was still to come.
 */
export async function stopReminders(city: CityWork, appointmentId: string): Promise<void> {
  await skipReminders(city, appointmentId, 'cancelled')
  await withdrawMoveTasks(city, appointmentId)
  const [talk] = await city.db
    .select({ id: appointment.id, clientId: appointment.clientId, startsAt: appointment.startsAt })
    .from(appointment)
    .where(eq(appointment.id, appointmentId))
  if (talk) await tellWhoExpects(city, talk)
}
