import { and, desc, eq, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { participation, programme } from '../../db/city/schema/programmes.ts'
import type { StaffDb } from '../../db/handles.ts'

export interface Programme {
  id: string
  slug: string
  name: string
  startsOn: string
  endsOn: string | null
}

const columns = {
  id: programme.id,
  slug: programme.slug,
  name: programme.name,
  startsOn: programme.startsOn,
  endsOn: programme.endsOn,
}

/** Newest first. */
export const listProgrammes = (db: StaffDb): Promise<Programme[]> =>
  db.select(columns).from(programme).orderBy(desc(programme.startsOn), programme.slug)

/** Of a row of `programme`: it runs on `day` (ISO date). */
export const runsOn = (day: string): SQL =>
  sql`(${programme.startsOn} <= ${day}::date and coalesce(${programme.endsOn} >= ${day}::date, true))`

/** The programme that new work belongs to: the one begun last among those not over on `day` (ISO date). */
export async function runningProgramme(db: StaffDb, day: string): Promise<Programme | undefined> {
  const [found] = await db
    .select(columns)
    .from(programme)
    .where(runsOn(day))
    .orderBy(desc(programme.startsOn), programme.slug)
    .limit(1)
  return found
}

export async function programmeBySlug(db: StaffDb, slug: string): Promise<Programme | undefined> {
  const [found] = await db.select(columns).from(programme).where(eq(programme.slug, slug))
  return found
}

/** The participation that what happens on `day` (ISO date) hangs on: the one entered last until then. */
export const participationOn = (db: StaffDb, clientId: string, day: string): Promise<string | undefined> =>
  lastEntered(db, clientId, lte(participation.occurredOn, day))

/** The participation that nobody has ended, the one entered last; undefined: the client takes part in nothing now. */
export const runningParticipation = (db: StaffDb, clientId: string): Promise<string | undefined> =>
  lastEntered(db, clientId, isNull(participation.exitedOn))

async function lastEntered(db: StaffDb, clientId: string, which: SQL): Promise<string | undefined> {
  const [found] = await db
    .select({ id: participation.id })
    .from(participation)
    .where(and(eq(participation.clientId, clientId), which, isNull(participation.voidedAt)))
    .orderBy(desc(participation.occurredOn), desc(participation.id))
    .limit(1)
  return found?.id
}
