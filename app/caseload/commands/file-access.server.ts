import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { fileAccess } from '../../../db/city/schema/caseload.ts'
import { FORMER_LEAD_DAYS } from '../rules.ts'

/** Ids of those who see a restricted file until it is taken back. */
export async function namedIn({ db }: CityWork, clientId: string): Promise<string[]> {
  const rows = await db
    .select({ id: fileAccess.actorId })
    .from(fileAccess)
    .where(and(eq(fileAccess.clientId, clientId), eq(fileAccess.kind, 'named'), isNull(fileAccess.endedAt)))
  return rows.map(({ id }) => id)
}

/** These people see a restricted file from now on; who did before, does. */
export async function grant(city: CityWork, clientId: string, people: readonly string[]): Promise<void> {
  await city.db
    .insert(fileAccess)
    .values(
      people.map((actorId) => ({
        clientId,
        actorId,
        kind: 'named' as const,
        grantedAt: city.now,
        grantedBy: city.actor.id,
      })),
    )
    .onConflictDoNothing()
}

/** Named no more, but a former lead who still reads it for a while. */
export async function readsOn(city: CityWork, clientId: string, actorId: string): Promise<void> {
  const untilOn = city.today.add({ days: FORMER_LEAD_DAYS }).toString()
  const granted = { grantedAt: city.now, grantedBy: city.actor.id }
  await city.db
    .insert(fileAccess)
    .values({ clientId, actorId, kind: 'former-lead', untilOn, ...granted })
    .onConflictDoUpdate({
      target: [fileAccess.actorId, fileAccess.clientId, fileAccess.kind],
      targetWhere: isNull(fileAccess.endedAt),
      set: { untilOn, ...granted },
    })
  await endAccess(
    city,
    and(eq(fileAccess.clientId, clientId), eq(fileAccess.actorId, actorId), eq(fileAccess.kind, 'named')),
  )
}

export async function endAccess(city: CityWork, whose: ReturnType<typeof and>): Promise<void> {
  await city.db
    .update(fileAccess)
    .set({ endedAt: city.now, endedBy: city.actor.id })
    .where(and(whose, isNull(fileAccess.endedAt)))
}
