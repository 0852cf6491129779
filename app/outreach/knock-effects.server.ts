/** What a knock at a door brings with it beside its row: marks, an end. All of it goes when the visit is taken back. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { client } from '../../db/city/schema/clients.ts'
import { doNotVisit, visit } from '../../db/city/schema/outreach.ts'
import { endLettersOf, reviveLettersOf } from './letters/commands.server.ts'

/** Nobody knocks again. A mark that stands stays the one there is. */
export async function markRefusal(
  { db, now, actor }: CityWork,
  personId: string,
  occurredOn: string,
): Promise<void> {
  await db
    .insert(doNotVisit)
    .values({ personId, reason: 'declined', sinceOn: occurredOn, recordedAt: now, recordedBy: actor.id })
    .onConflictDoNothing()
}

export async function liftMarkOf(
  { db, now, actor }: CityWork,
  personId: string,
  reason: string,
): Promise<void> {
  await db
    .update(doNotVisit)
    .set({ liftedAt: now, liftedBy: actor.id, liftReason: reason })
    .where(and(eq(doNotVisit.personId, personId), isNull(doNotVisit.liftedAt)))
}

/** Nobody is called, written to or visited any more; answers with the files that are closed by it. */
export async function endQuietly(city: CityWork, personId: string, occurredOn: string): Promise<string[]> {
  await endLettersOf(city, personId)
  const closed = await city.db
    .update(client)
    .set({ closedOn: occurredOn })
    .where(and(eq(client.personId, personId), isNull(client.voidedAt), isNull(client.closedOn)))
    .returning({ clientId: client.id })
  return closed.map(({ clientId }) => clientId)
}

/** The visit no longer counts: what it brought goes, unless another visit that stands says the same. */
export async function withdrawKnock(city: CityWork, visitId: string, reason: string): Promise<void> {
  const { personId, outcome, occurredOn, recordedAt } = await knockOf(city, visitId)
  const [other] = await city.db.execute(sql`
    select from visit where person_id = ${personId}::uuid and outcome = ${outcome} and voided_at is null and id <> ${visitId}::uuid limit 1`)
  if (other) return
  switch (outcome) {
    case 'declined':
      return liftMarkOf(city, personId, reason)
    case 'interested':
      // The refusal it lifted stands again.
      await city.db.execute(sql`
        update do_not_visit set lifted_at = null, lifted_by = null, lift_reason = null
        where person_id = ${personId}::uuid and lift_reason = 'interested' and lifted_at = ${recordedAt.toString()}::timestamptz
          and not exists (select from do_not_visit mark where mark.person_id = ${personId}::uuid and mark.lifted_at is null)`)
      return
    case 'deceased':
      await reviveLettersOf(city, personId)
      await city.db
        .update(client)
        .set({ closedOn: null })
        .where(and(eq(client.personId, personId), isNull(client.voidedAt), eq(client.closedOn, occurredOn)))
      return
  }
}

/** The visit counts again, or is this person's now: what it brings comes back. */
export async function renewKnock(city: CityWork, visitId: string): Promise<void> {
  const { personId, outcome, occurredOn } = await knockOf(city, visitId)
  if (outcome === 'declined') await markRefusal(city, personId, occurredOn)
  if (outcome === 'interested') await liftMarkOf(city, personId, 'interested')
  if (outcome === 'deceased') await endQuietly(city, personId, occurredOn)
}

async function knockOf({ db }: CityWork, visitId: string): Promise<typeof visit.$inferSelect> {
  const [found] = await db.select().from(visit).where(eq(visit.id, visitId))
  if (!found) throw new Error('A visit just written is gone')
  return found
}
