import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { openTimesOf } from '../queries/hours.server.ts'
import { anewIn, bestAppointment, wholeDay } from '../rules/slots.ts'
import { dayAtOffice } from '../rules/working-days.ts'
import { insertAppointment, lockClient, lockDiary, type Schedule, windowOf } from './booking.server.ts'
import { announce, type Planned } from './plan.server.ts'
import { giveTaskAgain } from './tasks.server.ts'

/**
 * Another time in the window that stays due, because the talk agreed for it did not take place: soon after the time that
 * fell away, never on that day again. The client learns of it at once. `no-free-slot`: a task asks a person to find one.
 */
export async function bookAnew(
  city: CityWork,
  live: Schedule,
  fellAway: Temporal.Instant,
): Promise<Result<Planned, 'no-free-slot' | 'no-client' | 'client-closed'>> {
  const { clientId, participationId } = live
  const locked = await lockClient(city, clientId)
  if (!locked.ok) return locked
  const { responsibleId } = locked.value
  const day = dayAtOffice(fellAway)
  const window = anewIn(windowOf(live), day, city.today)
  const diary = await lockDiary(city, responsibleId, window)
  const open = await openTimesOf(city.db, responsibleId, window)
  const best = bestAppointment(window, [...diary, wholeDay(day)], city.today, open)
  if (!best.ok) {
    const dueOn = city.today.toString()
    await giveTaskAgain(city, { clientId, reason: 'no-free-slot', refId: live.id, dueOn })
    return fail('no-free-slot')
  }
  const of = { clientId, participationId, scheduleId: live.id, responsibleId }
  const made = await insertAppointment(city, of, best.value.startsAt)
  return ok({
    scheduleId: live.id,
    appointmentId: made.id,
    startsAt: made.startsAt.toString(),
    nextMessageAt: await announce(city, made, { missed: true }),
  })
}
