import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { employer, placement } from '../../db/city/schema/placements.ts'
import type { StaffDb } from '../../db/handles.ts'
import type { Result } from '../kit/result.ts'
import type { EmployerInput } from './input.ts'
import { chooseEmployer, type KnownEmployer } from './rules.ts'

export interface EmployerRow extends KnownEmployer {
  /** People whose job there is running today. */
  people: number
}

export interface EmployerList {
  rows: EmployerRow[]
  /** Id of the last row when there are more. */
  next: string | null
}

export const PAGE_SIZE = 50
const OFFERED = 500

const columns = { employerId: employer.id, name: employer.name, town: employer.town }
const alphabetical = [asc(sql`lower(${employer.name})`), asc(sql`lower(${employer.town})`)]
/** The columns of the index `employer_once`, which a page walks. */
const place = (row: SQL): SQL => sql`(lower(${row}.name), lower(${row}.town))`

/** Where a page begins: behind the last of the page before, or with the one just entered; else at the beginning. */
export interface ListStart {
  after?: string | undefined
  at?: string | undefined
}

function from({ after, at }: ListStart): SQL {
  const edge = (id: string) => sql`(select lower(e.name), lower(e.town) from employer e where e.id = ${id})`
  if (after) return sql`where ${place(sql`employer`)} > ${edge(after)}`
  return at ? sql`where ${place(sql`employer`)} >= ${edge(at)}` : sql``
}

/** By name. Counts people for the rows of the page only. `today` is an ISO date. */
export async function listEmployers(db: StaffDb, start: ListStart, today: string): Promise<EmployerList> {
  const found = await db.execute<EmployerRow & Record<string, unknown>>(sql`
    with page as materialized (
      select * from employer ${from(start)} order by lower(name), lower(town) limit ${PAGE_SIZE + 1})
    select page.id as "employerId", page.name, page.town, working.people
    from page cross join lateral (
      select count(distinct placement.client_id)::int as people from placement
      where placement.employer_id = page.id and placement.voided_at is null and placement.occurred_on <= ${today}
        and (placement.ended_on is null or placement.ended_on >= ${today})) working
    order by ${place(sql`page`)}`)
  const rows = found.slice(0, PAGE_SIZE)
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.employerId ?? null) : null }
}

/** The employer somebody typed; null when the city knows none of that name and town. */
export async function knownEmployer(
  db: StaffDb,
  { name, town }: EmployerInput,
): Promise<Result<string | null, 'which-town'>> {
  const sameName = await db
    .select(columns)
    .from(employer)
    .where(eq(sql`lower(${employer.name})`, sql`lower(${name})`))
    .orderBy(...alphabetical)
  return chooseEmployer(town, sameName)
}

/**
 * What a form offers while a name is typed: every employer, or in a city with more than 500 those of its last
 * placements. Who is not offered is found by the typed name all the same.
 */
export async function offeredEmployers(db: StaffDb): Promise<KnownEmployer[]> {
  const all = await db
    .select(columns)
    .from(employer)
    .orderBy(...alphabetical)
    .limit(OFFERED + 1)
  if (all.length <= OFFERED) return all
  const recent = db
    .select({ employerId: placement.employerId })
    .from(placement)
    .orderBy(sql`${placement.occurredOn} desc, ${placement.id}`)
    .limit(OFFERED)
  return db
    .select(columns)
    .from(employer)
    .where(sql`${employer.id} in (${recent})`)
    .orderBy(...alphabetical)
}
