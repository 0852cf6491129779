import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { client, type TimelineKind, timeline } from '../../db/city/schema/clients.ts'
import { participation } from '../../db/city/schema/programmes.ts'
import { ok, type Result } from '../kit/result.ts'
import { runningProgramme } from '../programmes/queries.server.ts'

export interface TimelineEntry {
  clientId: string
  /** ISO date of the happening, not of its being written down. */
  occurredOn: string
  kind: TimelineKind
  refId?: string
  /** Fill the sentence of the kind: `clients:timeline.<kind>`. */
  words?: Record<string, string | number>
}

/** One line in the client's stream; a command whose own page does not tell of it ends with one. */
export async function writeTimeline(
  city: CityWork<'staff' | 'partner'>,
  ...entries: readonly TimelineEntry[]
): Promise<void> {
  const recorded = { recordedAt: city.now, recordedBy: city.actor.id }
  await city.db.insert(timeline).values(entries.map((entry) => ({ ...entry, ...recorded })))
}

/** What every row of an act says of itself: when it happened (today unless told), who wrote it down and led it. */
export const recorded = (
  { today, now, actor }: Pick<CityWork, 'today' | 'now' | 'actor'>,
  occurredOn: string = today.toString(),
) => ({ occurredOn, recordedAt: now, recordedBy: actor.id, conductedBy: actor.id })

export type HeldFile = Pick<typeof client.$inferSelect, 'leadId' | 'closedOn' | 'restriction'>

/**
 * Holds the file until the act ends: whoever comes second decides on what the first has written. Undefined when there is
 * none that whoever acts may write on: of a restricted one neither strangers nor its former lead.
 */
export async function holdFile({ db }: CityWork, clientId: string): Promise<HeldFile | undefined> {
  const [held] = await db
    .select({ leadId: client.leadId, closedOn: client.closedOn, restriction: client.restriction })
    .from(client)
    .where(and(eq(client.id, clientId), isNull(client.voidedAt)))
    .for('no key update')
  return held
}

/**
 * Who somebody is by now: himself, or the one he turned out to be. Held until the act ends, so that nobody merges him
 * meanwhile. Undefined for nobody.
 */
export async function personNow({ db }: CityWork, personId: string): Promise<string | undefined> {
  // Whoever waited for a merge reads what it has written: so the held row is asked once more.
  const [now] = await db.execute<{ id: string }>(sql`
    select coalesce(now.merged_into, now.id) as id from person asked
    join person now on now.id = coalesce(asked.merged_into, asked.id)
    where asked.id = ${personId}::uuid for key share of now`)
  return now?.id
}

export interface OpenedFile {
  clientId: string
  participationId: string
}

/**
 * Opens the case file of a person who wants one, in the running programme, led by whoever opens it. A person who has a
 * file keeps it: two people opening at once get the same one.
 */
export async function openFile(
  city: CityWork,
  input: { personId: string; origin: 'door' | 'own-request' | 'referral'; occurredOn: string },
): Promise<Result<OpenedFile, 'no-programme'>> {
  const programme = await runningProgramme(city.db, input.occurredOn)
  if (!programme) return { ok: false, error: 'no-programme' }
  const written = recorded(city, input.occurredOn)
  const [made] = await city.db
    .insert(client)
    .values({ personId: input.personId, origin: input.origin, leadId: city.actor.id, ...written })
    .onConflictDoNothing()
    .returning({ id: client.id })
  const clientId = made?.id ?? (await fileOf(city, input.personId))
  const [entered] = await city.db
    .insert(participation)
    .values({ clientId, programmeId: programme.id, ...written })
    .onConflictDoNothing()
    .returning({ id: participation.id })
  if (made)
    await writeTimeline(city, {
      clientId,
      occurredOn: input.occurredOn,
      kind: 'file-opened',
      words: { programme: programme.name },
    })
  const participationId = entered?.id ?? (await participationOf(city, clientId, programme.id))
  return ok({ clientId, participationId })
}

async function fileOf(city: CityWork, personId: string): Promise<string> {
  const [found] = await city.db
    .select({ id: client.id })
    .from(client)
    .where(and(eq(client.personId, personId), isNull(client.voidedAt)))
  if (!found) throw new Error('A person with a file has none')
  return found.id
}

async function participationOf(city: CityWork, clientId: string, programmeId: string): Promise<string> {
  const [found] = await city.db
    .select({ id: participation.id })
    .from(participation)
    .where(
      and(
        eq(participation.clientId, clientId),
        eq(participation.programmeId, programmeId),
        isNull(participation.voidedAt),
      ),
    )
  if (!found) throw new Error('A participant of the programme is none')
  return found.id
}
