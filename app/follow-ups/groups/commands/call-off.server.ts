import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { alsoAbout, type CityWork } from '../../../../db/act.ts'
import { groupTalk } from '../../../../db/city/schema/diary.ts'
import { fail, ok, type Result } from '../../../kit/result.ts'
import { recordOutcome } from '../../commands/outcome.server.ts'
import { giveTask } from '../../commands/tasks.server.ts'
import { decideCallOff } from '../rules.ts'
import { type HoldError, holdWithMembers } from './hold.server.ts'

export type CallOffError = HoldError | 'group-over' | 'has-outcomes'

/**
 * The group does not take place: everybody's appointment is called off by the office, nothing more is said about it, and
 * of each a task asks a person to tell her. Diary and room are free again. Twice is once.
 */
export async function callOffGroup(
  city: CityWork,
  { groupId, note }: { groupId: string; note: string },
): Promise<Result<null, CallOffError>> {
  const held = await holdWithMembers(city, groupId)
  if (!held.ok) return held
  const { group, members } = held.value
  const { startsAt, minutes, calledOffAt } = group
  const recorded = members.some(({ state }) => state !== 'booked')
  const state = { startsAt, minutes, calledOff: calledOffAt !== null, recorded }
  const decided = decideCallOff(state, city.now)
  if (!decided.ok) return decided
  if (decided.value === 'again') return ok(null)
  const on = city.today.toString()
  for (const { id, clientId, closed } of members) {
    const told = { appointmentId: id, outcome: 'cancelled', by: 'office', note, on } as const
    const done = await recordOutcome(city, told)
    if (!done.ok) return fail('group-changed')
    await alsoAbout(city, { action: 'change', subject: 'group', subjectId: clientId })
    // Who has come by now has been told at the door.
    if (!closed && Temporal.Instant.compare(startsAt, city.now) > 0)
      await giveTask(city, { clientId, reason: 'group-off', refId: id, dueOn: on })
  }
  const calledOff = { calledOffAt: city.now, calledOffBy: city.actor.id, changedAt: city.now }
  await city.db.update(groupTalk).set(calledOff).where(eq(groupTalk.id, groupId))
  return ok(null)
}
