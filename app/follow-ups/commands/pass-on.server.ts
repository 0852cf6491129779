import { and, asc, eq, isNull, lt } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { openTimesOf } from '../queries/hours.server.ts'
import { isFree } from '../rules/slots.ts'
import { dayAtOffice, OFFICE_ZONE } from '../rules/working-days.ts'
import { lockDiary } from './booking.server.ts'
import { tellHours } from './hours.server.ts'
import { giveTask, withdrawTask } from './tasks.server.ts'

interface PassedOn {
  clientId: string
  fromId: string
  toId: string
  /** ISO date: only talks up to that day, included; null = all. */
  untilOn: string | null
}

/**
 * Booked talks go to whoever takes the file: those ahead, and those that still want their outcome. A time at which she
 * has a talk already stays where it was, and a task says so: the client was told that time, so only a person may change
 * it. Answers how many stayed.
 */
export async function passTalksOn(
  city: CityWork,
  { clientId, fromId, toId, untilOn }: PassedOn,
): Promise<number> {
  const end = untilOn
    ? Temporal.PlainDate.from(untilOn).add({ days: 1 }).toZonedDateTime(OFFICE_ZONE).toInstant()
    : undefined
  const talks = await city.db
    .select()
    .from(appointment)
    .where(
      and(
        eq(appointment.clientId, clientId),
        eq(appointment.responsibleId, fromId),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
        // A group stays with whoever has it, whoever leads its files.
        isNull(appointment.groupId),
        end ? lt(appointment.startsAt, end) : undefined,
      ),
    )
    .orderBy(asc(appointment.startsAt))
  // What had stayed with her when the file went away is where it belongs again.
  const hers = await city.db
    .select({ id: appointment.id })
    .from(appointment)
    .where(and(eq(appointment.clientId, clientId), eq(appointment.responsibleId, toId)))
  for (const { id } of hers) await withdrawTask(city, { reason: 'talk-stays', refId: id })
  let stayed = 0
  for (const talk of talks) {
    const day = dayAtOffice(talk.startsAt)
    const taken = await lockDiary(city, toId, { from: day, to: day })
    const { off, hours } = await openTimesOf(city.db, toId, { from: day, to: day })
    const shape = { minutes: talk.minutes, travel: talk.travelMinutes }
    const task = { reason: 'talk-stays', refId: talk.id } as const
    if (isFree(talk.startsAt, taken, shape) && !off.has(day.toString())) {
      await city.db.update(appointment).set({ responsibleId: toId }).where(eq(appointment.id, talk.id))
      await withdrawTask(city, task)
      // Who was away has it no more, and whoever has it now is there.
      await withdrawTask(city, { reason: 'worker-away', refId: talk.id })
      await tellHours(city, talk, hours)
    } else {
      await giveTask(city, { ...task, clientId, dueOn: city.today.toString() })
      stayed += 1
    }
  }
  return stayed
}
