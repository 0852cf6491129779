import { sql } from 'drizzle-orm'
import type { StaffDb } from '../../../db/handles.ts'
import { visible } from '../search.server.ts'

/** One of two entries, as they stand side by side. */
export interface Side {
  personId: string
  clientId: string | null
  leadName: string | null
  familyName: string
  givenName: string
  birthDate: string
  gender: 'female' | 'male' | 'diverse' | null
  nationality: string | null
  nationalityText: string | null
  azrNumber: string | null
  hasContact: boolean
  phone: string | null
  email: string | null
  language: string | null
  languageText: string | null
  interpreter: boolean | null
  enteredOn: string | null
  /** Street and number. */
  address: string | null
  /** How much hangs on each: nothing of it is lost. */
  visits: number
  listRows: number
  titles: number
  stream: number
  /** Since when the city knows of him; ISO date. */
  knownSince: string
}

/** Both entries, in this order; undefined unless both are there and not merged. Of a restricted file nobody else learns. */
export async function sidesOf(
  db: StaffDb,
  ids: readonly [string, string],
): Promise<[Side, Side] | undefined> {
  const rows = await db.execute<Side & Record<string, unknown>>(sql`
    select person.id as "personId", client.id as "clientId", lead.name as "leadName", person.family_name as "familyName",
      person.given_name as "givenName", person.birth_date as "birthDate", person.gender, person.nationality,
      person.nationality_text as "nationalityText", registry.azr_number as "azrNumber",
      contact.person_id is not null as "hasContact", contact.phone, contact.email, contact.language,
      contact.language_text as "languageText", contact.interpreter, stay.entered_on as "enteredOn",
      nullif(trim(dwelling.street || ' ' || dwelling.house_number), '') as address,
      (select count(*)::int from visit where visit.person_id = person.id and voided_at is null) as visits,
      (select count(*)::int from list_row where list_row.person_id = person.id) as "listRows",
      (select count(*)::int from residence_title title where title.person_id = person.id and title.voided_at is null) as titles,
      (select count(*)::int from timeline where timeline.client_id = client.id) as stream,
      to_char(person.created_at at time zone 'Europe/Berlin', 'YYYY-MM-DD') as "knownSince"
    from person
    left join client on client.person_id = person.id and client.voided_at is null
    left join actor lead on lead.id = client.lead_id
    left join person_registry registry on registry.person_id = person.id
    left join person_contact contact on contact.person_id = person.id
    left join person_stay stay on stay.person_id = person.id
    left join tenancy on tenancy.person_id = person.id and tenancy.until_on is null
    left join dwelling on dwelling.id = tenancy.dwelling_id
    where person.id in (${ids[0]}::uuid, ${ids[1]}::uuid) and ${visible}`)
  const [one, other] = ids.map((id) => rows.find(({ personId }) => personId === id))
  return one && other && one !== other ? [one, other] : undefined
}
