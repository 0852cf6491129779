import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { alsoAbout, type CityWork } from '../../../../db/act.ts'
import { groupTalk } from '../../../../db/city/schema/diary.ts'
import { appointment } from '../../../../db/city/schema/follow-ups.ts'
import { writeTimeline } from '../../../clients/commands.server.ts'
import { ok, type Result } from '../../../kit/result.ts'
import { moveReminders } from '../../../messages/commands.server.ts'
import { giveTask, withdrawMoveTasks } from '../../commands/tasks.server.ts'
import { decideGroupMove } from '../rules.ts'
import {
  type Group,
  type GroupTime,
  type HeldGroup,
  type HoldError,
  holdWithMembers,
  type Placed,
  type PlaceError,
  placeGroup,
} from './hold.server.ts'
import { insertMember } from './members.server.ts'

export type MoveGroupError = PlaceError | HoldError | 'called-off' | 'begun'

/**
 * Puts a group that lies ahead on another time or to another place, with everybody in it: each old appointment is called
 * off as moved, each new one has reminders of its own, and a task asks a person to tell her, for nobody has spoken with
 * her about it. The same time and place again changes nothing. Answers when the first is written to (ISO instant).
 */
export async function moveGroup(
  city: CityWork,
  { groupId, ...wish }: GroupTime & { groupId: string },
): Promise<Result<string | null, MoveGroupError>> {
  const held = await holdWithMembers(city, groupId)
  if (!held.ok) return held
  const { group, members } = held.value
  const decided = decideGroupMove({ ...group, calledOff: group.calledOffAt !== null }, city.now)
  if (!decided.ok) return decided
  const placed = await placeGroup(city, group.responsibleId, wish, groupId)
  if (!placed.ok) return placed
  if (isSame(group, placed.value)) return ok(null)
  for (const { id } of members) {
    await city.db
      .update(appointment)
      .set({ state: 'cancelled', cancelledBy: 'moved', outcomeAt: city.now })
      .where(eq(appointment.id, id))
    await withdrawMoveTasks(city, id)
  }
  const [moved] = await city.db
    .update(groupTalk)
    .set({ ...placed.value, moves: group.moves + 1, changedAt: city.now })
    .where(eq(groupTalk.id, groupId))
    .returning()
  if (!moved) throw new Error('A group just held is gone')
  let first: string | null = null
  for (const member of members) first = earlier(first, await moveMember(city, moved, member))
  return ok(first)
}

const isSame = (group: Group, placed: Placed): boolean =>
  group.startsAt.equals(placed.startsAt) &&
  group.minutes === placed.minutes &&
  group.roomId === placed.roomId &&
  group.travelMinutes === placed.travelMinutes &&
  group.place === placed.place

async function moveMember(
  city: CityWork,
  group: Group,
  { id, clientId, participationId, closed }: HeldGroup['members'][number],
): Promise<string | null> {
  const made = await insertMember(city, group, { clientId, participationId })
  await alsoAbout(city, { action: 'change', subject: 'group', subjectId: clientId })
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'appointment-moved',
    refId: made.id,
    words: { when: made.startsAt.toString(), group: group.title },
  })
  if (!closed)
    await giveTask(city, {
      clientId,
      reason: 'group-moved',
      refId: made.id,
      dueOn: city.today.toString(),
    })
  return moveReminders(city, id, { appointmentId: made.id, clientId, startsAt: made.startsAt })
}

/** Of two ISO instants the first; null = none. */
const earlier = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other
  return Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) <= 0 ? one : other
}
