import { sql } from 'drizzle-orm'
import type { StaffDb } from '../../../db/handles.ts'
import type { PersonFacts } from '../rules/funder.ts'

/** What the funder asks and the talk does not: undefined when there is no such file. */
export async function personFactsOf(db: StaffDb, clientId: string): Promise<PersonFacts | undefined> {
  const [found] = await db.execute<PersonFacts & Record<string, unknown>>(sql`
    select participation.occurred_on::text as "enteredOn", birth_date as "birthDate", gender, nationality,
      exists (select from tenancy where tenancy.person_id = person.id and kind is not null and until_on is null) as housed
    from client
    join person on person.id = client.person_id
    join participation on participation.client_id = client.id and participation.voided_at is null
    where client.id = ${clientId}::uuid and client.voided_at is null
    order by participation.occurred_on desc, participation.id desc limit 1`)
  return found
}
