import { sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { listedName } from '../clients/queries.server.ts'
import type { VisitOutcome } from './input.ts'

/** For so long a slip of the thumb is found again among one's own visits. */
const DAYS_LOOKED_BACK = 7
const MOST_SHOWN = 100

export interface OwnVisit {
  visitId: string
  /** ISO date. */
  on: string
  name: string
  /** Street and number; null when the door is unknown. */
  address: string | null
  outcome: VisitOutcome
  takenBack: boolean
}

/** What whoever asks wrote down at doors in the last seven days, the newest first: refusals and deaths too, whose names no list of doors shows any more. */
export async function ownVisits({ db, actor, now }: CityWork): Promise<OwnVisit[]> {
  const since = now.subtract({ hours: DAYS_LOOKED_BACK * 24 })
  const rows = await db.execute<OwnVisit & Record<string, unknown>>(sql`
    select visit.id as "visitId", visit.occurred_on as "on", ${listedName} as name,
      nullif(trim(dwelling.street || ' ' || dwelling.house_number), '') as address, visit.outcome,
      visit.voided_at is not null as "takenBack"
    from visit join person on person.id = visit.person_id left join dwelling on dwelling.id = visit.dwelling_id
    where visit.recorded_by = ${actor.id}::uuid and visit.recorded_at >= ${since.toString()}::timestamptz
      and not exists (select from restricted_person hidden where hidden.person_id = visit.person_id)
    order by visit.recorded_at desc, visit.id limit ${MOST_SHOWN}`)
  return [...rows]
}
