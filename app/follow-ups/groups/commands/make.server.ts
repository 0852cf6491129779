import { eq } from 'drizzle-orm'
import type { CityWork } from '../../../../db/act.ts'
import { groupTalk } from '../../../../db/city/schema/diary.ts'
import { type Colleague, introduce } from '../../../caseload/commands/colleague.server.ts'
import { fail, ok, type Result } from '../../../kit/result.ts'
import { type GroupTime, holdGroup, membersIn, type PlaceError, placeGroup } from './hold.server.ts'

export interface GroupOrder extends GroupTime {
  /** Becomes the group's id, so that the form sent twice makes one. */
  formKey: string
  title: string
  seats: number
  responsible: Colleague
}

/** A group without anybody in it yet: one entry in the diary of whoever has it, and in its room. Answers with its id. */
export async function makeGroup(
  city: CityWork,
  { formKey, title, seats, responsible, ...wish }: GroupOrder,
): Promise<Result<string, PlaceError>> {
  const sent = await city.db.select({ id: groupTalk.id }).from(groupTalk).where(eq(groupTalk.id, formKey))
  if (sent.length > 0) return ok(formKey)
  await introduce(city, [responsible])
  const placed = await placeGroup(city, responsible.id, wish)
  if (!placed.ok) return placed
  await city.db
    .insert(groupTalk)
    .values({
      ...{ id: formKey, title, capacity: seats, responsibleId: responsible.id },
      ...placed.value,
      ...{ madeAt: city.now, madeBy: city.actor.id, changedAt: city.now },
    })
    .onConflictDoNothing()
  return ok(formKey)
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
