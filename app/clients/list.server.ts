import { type SQL, sql } from 'drizzle-orm'
import type { StaffReader } from '../../db/handles.ts'

export interface ClientRow {
  clientId: string
  familyName: string
  givenName: string
  birthDate: string
  leadName: string | null
  titleUntil: string | null
  /** Next booked talk, ISO instant. */
  nextTalk: string | null
  /** Window of the live schedule, ISO dates. */
  windowFrom: string | null
  windowTo: string | null
}

export interface ClientList {
  rows: ClientRow[]
  /** Id of the last row when there are more: a cursor holds no name. */
  next: string | null
}

export const PAGE_SIZE = 50

const columns = sql`
  client.id as "clientId", person.family_name as "familyName", person.given_name as "givenName",
  person.birth_date as "birthDate", client.lead_id as "leadId", person.id as "personId", title.valid_until as "titleUntil",
  to_char(talk.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "nextTalk",
  schedule.window_from as "windowFrom", schedule.window_to as "windowTo"`

/** Facts beside a name: each is one step into an index, for the rows of the page only. */
const facts = sql`
  left join follow_up_schedule schedule on schedule.client_id = client.id and schedule.state = 'live'
  left join lateral (
    select starts_at from appointment
    where appointment.client_id = client.id and appointment.state = 'booked' and appointment.voided_at is null
    order by starts_at desc limit 1) talk on true
  left join lateral (
    select valid_until from residence_title
    where residence_title.person_id = person.id and residence_title.voided_at is null
    order by occurred_on desc, recorded_at desc limit 1) title on true`

const open = sql`client.voided_at is null and client.closed_on is null`
const byName = sql`order by person.family_name, person.given_name, person.id`

const after = (cursor: string | undefined): SQL =>
  cursor
    ? sql`and (person.family_name, person.given_name, person.id) >
        (select p.family_name, p.given_name, p.id from client c join person p on p.id = c.person_id where c.id = ${cursor})`
    : sql``

/**
 * Runs a statement that answers one row more than a page. The names of the leads come after it and once each: the
 * planner would read the whole staff for every row, because that table fits on one page of the disk.
 */
async function page(db: StaffReader, rowsOfPage: SQL): Promise<ClientList> {
  const found = await db.execute<ClientRow & Record<string, unknown>>(sql`
    with page as materialized (${rowsOfPage}),
    leads as materialized (select id, name from actor where id = any(array(select "leadId" from page)))
    select "clientId", "familyName", "givenName", "birthDate", leads.name as "leadName", "titleUntil", "nextTalk",
      "windowFrom", "windowTo"
    from page left join leads on leads.id = page."leadId" order by "familyName", "givenName", "personId"`)
  const rows = found.slice(0, PAGE_SIZE)
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.clientId ?? null) : null }
}

/** All open files of the city by name. Walks the index of names from the cursor on: a page costs a page. */
export const listClients = (db: StaffReader, cursor: string | undefined): Promise<ClientList> =>
  page(
    db,
    sql`select ${columns} from person join client on client.person_id = person.id and ${open} ${facts}
      where true ${after(cursor)} ${byName} limit ${PAGE_SIZE + 1}`,
  )

/** The open files one worker leads, by name. */
export const listClientsOf = (
  db: StaffReader,
  leadId: string,
  cursor: string | undefined,
): Promise<ClientList> =>
  page(
    db,
    // Her files first: sorting a caseload is cheaper than walking all names until enough are hers.
    sql`with mine as materialized (select id from client where client.lead_id = ${leadId} and ${open})
      select ${columns} from mine
      cross join lateral (select * from client where client.id = mine.id limit 1) client
      cross join lateral (select * from person where person.id = client.person_id limit 1) person
      ${facts} where true ${after(cursor)} ${byName} limit ${PAGE_SIZE + 1}`,
  )
