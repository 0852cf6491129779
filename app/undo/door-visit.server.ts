/** A knock at the door of somebody without a file: taken back, or valid after all. Of somebody with a file it is an act of the file. */
import { sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import type { StaffDb } from '../../db/handles.ts'
import { listedName } from '../clients/queries.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import type { VisitOutcome } from '../outreach/input.ts'
import { renewKnock, withdrawKnock } from '../outreach/knock-effects.server.ts'

export interface DoorVisit {
  visitId: string
  name: string
  /** Street and number; null when the door is unknown. */
  address: string | null
  /** ISO date. */
  day: string
  outcome: VisitOutcome
  recordedBy: string
  /** Of the person, who has one by now; the visit is taken back there. */
  clientId: string | null
  /** Who took it back, when (ISO instant) and why; null while it stands. */
  voided: { by: string; at: string; reason: string } | null
}

/** Undefined when there is no such visit, or its person's file is for others. */
export async function doorVisit(db: StaffDb, visitId: string): Promise<DoorVisit | undefined> {
  const [found] = await db.execute<DoorVisit & Record<string, unknown>>(sql`
    select visit.id as "visitId", ${listedName} as name, nullif(trim(dwelling.street || ' ' || dwelling.house_number), '') as address,
      visit.occurred_on as day, visit.outcome, recorder.name as "recordedBy", client.id as "clientId",
      case when visit.voided_at is not null then jsonb_build_object('by', voider.name, 'reason', visit.void_reason,
        'at', to_char(visit.voided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end as voided
    from visit join person on person.id = visit.person_id join actor recorder on recorder.id = visit.recorded_by
    left join actor voider on voider.id = visit.voided_by
    left join dwelling on dwelling.id = visit.dwelling_id
    left join client on client.person_id = person.id and client.voided_at is null
    where visit.id = ${visitId}::uuid
      and (client.id is not null or not exists (select from restricted_person hidden where hidden.person_id = person.id))`)
  return found
}

/** The visit, its person held: no file is opened and no list taken back meanwhile. Undefined where a file has to say it. */
async function hold(city: CityWork, visitId: string): Promise<DoorVisit | undefined> {
  await city.db.execute(sql`
    select from person where id = (select person_id from visit where id = ${visitId}::uuid) for update`)
  const found = await doorVisit(city.db, visitId)
  return found?.clientId ? undefined : found
}

/** Counts nowhere any more, and what it brought goes with it. Twice is once: the first reason stays. */
export async function takeBackVisit(
  city: CityWork,
  visitId: string,
  { reason }: { reason: string },
): Promise<Result<null, 'not-found'>> {
  const found = await hold(city, visitId)
  if (!found) return fail('not-found')
  if (found.voided) return ok(null)
  const { db, now, actor } = city
  await db.execute(sql`
    update visit set voided_at = ${now.toString()}::timestamptz, voided_by = ${actor.id}::uuid, void_reason = ${reason}
    where id = ${visitId}::uuid`)
  await withdrawKnock(city, visitId, reason)
  return ok(null)
}

/** Taking it back was the mistake. Why stands in the trail. */
export async function restoreVisit(city: CityWork, visitId: string): Promise<Result<null, 'not-found'>> {
  const found = await hold(city, visitId)
  if (!found) return fail('not-found')
  if (!found.voided) return ok(null)
  await city.db.execute(sql`
    update visit set voided_at = null, voided_by = null, void_reason = null where id = ${visitId}::uuid`)
  await renewKnock(city, visitId)
  return ok(null)
}
