import { sql } from 'drizzle-orm'
import type { StaffDb } from '../../db/handles.ts'
import { type Comparison, compare, type Likeness, WORTH_A_LOOK } from './rules.ts'
import { type FoundPerson, visible } from './search.server.ts'

/** Two entries that may be one person; the one with a file stands first, else the one known longer. */
export interface PairOfPeople extends Comparison {
  one: FoundPerson
  other: FoundPerson
}

export const MOST_PAIRS = 50
/** Pairs that are compared in full; the database brings those of one birth date first. */
const COMPARED = 400

type Facts = FoundPerson & Likeness & { birthDate: string }

/**
 * Pairs of the city worth a look, the likeliest first. Candidates meet in an index, never all with all: those whose names
 * sound alike and who were born in one year, and those born on one day who share a name. On 1 January are born all whose
 * birthday nobody knew: sharing one name says nothing there.
 */
export async function pairsToLookAt(db: StaffDb): Promise<PairOfPeople[]> {
  const rows = await db.execute<{ one: Facts; other: Facts }>(sql`
    with known as materialized (
      select id, created_at, sound_key, birth_date, string_to_array(sound_key, ' ', '') as sounds from person
      where sound_key > ' ' and ${visible}),
    pairs as materialized (
      select a.id as one, b.id as other, a.birth_date = b.birth_date as same_day
      from known a join known b on b.sound_key = a.sound_key and left(b.birth_date, 4) = left(a.birth_date, 4) and b.id > a.id
      union
      select a.id, b.id, true from known a join known b on b.birth_date = a.birth_date and b.id > a.id and b.sounds && a.sounds
      where length(a.birth_date) = 10 and right(a.birth_date, 6) <> '-01-01'),
    open as materialized (
      select one, other from pairs
      where not exists (select from not_duplicate apart where apart.one_id = one and apart.other_id = other and apart.voided_at is null)
        -- Two numbers are two persons.
        and not exists (select from person_registry r join person_registry s on s.azr_number <> r.azr_number
          where r.person_id = one and s.person_id = other)
      order by same_day desc, one, other limit ${COMPARED}),
    facts as materialized (
      select person.id, jsonb_build_object('personId', person.id, 'clientId', client.id, 'closed', client.closed_on is not null,
        'familyName', person.family_name, 'givenName', person.given_name, 'birthDate', person.birth_date, 'gender', person.gender,
        'street', nullif(trim(dwelling.street || ' ' || dwelling.house_number), ''), 'leadName', lead.name,
        'azrNumber', registry.azr_number, 'phone', contact.phone) as facts, client.id is null as listed, person.created_at
      from person
      left join client on client.person_id = person.id and client.voided_at is null
      left join actor lead on lead.id = client.lead_id
      left join person_registry registry on registry.person_id = person.id
      left join person_contact contact on contact.person_id = person.id
      left join tenancy on tenancy.person_id = person.id and tenancy.until_on is null
      left join dwelling on dwelling.id = tenancy.dwelling_id
      where person.id in (select one from open union select other from open))
    select case when first then a.facts else b.facts end as one, case when first then b.facts else a.facts end as other
    from open join facts a on a.id = open.one join facts b on b.id = open.other
    cross join lateral (select (a.listed, a.created_at, a.id) <= (b.listed, b.created_at, b.id) as first) order_of`)
  return rows
    .map(({ one, other }) => ({ one: bare(one), other: bare(other), ...compare(one, other) }))
    .filter(({ score }) => score >= WORTH_A_LOOK)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_PAIRS)
}

/** Without what is only compared and never shown. */
const bare = ({ azrNumber: _azr, phone: _phone, gender: _gender, ...person }: Facts): FoundPerson => person

export interface MergeLine {
  mergeId: string
  /** ISO date. */
  on: string
  by: string
  reason: string
  kept: string
  gone: string
  clientId: string | null
}

/** Merges that stand, the newest first; of restricted files only to those who may see them. */
export async function lastMerges(db: StaffDb): Promise<MergeLine[]> {
  return [
    ...(await db.execute<MergeLine & Record<string, unknown>>(sql`
      select merge.id as "mergeId", merge.occurred_on as "on", actor.name as by, merge.reason,
        concat_ws(', ', person.family_name, nullif(person.given_name, '')) as kept,
        concat_ws(', ', gone.family_name, nullif(gone.given_name, '')) as gone, client.id as "clientId"
      from person_merge merge
      join person on person.id = merge.kept_id and ${visible}
      join person gone on gone.id = merge.gone_id
      join actor on actor.id = merge.recorded_by
      left join client on client.person_id = person.id and client.voided_at is null
      where merge.voided_at is null order by merge.recorded_at desc limit 20`)),
  ]
}

export interface ApartLine {
  apartId: string
  /** ISO date. */
  on: string
  by: string
  one: string
  other: string
}

/** Who was said to be two, the last first; nobody whose file is for others. */
export async function lastApart(db: StaffDb): Promise<ApartLine[]> {
  const name = (row: string) => sql.raw(`concat_ws(', ', ${row}.family_name, nullif(${row}.given_name, ''))`)
  return [
    ...(await db.execute<ApartLine & Record<string, unknown>>(sql`
      select apart.id as "apartId", apart.occurred_on as "on", actor.name as by, ${name('person')} as one, ${name('other')} as other
      from not_duplicate apart
      join person on person.id = apart.one_id and ${visible}
      join (select person.* from person where ${visible}) other on other.id = apart.other_id
      join actor on actor.id = apart.recorded_by
      where apart.voided_at is null order by apart.recorded_at desc, apart.id limit 20`)),
  ]
}
