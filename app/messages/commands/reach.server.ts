import { type SQL, sql } from 'drizzle-orm'
import type { StaffDb } from '../../../db/handles.ts'
import type { Ways } from '../rules/ladder.ts'
import { takesSms } from '../sms-number.ts'

export interface Reach {
  personId: string
  /** BCP 47; `und` when nobody asked. */
  language: string
  email: string | null
  /** E.164 of a mobile. */
  sms: string | null
  /** Name and door as the lines of an address; null where nobody knows one, or the file is restricted: a letter tells where. */
  letter: string[] | null
  /** Which of the addresses above nothing may go to. */
  blocked: { email: boolean; sms: boolean }
}

/** As `reachColumns` reads it. */
export type ReachRow = Omit<Reach, 'blocked'> & { noEmail: boolean; noSms: boolean }

/** Every way that leads to a client, beside `client` and `person` in a statement; `reachJoins` belongs to it. */
export const reachColumns: SQL = sql`
  person.id as "personId", coalesce(contact.language, 'und') as language, contact.email, contact.phone as sms,
  case when door.id is not null and client.restriction is null then jsonb_build_array(
    trim(person.given_name || ' ' || person.family_name), trim(door.street || ' ' || door.house_number),
    trim(door.postcode || ' ' || door.town)) end as letter,
  exists (select from blocked_address where channel = 'email' and lifted_at is null
    and address = lower(trim(contact.email))) as "noEmail",
  exists (select from blocked_address where channel = 'sms' and lifted_at is null and address = contact.phone) as "noSms"`

export const reachJoins: SQL = sql`
  left join person_contact contact on contact.person_id = person.id
  left join tenancy on tenancy.person_id = person.id and tenancy.until_on is null
  left join dwelling door on door.id = tenancy.dwelling_id and door.postcode <> '' and door.town <> ''`

export const asReach = ({ noEmail, noSms, sms, personId, language, email, letter }: ReachRow): Reach => ({
  personId,
  language,
  email,
  letter,
  sms: takesSms(sms) ? sms : null,
  blocked: { email: noEmail, sms: noSms },
})

export async function reachOf(db: StaffDb, clientId: string): Promise<Reach> {
  const [found] = await db.execute<{ [column in keyof ReachRow]: ReachRow[column] }>(sql`
    select ${reachColumns} from client join person on person.id = client.person_id ${reachJoins}
    where client.id = ${clientId}::uuid`)
  if (!found) throw new Error('A message is for no client')
  return asReach(found)
}

/** Which of the written rungs can be taken. */
export const waysOf = ({ email, sms, letter, blocked }: Reach): Ways => ({
  email: email !== null && !blocked.email,
  sms: sms !== null && !blocked.sms,
  letter: letter !== null,
})
