/**
 * The audit trail, read through its two doors (db/city/audit.sql). Each asks for the row of the act it runs in:
 * `client-access` about that client, or `staff-access` about that colleague with a reason; without it Postgres refuses.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Actor, Purpose } from '../../db/act.ts'
import type { SpecialCategory } from '../../db/city/schema/audit.ts'
import type { StaffDb } from '../../db/handles.ts'
import type { SearchInput } from './input.ts'
import { firstWeek, type Week } from './rules.ts'

interface Trace {
  /** Of the row in the trail: a decimal number. */
  id: string
  /** ISO instant. */
  at: string
  action: Purpose['action']
  subject: string
  reason: string | null
  special: SpecialCategory[]
}

export interface Access extends Trace {
  name: string
  role: Actor['role']
  organisation: string | null
}

export interface TracePage<T> {
  rows: T[]
  /** The id the next page begins after; null on the last. */
  next: string | null
}

const PAGE_SIZE = 50

const trace = sql`id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, action, subject, reason,
  coalesce(to_jsonb(special), '[]') as special`

function pageOf<T extends Trace>(found: readonly T[]): TracePage<T> {
  const rows = found.slice(0, PAGE_SIZE)
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null }
}

/** Who opened, changed or tried a file, the newest first. */
export async function accessesTo(
  db: StaffDb,
  clientId: string,
  before: string | undefined,
): Promise<TracePage<Access>> {
  const found = await db.execute<Access & Record<string, unknown>>(sql`
    select ${trace}, actor_name as name, actor_role as role, organisation
    from audit.of_client(${clientId}::uuid, ${before ?? null}::bigint, ${PAGE_SIZE + 1})`)
  return pageOf(found)
}

/** How often a file was opened in each of the last weeks; weeks without an access are left out. */
export const weeksOf = async (db: StaffDb, clientId: string, today: string): Promise<Week[]> =>
  db.execute<Week & Record<string, unknown>>(sql`
    select week::text, by_lead as "byLead", by_others as "byOthers"
    from audit.weeks_of_client(${clientId}::uuid, ${firstWeek(today)}::date)`)

export interface Colleague {
  id: string
  name: string
  role: Actor['role']
  organisation: string | null
}

/** Everybody who ever left a trace in the city, by name; those who have gone too. */
export const colleagues = async (db: StaffDb): Promise<Colleague[]> =>
  db.execute<Colleague & Record<string, unknown>>(sql`
    select actor_id as id, actor_name as name, actor_role as role, organisation from audit.people() order by actor_name, actor_id`)

export interface Opened extends Trace {
  /** Whose file it was; null for lists and everything that is about nobody. */
  file: { clientId: string; familyName: string; givenName: string } | null
}

const opened = sql`${trace}, case when client_id is not null then jsonb_build_object(
  'clientId', client_id, 'familyName', family_name, 'givenName', given_name) end as file`

const door = ({ actor, from, until }: SearchInput, before: string | null, limit: number): SQL =>
  sql`audit.of_actor(${actor}::uuid, ${from}::date, ${until}::date, ${before}::bigint, ${limit})`

/** What a colleague looked at and did, the newest first. */
export async function openedBy(db: StaffDb, asked: SearchInput): Promise<TracePage<Opened>> {
  const from = door(asked, asked.before ?? null, PAGE_SIZE + 1)
  return pageOf(await db.execute<Opened & Record<string, unknown>>(sql`select ${opened} from ${from}`))
}

const MOST_LINES = 10_000

/** The same for a file: all of the period, up to 10,000 lines. */
export const allOpenedBy = async (db: StaffDb, asked: SearchInput): Promise<Opened[]> =>
  db.execute<Opened & Record<string, unknown>>(sql`select ${opened} from ${door(asked, null, MOST_LINES)}`)
