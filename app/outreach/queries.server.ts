import { type SQL, sql } from 'drizzle-orm'
import type { StaffDb } from '../../db/handles.ts'
import type { VisitOutcome } from './input.ts'
import { isGone, isLeftAlone, standsAtDoor } from './standing.server.ts'

/** Where each listed person stands: a file, a last word at the door, or still to be visited. */
const standing = sql`
  select tenancy.person_id, tenancy.dwelling_id,
    exists (select 1 from client where client.person_id = tenancy.person_id and client.voided_at is null) as has_file,
    ${isLeftAlone('tenancy')} or ${isGone('tenancy')} as closed,
    exists (select 1 from visit where visit.person_id = tenancy.person_id and visit.voided_at is null) as visited
  from tenancy where tenancy.until_on is null and ${standsAtDoor(sql.raw('tenancy.person_id'))}`

export interface StreetRow {
  streetKey: string
  street: string
  houses: number
  people: number
  /** Still to be spoken to. */
  open: number
  /** Of these: nobody has knocked yet. */
  unseen: number
}

/** Every street of the list, in the order of its name. */
export async function streets(db: StaffDb): Promise<StreetRow[]> {
  const rows = await db.execute<StreetRow & Record<string, unknown>>(sql`
    with standing as (${standing})
    select dwelling.street_key as "streetKey", min(dwelling.street) as street,
      count(distinct (dwelling.house_number, dwelling.postcode))::int as houses, count(*)::int as people,
      (count(*) filter (where not has_file and not closed))::int as open,
      (count(*) filter (where not has_file and not closed and not visited))::int as unseen
    from standing join dwelling on dwelling.id = standing.dwelling_id
    group by dwelling.street_key order by min(dwelling.street)`)
  return [...rows]
}

export interface Door {
  dwellingId: string
  street: string
  houseNumber: string
  postcode: string
  town: string
  people: DoorPerson[]
  /** People of whom no list of doors shows the name any more. */
  leftAlone: number
}

export interface Mark {
  visitId: string
  /** ISO date. */
  on: string
  outcome: VisitOutcome
  language: string | null
  note: string | null
}

export interface DoorPerson {
  personId: string
  familyName: string
  givenName: string
  state: 'open' | 'has-file' | 'moved'
  clientId: string | null
  /** The last visits, newest first. */
  visits: Mark[]
}

interface DoorRow extends Record<string, unknown> {
  dwellingId: string
  street: string
  houseNumber: string
  postcode: string
  town: string
  personId: string
  familyName: string
  givenName: string
  clientId: string | null
  alone: boolean
  gone: boolean
  visits: Mark[]
}

/** House by house: names and how the last visits went, never a status or why somebody is listed. `places`: rows of person_id and dwelling_id. */
async function doorsIn(db: StaffDb, places: SQL): Promise<Door[]> {
  const rows = await db.execute<DoorRow>(sql`
    select dwelling.id as "dwellingId", dwelling.street, dwelling.house_number as "houseNumber", dwelling.postcode, dwelling.town,
      person.id as "personId", person.family_name as "familyName", person.given_name as "givenName", client.id as "clientId",
      ${isLeftAlone('place')} as alone, ${isGone('place')} as gone,
      (select coalesce(jsonb_agg(jsonb_build_object('visitId', v.id, 'on', v.occurred_on, 'outcome', v.outcome, 'language', v.language, 'note', v.note)
          order by v.occurred_on desc, v.recorded_at desc), '[]')
        from (select * from visit where visit.person_id = person.id and visit.voided_at is null
          order by occurred_on desc, recorded_at desc limit 5) v) as visits
    from (${places}) place
    join dwelling on dwelling.id = place.dwelling_id
    join person on person.id = place.person_id
    left join client on client.person_id = person.id and client.voided_at is null
    where ${standsAtDoor(sql.raw('place.person_id'))}
    order by dwelling.street_key, nullif(regexp_replace(dwelling.house_number, '\\D.*', ''), '')::int nulls last, dwelling.house_number,
      dwelling.postcode, person.family_name, person.given_name, person.id`)
  const doors = new Map<string, Door>()
  for (const { dwellingId, street, houseNumber, postcode, town, alone, gone, ...one } of rows) {
    const door = doors.get(dwellingId) ?? {
      dwellingId,
      street,
      houseNumber,
      postcode,
      town,
      people: [],
      leftAlone: 0,
    }
    if (alone && !one.clientId) door.leftAlone += 1
    else door.people.push({ ...one, state: one.clientId ? 'has-file' : gone ? 'moved' : 'open' })
    doors.set(dwellingId, door)
  }
  return [...doors.values()]
}

/** One street house by house. */
export const doorsOf = (db: StaffDb, streetKey: string): Promise<Door[]> =>
  doorsIn(
    db,
    sql`select tenancy.person_id, tenancy.dwelling_id from tenancy join dwelling on dwelling.id = tenancy.dwelling_id
      where tenancy.until_on is null and dwelling.street_key = ${streetKey}`,
  )

/** The doors of a round, street by street, as they were when it was planned. */
export const doorsOfRound = (db: StaffDb, roundId: string): Promise<Door[]> =>
  doorsIn(db, sql`select person_id, dwelling_id from round_person where round_id = ${roundId}::uuid`)
