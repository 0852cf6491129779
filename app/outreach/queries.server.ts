import { sql } from 'drizzle-orm'
import type { StaffDb } from '../../db/handles.ts'
import type { VisitOutcome } from './input.ts'

/** Where each listed person stands: a file, a last word at the door, or still to be visited. Restricted files stay away from doors. */
const standing = sql`
  select tenancy.person_id, tenancy.dwelling_id,
    exists (select 1 from client where client.person_id = tenancy.person_id and client.voided_at is null) as has_file,
    exists (select 1 from visit where visit.person_id = tenancy.person_id and visit.voided_at is null
      and visit.outcome in ('declined', 'moved')) as closed,
    exists (select 1 from visit where visit.person_id = tenancy.person_id and visit.voided_at is null) as visited
  from tenancy where tenancy.until_on is null
    and not exists (select from restricted_person hidden where hidden.person_id = tenancy.person_id)`

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
  people: DoorPerson[]
}

export interface DoorPerson {
  personId: string
  familyName: string
  givenName: string
  state: 'open' | 'has-file' | 'declined' | 'moved'
  clientId: string | null
  /** The last visits, newest first; dates only and how they went. */
  visits: { on: string; outcome: VisitOutcome }[]
}

interface DoorRow extends Record<string, unknown> {
  dwellingId: string
  street: string
  houseNumber: string
  postcode: string
  personId: string
  familyName: string
  givenName: string
  clientId: string | null
  visits: { on: string; outcome: VisitOutcome }[] | null
}

/** One street house by house: names and how the last visits went, never a status or why somebody is listed. */
export async function doorsOf(db: StaffDb, streetKey: string): Promise<Door[]> {
  const rows = await db.execute<DoorRow>(sql`
    select dwelling.id as "dwellingId", dwelling.street, dwelling.house_number as "houseNumber", dwelling.postcode,
      person.id as "personId", person.family_name as "familyName", person.given_name as "givenName", client.id as "clientId",
      (select jsonb_agg(jsonb_build_object('on', v.occurred_on, 'outcome', v.outcome) order by v.occurred_on desc, v.recorded_at desc)
        from (select * from visit where visit.person_id = person.id and visit.voided_at is null
          order by occurred_on desc, recorded_at desc limit 5) v) as visits
    from dwelling
    join tenancy on tenancy.dwelling_id = dwelling.id and tenancy.until_on is null
    join person on person.id = tenancy.person_id
    left join client on client.person_id = person.id and client.voided_at is null
    where dwelling.street_key = ${streetKey}
      and not exists (select from restricted_person hidden where hidden.person_id = person.id)
    order by nullif(regexp_replace(dwelling.house_number, '\\D.*', ''), '')::int nulls last, dwelling.house_number, dwelling.postcode,
      person.family_name, person.given_name, person.id`)
  const doors = new Map<string, Door>()
  for (const { dwellingId, street, houseNumber, postcode, visits, ...one } of rows) {
    const door = doors.get(dwellingId) ?? { dwellingId, street, houseNumber, postcode, people: [] }
    const past = visits ?? []
    const last = past.find(({ outcome }) => outcome === 'declined' || outcome === 'moved')?.outcome
    const state = one.clientId ? 'has-file' : last === 'declined' || last === 'moved' ? last : 'open'
    door.people.push({ ...one, state, visits: past })
    doors.set(dwellingId, door)
  }
  return [...doors.values()]
}
