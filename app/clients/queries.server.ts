import { type SQL, sql } from 'drizzle-orm'
import type { StaffReader } from '../../db/handles.ts'

/** Who a page is about: enough for the banner that stays in sight, and for a command to hang its act on. */
export interface ClientHead {
  clientId: string
  personId: string
  /** Of the programme entered last. */
  participationId: string
  programmeName: string
  familyName: string
  givenName: string
  /** Reduced-precision ISO date. */
  birthDate: string
  gender: 'female' | 'male' | 'diverse' | null
  language: string | null
  interpreter: boolean
  email: string | null
  phone: string | null
  leadId: string | null
  leadName: string | null
  /** Only named people see the file. */
  restricted: boolean
  /** The residence title seen last; null when none is known. */
  title: { status: string | null; wording: string; validUntil: string | null } | null
}

/** `Haile, Selam`, of the `person` of a statement; some people have one name only. */
export const listedName = sql<string>`case person.given_name when '' then person.family_name else person.family_name || ', ' || person.given_name end`

/** One row with the columns of ClientHead, or none. */
export const headStatement = (clientId: string): SQL => sql`
    select client.id as "clientId", person.id as "personId", participation.id as "participationId",
      programme.name as "programmeName", person.family_name as "familyName", person.given_name as "givenName",
      person.birth_date as "birthDate", person.gender, contact.language, coalesce(contact.interpreter, false) as interpreter,
      contact.email, contact.phone, client.lead_id as "leadId", lead.name as "leadName", client.restriction is not null as restricted, title.title
    from client
    join person on person.id = client.person_id
    join participation on participation.client_id = client.id and participation.voided_at is null
    join programme on programme.id = participation.programme_id
    left join person_contact contact on contact.person_id = person.id
    left join actor lead on lead.id = client.lead_id
    -- Of several papers the one seen last, and of one day's the one written down last.
    left join lateral (
      select jsonb_build_object('status', status, 'wording', wording, 'validUntil', valid_until) as title
      from residence_title where residence_title.person_id = person.id and voided_at is null
      order by occurred_on desc, recorded_at desc limit 1) title on true
    where client.id = ${clientId}::uuid and client.voided_at is null
    order by participation.occurred_on desc, participation.id desc limit 1`

/** Undefined when there is no such file, or it was voided. */
export async function clientHead(db: StaffReader, clientId: string): Promise<ClientHead | undefined> {
  const [head] = await db.execute<ClientHead & Record<string, unknown>>(headStatement(clientId))
  return head
}
