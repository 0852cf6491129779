import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { appointment, followUpSchedule } from '../../../db/city/schema/follow-ups.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { ok, type Result } from '../../kit/result.ts'
import { planReminders, skipReminders } from '../../messages/commands.server.ts'
import { wasTold } from '../../messages/queries.server.ts'
import { agreedRhythm } from '../../work-plans/queries.server.ts'
import { dueAfter } from '../queries/due.server.ts'
import { openTimesOf } from '../queries/hours.server.ts'
import { bestAppointment, holdsTalk } from '../rules/slots.ts'
import type { DueWindow, NextAfter } from '../rules/windows.ts'
import { dayAtOffice } from '../rules/working-days.ts'
import {
  type Appointment,
  bookedOn,
  insertAppointment,
  insertSchedule,
  liveSchedule,
  lockClient,
  lockDiary,
  type Schedule,
} from './booking.server.ts'
import { giveTask, withdrawMoveTasks, withdrawTask } from './tasks.server.ts'

export interface PlanNext {
  clientId: string
  participationId: string
  /** What makes the next talk due. */
  after: NextAfter
  /** ISO date of that happening. */
  on: string
  /** As the plan says that comes into force with this happening; else what the plan in force says. */
  rhythmWeeks?: number | null
  /** Reckoned anew, for something was taken back: the window that was live just ends, and nobody is invited again. */
  reckoned?: boolean
}

export interface Planned {
  scheduleId: string
  appointmentId: string
  /** ISO instant. */
  startsAt: string
  /** ISO instant at which the client is first written to; for `hintDue` after the act. Null = not at all. */
  nextMessageAt: string | null
}

export type PlanError = 'no-client' | 'client-closed' | 'no-free-slot'

/**
 * Closes the schedule that was live, opens the window of the next talk and books a free time of the client's lead in
 * it, with reminders. Asked again for the same happening, or by two at once, it answers with the one appointment.
 * `no-free-slot`: the window is open and a task tells the lead to find a time by hand.
 */
export async function planNextFollowUp(city: CityWork, input: PlanNext): Promise<Result<Planned, PlanError>> {
  const locked = await lockClient(city, input.clientId)
  if (!locked.ok) return locked
  const { responsibleId } = locked.value
  const window = await dueAfter(city.db, input.clientId, {
    after: input.after,
    on: input.on,
    rhythmWeeks:
      input.rhythmWeeks === undefined ? await agreedRhythm(city.db, input.clientId) : input.rhythmWeeks,
  })

  const live = await liveSchedule(city.db, input.clientId)
  const same = isOpen(live, window)
  const booked = live && (await bookedOn(city.db, live.id))
  if (same && booked) return ok(answer(booked, live, null))

  const diary = await lockDiary(city, responsibleId, window)
  const best = bestAppointment(window, diary, city.today, await openTimesOf(city.db, responsibleId, window))

  const left = input.reckoned ? 'ended' : input.after === 'no-show' ? 'missed' : 'met'
  // The client knows the time of a talk that is still in the window: it stays.
  const kept = input.reckoned && booked && holdsTalk(window, booked.startsAt.toString()) ? booked : undefined
  if (live && !same) await closeSchedule(city, live, kept ? undefined : booked, left)
  const { clientId, participationId } = input
  const schedule = live && same ? live : await insertSchedule(city, { clientId, participationId }, window)
  if (kept) {
    await city.db.update(appointment).set({ scheduleId: schedule.id }).where(eq(appointment.id, kept.id))
    return ok(answer(kept, schedule, null))
  }
  if (!best.ok) {
    await giveTask(city, {
      clientId,
      reason: 'no-free-slot',
      refId: schedule.id,
      dueOn: city.today.toString(),
    })
    return best
  }
  const made = await insertAppointment(
    city,
    { clientId, participationId, scheduleId: schedule.id, responsibleId },
    best.value.startsAt,
  )
  await withdrawTask(city, { reason: 'no-free-slot', refId: schedule.id })
  const invited = input.after === 'no-show' && !input.reckoned
  return ok(answer(made, schedule, await announce(city, made, { missed: invited })))
}

/** That window is the one that is open already. */
export const isOpen = (live: Schedule | undefined, { from, to, rule }: DueWindow): live is Schedule =>
  live?.windowFrom === from.toString() && live.windowTo === to.toString() && live.rule === rule

const answer = (
  { id, startsAt }: Appointment,
  schedule: Schedule,
  nextMessageAt: string | null,
): Planned => ({
  scheduleId: schedule.id,
  appointmentId: id,
  startsAt: startsAt.toString(),
  nextMessageAt,
})

/** Reminders and the line in the stream; `words.when` is an ISO instant. `group`: the title of the group she is in. */
export async function announce(
  city: CityWork,
  made: Appointment,
  { missed = false, group }: { missed?: boolean; group?: string } = {},
): Promise<string | null> {
  await writeTimeline(city, {
    clientId: made.clientId,
    occurredOn: city.today.toString(),
    kind: 'appointment-booked',
    refId: made.id,
    words: { when: made.startsAt.toString(), ...(group ? { group } : {}) },
  })
  return planReminders(city, {
    appointmentId: made.id,
    clientId: made.clientId,
    startsAt: made.startsAt,
    missed,
  })
}

/** A talk that lies ahead falls away with its schedule; one whose outcome is missing stays until somebody writes it. */
export async function closeSchedule(
  city: CityWork,
  live: Schedule,
  booked: Appointment | undefined,
  state: 'met' | 'missed' | 'ended',
): Promise<void> {
  await city.db.update(followUpSchedule).set({ state }).where(eq(followUpSchedule.id, live.id))
  await withdrawTask(city, { reason: 'no-free-slot', refId: live.id })
  if (booked) await letFall(city, booked)
}

/**
 * A talk after today, for which no reason is left. A person tells the client who was reminded of it already. Answers
 * whether it fell away.
 */
export async function letFall(city: CityWork, booked: Appointment): Promise<boolean> {
  if (Temporal.PlainDate.compare(dayAtOffice(booked.startsAt), city.today) <= 0) return false
  await city.db
    .update(appointment)
    .set({ state: 'cancelled', cancelledBy: 'replanned', outcomeAt: city.now })
    .where(eq(appointment.id, booked.id))
  await skipReminders(city, booked.id, 'cancelled')
  await withdrawMoveTasks(city, booked.id)
  await tellWhoExpects(city, booked)
  return true
}

/** A person tells a client who was reminded of a talk that lies ahead that he need not come. */
export async function tellWhoExpects(
  city: CityWork,
  talk: Pick<Appointment, 'id' | 'clientId' | 'startsAt'>,
): Promise<void> {
  const isAhead = Temporal.Instant.compare(talk.startsAt, city.now) > 0
  if (isAhead && (await wasTold(city.db, talk.id))) await tellOff(city, talk)
}

/** A person tells the client that he need not come. */
export const tellOff = (city: CityWork, { id: refId, clientId }: Pick<Appointment, 'id' | 'clientId'>) =>
  giveTask(city, { clientId, reason: 'talk-off', refId, dueOn: city.today.toString() })
