import { sql } from 'drizzle-orm'
import type { StaffDb } from '../../../db/handles.ts'
import type { ListPerson } from './person.ts'
import type { KnownPerson } from './plan.ts'

interface Row extends ListPerson, Record<string, unknown> {
  id: string
}

const textArray = (values: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`

/**
 * The persons a list may mean: those with an AZR number of the list, and those with the names of one of its rows.
 * In the order they became known, so that two imports of one list see the same.
 */
export async function knownPersons(db: StaffDb, listed: readonly ListPerson[]): Promise<KnownPerson[]> {
  const azrNumbers = listed.flatMap(({ azrNumber }) => azrNumber ?? [])
  const namesKeys = listed.map(({ namesKey }) => namesKey)
  const rows = await db.execute<Row>(sql`
    with named as (
      select person_id as id from person_registry where azr_number = any(${textArray(azrNumbers)})
      union
      select id from person where names_key = any(${textArray(namesKeys)})),
    -- Who was merged into somebody is found by what he was called, and is that person now.
    meant as (
      select coalesce(person.merged_into, person.id) as id, person.names_key as called, person.birth_date as born
      from named join person using (id))
    select person.id, registry.azr_number as "azrNumber", family_name as "familyName",
      nullif(given_name, '') as "givenName", called as "namesKey", born as "birthDate", gender, nationality,
      nationality_text as "nationalityText", nullif(dwelling.street, '') as street,
      nullif(dwelling.street_key, '') as "streetKey", nullif(dwelling.house_number, '') as "houseNumber",
      nullif(dwelling.postcode, '') as postcode, nullif(dwelling.town, '') as town,
      title.status as "residenceStatus", nullif(title.wording, '') as "residenceStatusText",
      title.valid_until as "validUntil", stay.entered_on as "entryDate", contact.phone, contact.email,
      contact.language, contact.language_text as "languageText"
    from meant join person using (id)
    left join person_registry registry on registry.person_id = person.id
    left join person_contact contact on contact.person_id = person.id
    left join person_stay stay on stay.person_id = person.id
    left join tenancy on tenancy.person_id = person.id and tenancy.until_on is null
    left join dwelling on dwelling.id = tenancy.dwelling_id
    left join lateral (
      select status, wording, valid_until from residence_title
      where residence_title.person_id = person.id and voided_at is null
      order by occurred_on desc, recorded_at desc limit 1) title on true
    order by person.created_at, person.id`)
  return rows.map(({ id, ...person }) => ({ id, person }))
}
