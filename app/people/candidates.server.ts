import { sql } from 'drizzle-orm'
import type { StaffDb } from '../../db/handles.ts'
import { soundsOfTyped } from '../clients/rules/sounds.ts'
import { foldName } from '../clients/rules.ts'
import { readPhone } from '../outreach/list/contact.ts'
import { readDate } from '../outreach/list/dates.ts'
import type { TypedInput } from './input.ts'
import { type Comparison, compare, type Likeness } from './rules.ts'
import { type FoundPerson, visible, wordMatches } from './search.server.ts'

export interface Candidate extends FoundPerson {
  reasonsFor: Comparison['reasonsFor']
}

/** How many are proposed, and of how many that share something the best are taken. */
const PROPOSED = 6
const LOOKED_AT = 60

type Row = FoundPerson & Likeness & { birthDate: string } & Record<string, unknown>

/**
 * People the one being typed in may be: everyone whose names hold what is typed, and, once the birth date is there, whoever
 * was born that day and shares one name. The likeliest first.
 */
export async function candidatesFor(db: StaffDb, typed: TypedInput, today: string): Promise<Candidate[]> {
  const words = `${typed.familyName} ${typed.givenName}`
    .split(/[\s,]+/)
    .filter((word) => foldName(word).length > 1)
  if (words.join('').length < 3) return []
  const date = readDate(typed.birthDate, { today, era: 'past' })
  const born = date.ok ? date.value : null
  const all = sql.join(words.map(wordMatches), sql` and `)
  const one = sql.join(
    words.flatMap((word) => soundsOfTyped(word).map((sound) => sql`sound_key like ${`% ${sound}%`}`)),
    sql` or `,
  )
  const match = born ? sql`((${all}) or (birth_date = ${born} and (${one})))` : all
  const rows = await db.execute<Row>(sql`
    with found as materialized (
      select id, family_name, given_name, birth_date, gender from person where ${match} and ${visible}
      order by birth_date = ${born ?? ''} desc, family_name, given_name, id limit ${LOOKED_AT})
    select found.id as "personId", client.id as "clientId", client.closed_on is not null as closed,
      found.family_name as "familyName", found.given_name as "givenName", found.birth_date as "birthDate", null as gender,
      nullif(trim(dwelling.street || ' ' || dwelling.house_number), '') as street, lead.name as "leadName",
      registry.azr_number as "azrNumber", contact.phone
    from found
    left join client on client.person_id = found.id and client.voided_at is null
    left join actor lead on lead.id = client.lead_id
    left join person_registry registry on registry.person_id = found.id
    left join person_contact contact on contact.person_id = found.id
    left join tenancy on tenancy.person_id = found.id and tenancy.until_on is null
    left join dwelling on dwelling.id = tenancy.dwelling_id`)
  const asked: Likeness = {
    familyName: typed.familyName,
    givenName: typed.givenName,
    birthDate: born,
    gender: null,
    azrNumber: null,
    phone: readPhone(typed.phone).phone,
  }
  return rows
    .map((row) => ({ row, ...compare(asked, row) }))
    .filter(({ reasonsAgainst }) => reasonsAgainst.length === 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, PROPOSED)
    .map(({ row: { azrNumber: _azr, phone: _phone, gender: _gender, ...person }, reasonsFor }) => ({
      ...person,
      reasonsFor,
    }))
}
