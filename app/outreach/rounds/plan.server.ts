/** Whom a round would visit, before it is planned. */
import { type SQL, sql } from 'drizzle-orm'
import type { RoundPart } from '../../../db/city/schema/outreach.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { isVisited } from '../standing.server.ts'

/** A part that was left empty asks for everybody. */
const oneOf = (column: SQL, known: readonly string[] | undefined): SQL =>
  known && known.length > 0
    ? sql` and ${column} in (${sql.join(
        known.map((one) => sql`${one}`),
        sql`, `,
      )})`
    : sql``

/** Whether the `person` of a statement is certainly under 27 on a day: a birth date that is a year or a month alone began on its first day. */
export const isUnder27 = (day: SQL): SQL =>
  sql`person.birth_date collate "C" > to_char(${day} - interval '27 years', 'YYYY-MM-DD')`

/** Rows `person_id, dwelling_id, woman, young`: who may be visited and belongs to the part; `day` is the first of the round. */
export function chosenPeople(part: RoundPart, day: string): SQL {
  const young = isUnder27(sql`${day}::date`)
  const listed = part.importId
    ? sql` and exists (select from list_row line where line.import_id = ${part.importId}::uuid and line.person_id = door.person_id)`
    : sql``
  return sql`
    select door.person_id, door.dwelling_id, coalesce(person.gender = 'female', false) as woman, ${young} as young
    from tenancy door
    join person on person.id = door.person_id
    join dwelling on dwelling.id = door.dwelling_id
    left join person_contact contact on contact.person_id = door.person_id
    where door.until_on is null and ${isVisited('door')} ${listed}
      ${oneOf(sql`dwelling.postcode`, part.postcodes)} ${oneOf(sql`dwelling.street_key`, part.streetKeys)}
      ${oneOf(sql`coalesce(contact.language, '')`, part.languages)}
      ${part.women ? sql` and person.gender = 'female'` : sql``} ${part.under27 ? sql` and ${young}` : sql``}`
}

/** How many people, houses, women and people under 27 a part holds. */
export interface Chosen {
  people: number
  houses: number
  women: number
  under27: number
}

export async function countChosen(db: StaffDb, part: RoundPart, day: string): Promise<Chosen> {
  const [counted] = await db.execute<{ people: number; houses: number; women: number; under27: number }>(sql`
    select count(*)::int as people, count(distinct dwelling_id)::int as houses,
      (count(*) filter (where woman))::int as women, (count(*) filter (where young))::int as under27
    from (${chosenPeople(part, day)}) chosen`)
  if (!counted) throw new Error('A count answered no row')
  return counted
}

interface Choice {
  key: string
  name: string
  people: number
}

export interface RoundChoices {
  /** Postcode with its town. */
  postcodes: Choice[]
  streets: Choice[]
  /** BCP 47; the empty key stands for people whose language nobody knows. */
  languages: Choice[]
  imports: { id: string; importedOn: string; rows: number }[]
  /** Of the round planned last: offices keep their telephone. */
  phone: string | null
}

/** What a round can be made of: only where somebody may still be visited. */
export async function roundChoices(db: StaffDb): Promise<RoundChoices> {
  const [row] = await db.execute<{ choices: RoundChoices }>(sql`
    with open as materialized (
      select dwelling.postcode, dwelling.town, dwelling.street_key, dwelling.street, coalesce(contact.language, '') as language
      from tenancy door join dwelling on dwelling.id = door.dwelling_id
      left join person_contact contact on contact.person_id = door.person_id
      where door.until_on is null and ${isVisited('door')})
    select jsonb_build_object(
      'postcodes', (select coalesce(jsonb_agg(jsonb_build_object('key', postcode, 'name', concat_ws(' ', postcode, town), 'people', people) order by postcode), '[]')
        from (select postcode, min(town) as town, count(*) as people from open where postcode <> '' group by postcode) by_postcode),
      'streets', (select coalesce(jsonb_agg(jsonb_build_object('key', street_key, 'name', street, 'people', people) order by street), '[]')
        from (select street_key, min(street) as street, count(*) as people from open where street_key <> '' group by street_key) by_street),
      'languages', (select coalesce(jsonb_agg(jsonb_build_object('key', language, 'name', language, 'people', people) order by people desc, language), '[]')
        from (select language, count(*) as people from open group by language) by_language),
      'imports', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'importedOn', imported_on, 'rows', rows) order by nth desc), '[]')
        from (select * from list_import where voided_at is null order by nth desc limit 20) lists),
      'phone', (select phone from outreach_round where voided_at is null order by recorded_at desc limit 1)
    ) as choices`)
  if (!row) throw new Error('A statement without rows answered none')
  return row.choices
}
