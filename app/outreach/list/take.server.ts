import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { listImport, listRow } from '../../../db/city/schema/outreach.ts'
import { insertMany } from '../../../db/insert-many.ts'
import { type Choice, type Chosen, choose } from './choice.ts'
import type { OnRows, TablePlan } from './plan-table.server.ts'
import { savePersons, type ToSave } from './save.server.ts'
import type { Table } from './table.ts'

interface Taken {
  importId: string
  programmeId: string
  table: Table
  planned: TablePlan
  choice: Choice
  onRows?: OnRows
}

/** Writes what was chosen of a plan: persons, the import, and where every row of the list ended. */
export async function takePlan(city: CityWork, taken: Taken): Promise<void> {
  const { table, planned, choice, onRows } = taken
  const chosen = choose(planned.plan.decisions, choice)
  const ids = idsOf(chosen)
  const changed = chosen.flatMap((one) => (one.kind === 'updated' ? [one.id] : []))
  const before = await picturesOf(city, changed)
  await savePersons(
    city,
    chosen.flatMap((one) => toSave(one, ids)),
    onRows,
  )
  await saveImport(city, taken, chosen)
  await saveRows(city, { importId: taken.importId, table, planned, chosen, ids, before })
}

/** Person by line: known ones keep their id, new ones get theirs here, a duplicate means the person of its first line. */
function idsOf(chosen: readonly Chosen[]): Map<number, string> {
  const ids = new Map<number, string>()
  for (const one of chosen) {
    if (one.kind === 'created') ids.set(one.row, randomUUID())
    else if (one.kind === 'duplicate') {
      const first = ids.get(one.of)
      if (first) ids.set(one.row, first)
    } else if (one.kind !== 'rejected' && one.id !== null) ids.set(one.row, one.id)
  }
  return ids
}

function toSave(one: Chosen, ids: ReadonlyMap<number, string>): ToSave[] {
  const id = ids.get(one.row)
  if (!id) return []
  if (one.kind === 'created') return [{ id, person: one.person, changed: 'everything' }]
  return one.kind === 'updated' ? [{ id, person: one.person, changed: one.changed }] : []
}

async function saveImport(
  city: CityWork,
  { importId, programmeId, table }: Taken,
  chosen: readonly Chosen[],
): Promise<void> {
  const count = (kind: Chosen['kind']): number => chosen.filter((one) => one.kind === kind).length
  await city.db.insert(listImport).values({
    id: importId,
    programmeId,
    rows: chosen.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    duplicates: count('duplicate'),
    rejected: count('rejected'),
    leftOut: count('left-out'),
    importedOn: city.today.toString(),
    importedAt: city.now,
    importedBy: city.actor.id,
    header: table.header,
  })
}

/** `person_picture` of these people: what taking the import back returns to. */
async function picturesOf(
  { db }: CityWork,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map()
  const rows = await db.execute<{ id: string; picture: Record<string, unknown> }>(sql`
    select person_id as id, picture from person_picture where person_id = any(${uuidArray(ids)})`)
  return new Map(rows.map(({ id, picture }) => [id, picture]))
}

/** Digests of the same, made by Postgres as `import_built_on` makes them. */
async function digestsOf({ db }: CityWork, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.execute<{ id: string; digest: string }>(sql`
    select person_id as id, md5(picture::text) as digest from person_picture where person_id = any(${uuidArray(ids)})`)
  return new Map(rows.map(({ id, digest }) => [id, digest]))
}

const uuidArray = (ids: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`

interface Rows {
  importId: string
  table: Table
  planned: TablePlan
  chosen: readonly Chosen[]
  ids: ReadonlyMap<number, string>
  before: ReadonlyMap<string, Record<string, unknown>>
}

/** Where every line of the list ended. The cells of a rejected one are kept: they go back to the office. */
async function saveRows(
  city: CityWork,
  { importId, table, planned, chosen, ids, before }: Rows,
): Promise<void> {
  const cells = new Map(table.rows.map((row) => [row.line, row.cells]))
  const warnings = new Map(
    planned.rows.map(({ row, reading }) => [row, reading.kind === 'accepted' ? reading.warnings : []]),
  )
  const written = chosen.flatMap((one) =>
    one.kind === 'created' || one.kind === 'updated' ? (ids.get(one.row) ?? []) : [],
  )
  const digests = await digestsOf(city, written)
  const saved = chosen.map((one) => {
    const common = {
      importId,
      line: one.row,
      outcome: one.kind,
      warnings: warnings.get(one.row) ?? [],
    }
    if (one.kind === 'rejected')
      return { ...common, column: one.column, code: one.code, cells: cells.get(one.row) ?? [] }
    const personId = ids.get(one.row)
    if (personId === undefined || (one.kind !== 'created' && one.kind !== 'updated'))
      return { ...common, personId }
    return { ...common, personId, picture: digests.get(personId), before: before.get(personId) }
  })
  await insertMany(city.db, listRow, saved)
}
