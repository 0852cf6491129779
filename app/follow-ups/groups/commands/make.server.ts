import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../../db/act.ts'
import { groupTalk } from '../../../../db/city/schema/diary.ts'
import { type Colleague, introduce } from '../../../caseload/commands/colleague.server.ts'
import { fail, ok, type Result } from '../../../kit/result.ts'
import { atOffice } from '../../rules/working-days.ts'
import { type GroupTime, holdGroup, membersIn, type PlaceError, placeGroup } from './hold.server.ts'

export interface GroupOrder extends GroupTime {
  /** Becomes the group's id, so that the form sent twice makes one. */
  formKey: string
  title: string
  seats: number
  responsible: Colleague
}

export type MakeError = PlaceError | 'group-saved'

/**
 * A group without anybody in it yet: one entry in the diary of whoever has it, and in its room. Answers with its id.
 * `group-saved`: the form was sent before, with something else in it.
 */
export async function makeGroup(city: CityWork, order: GroupOrder): Promise<Result<string, MakeError>> {
  const sent = await sentBefore(city, order)
  if (sent) return sent
  const { formKey, title, seats, responsible, ...wish } = order
  await introduce(city, [responsible])
  const placed = await placeGroup(city, responsible.id, wish)
  // Of one form sent twice at once the second waits for the diary, and finds its own group there.
  if (!placed.ok) return (await sentBefore(city, order)) ?? placed
  const made = await city.db
    .insert(groupTalk)
    .values({
      ...{ id: formKey, title, capacity: seats, responsibleId: responsible.id },
      ...placed.value,
      ...{ madeAt: city.now, madeBy: city.actor.id, changedAt: city.now },
    })
    .onConflictDoNothing()
    .returning({ id: groupTalk.id })
  return made.length > 0 ? ok(formKey) : ((await sentBefore(city, order)) ?? fail('group-saved'))
}

/** What became of this form when it was sent before; undefined: it was not. */
async function sentBefore(
  { db }: CityWork,
  { formKey, title, seats, responsible, day, time, minutes }: GroupOrder,
): Promise<Result<string, 'group-saved'> | undefined> {
  const [found] = await db.select().from(groupTalk).where(eq(groupTalk.id, formKey))
  if (!found) return undefined
  const same =
    found.title === title &&
    found.capacity === seats &&
    found.responsibleId === responsible.id &&
    found.minutes === minutes &&
    found.startsAt.equals(atOffice(Temporal.PlainDate.from(day), time))
  return same ? ok(formKey) : fail('group-saved')
}

/** Another title, or more or fewer seats: never fewer than are taken. */
export async function editGroup(
  city: CityWork,
  { groupId, title, seats }: { groupId: string; title: string; seats: number },
): Promise<Result<null, 'no-group' | 'seats-taken' | 'called-off'>> {
  const group = await holdGroup(city, groupId)
  if (!group) return fail('no-group')
  if (group.calledOffAt) return fail('called-off')
  if ((await membersIn(city, groupId)).length > seats) return fail('seats-taken')
  await city.db
    .update(groupTalk)
    .set({ title, capacity: seats, changedAt: city.now })
    .where(eq(groupTalk.id, groupId))
  return ok(null)
}
