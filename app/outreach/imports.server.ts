import { desc, eq, sql } from 'drizzle-orm'
import { listImport, listRow } from '../../db/city/schema/outreach.ts'
import { programme } from '../../db/city/schema/programmes.ts'
import type { StaffDb } from '../../db/handles.ts'
import { roundsOfList } from './rounds/queries.server.ts'
import { type EndState, endStates, NOT_REACHED } from './rules.ts'
import { hasFile } from './standing.server.ts'

export interface ImportRow {
  id: string
  importedOn: string
  programmeName: string
  rows: number
  created: number
  updated: number
  unchanged: number
  duplicates: number
  rejected: number
  leftOut: number
  /** Taken back as a whole. */
  voidedAt: string | null
  voidReason: string | null
}

const importColumns = {
  id: listImport.id,
  importedOn: listImport.importedOn,
  programmeName: programme.name,
  rows: listImport.rows,
  created: listImport.created,
  updated: listImport.updated,
  unchanged: listImport.unchanged,
  duplicates: listImport.duplicates,
  rejected: listImport.rejected,
  leftOut: listImport.leftOut,
  voidedAt: sql<string | null>`to_json(${listImport.voidedAt}) #>> '{}'`,
  voidReason: listImport.voidReason,
}

/** The lists taken in last. */
export const lastImports = (db: StaffDb): Promise<ImportRow[]> =>
  db
    .select(importColumns)
    .from(listImport)
    .innerJoin(programme, eq(programme.id, listImport.programmeId))
    .orderBy(desc(listImport.nth))
    .limit(20)

export interface ImportDetail extends ImportRow {
  header: string[]
  rejectedRows: { row: number; column: string; code: string; cells: string[] }[]
  warnings: { row: number; column: string; code: string }[]
}

export async function importDetail(db: StaffDb, importId: string): Promise<ImportDetail | undefined> {
  const [found] = await db
    .select({ ...importColumns, header: listImport.header })
    .from(listImport)
    .innerJoin(programme, eq(programme.id, listImport.programmeId))
    .where(eq(listImport.id, importId))
  if (!found) return undefined
  const noted = await db
    .select({
      row: listRow.line,
      outcome: listRow.outcome,
      column: listRow.column,
      code: listRow.code,
      cells: listRow.cells,
      warnings: listRow.warnings,
    })
    .from(listRow)
    .where(
      sql`${listRow.importId} = ${importId} and (${listRow.outcome} = 'rejected' or ${listRow.warnings} <> '[]'::jsonb)`,
    )
    .orderBy(listRow.line)
  return {
    ...found,
    rejectedRows: noted.flatMap(({ row, outcome, column, code, cells }) =>
      outcome === 'rejected' ? [{ row, column: column ?? '', code: code ?? '', cells: cells ?? [] }] : [],
    ),
    warnings: noted.flatMap(({ row, outcome, warnings }) =>
      outcome === 'rejected' || outcome === 'duplicate'
        ? []
        : warnings.map((warning) => ({ row, ...warning })),
    ),
  }
}

/** Where each row of a list has ended by now, each in one place: the parts add up to its rows. */
export async function endStatesOf(
  db: StaffDb,
  importId: string,
): Promise<{ state: EndState; rows: number }[]> {
  const rows = await db.execute<{ state: EndState; rows: number }>(sql`
    select case
        when listed.outcome in ('rejected', 'duplicate', 'left-out') then listed.outcome
        when ${hasFile('listed')} then 'file'
        else coalesce(last.outcome, 'unseen') end as state, count(*)::int as rows
    from list_row listed
    left join lateral (
      select visit.outcome from visit where visit.person_id = listed.person_id and visit.voided_at is null
      order by visit.occurred_on desc, visit.recorded_at desc, visit.id limit 1) last on true
    where listed.import_id = ${importId} group by 1`)
  return endStates([...rows])
}

export interface MissingPerson {
  personId: string
  familyName: string
  givenName: string
  /** The newest list that named the person. */
  lastOn: string
}

/**
 * Whom earlier lists of the programme named and this one does not, by name. Nobody is deleted for that. Restricted files
 * stay away.
 */
export async function missingFrom(
  db: StaffDb,
  importId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ people: MissingPerson[]; all: number }> {
  const rows = await db.execute<MissingPerson & { all: number } & Record<string, unknown>>(sql`
    with earlier as (
      select list_row.person_id, max(list_import.imported_on) as last_on
      from list_row join list_import on list_import.id = list_row.import_id
      join list_import this on this.id = ${importId} and this.programme_id = list_import.programme_id
        and list_import.nth < this.nth
      where list_row.person_id is not null
        and not exists (select from list_row named where named.import_id = this.id and named.person_id = list_row.person_id)
        and not exists (select from restricted_person hidden where hidden.person_id = list_row.person_id)
      group by list_row.person_id)
    select person.id as "personId", person.family_name as "familyName", person.given_name as "givenName",
      earlier.last_on as "lastOn", (count(*) over ())::int as all
    from earlier join person on person.id = earlier.person_id
    order by person.family_name, person.given_name, person.id limit ${limit} offset ${offset}`)
  return { people: rows.map(({ all: _, ...one }) => one), all: rows[0]?.all ?? 0 }
}

/** How many people of lists nobody has reached (no file, no answer at the door), by the day of the newest list naming them. */
export async function unreached(db: StaffDb): Promise<{ lastNamedOn: string; people: number }[]> {
  const rows = await db.execute<{ lastNamedOn: string; people: number }>(sql`
    with listed as (
      select list_row.person_id, max(list_import.imported_on) as last_on
      from list_row join list_import on list_import.id = list_row.import_id
      where list_row.person_id is not null group by list_row.person_id)
    select last_on as "lastNamedOn", count(*)::int as people from listed
    where not ${hasFile('listed')} and not exists (
      select from visit where visit.person_id = listed.person_id and visit.voided_at is null
        and not visit.outcome = any(array(select jsonb_array_elements_text(${JSON.stringify(NOT_REACHED)}::jsonb))))
    group by last_on order by last_on`)
  return [...rows]
}

const BUILT_ON = ['file', 'visit', 'later-list', 'changed', 'unknown', 'other'] as const

/** What was built on an import since, and on how many of its people. */
export interface BuiltOn {
  what: (typeof BUILT_ON)[number]
  people: number
}

export async function builtOn(db: StaffDb, importId: string): Promise<BuiltOn[]> {
  const rows = await db.execute<BuiltOn & Record<string, unknown>>(
    sql`select what, people from import_built_on(${importId})`,
  )
  return [...rows]
}

/** Names of people missing from a list on one page. */
export const MISSING_PAGE = 25

/** Everything the page of one list shows, but for the cells of its rows: those go only into the file for the office. */
export async function importPage(db: StaffDb, id: string, from: number) {
  const found = await importDetail(db, id)
  if (!found) return undefined
  const taken = found.voidedAt !== null
  return {
    detail: { ...found, rejectedRows: found.rejectedRows.map((row) => ({ ...row, cells: [] })) },
    states: await endStatesOf(db, id),
    rounds: taken ? [] : await roundsOfList(db, id),
    missing: taken
      ? { people: [], all: 0, from }
      : { ...(await missingFrom(db, id, { limit: MISSING_PAGE, offset: from })), from },
    builtOn: taken ? [] : await builtOn(db, id),
  }
}

export type ImportPage = NonNullable<Awaited<ReturnType<typeof importPage>>>
