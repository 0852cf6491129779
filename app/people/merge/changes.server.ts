import { type SQL, sql } from 'drizzle-orm'
import type { MergedRow } from '../../../db/city/schema/people.ts'
import type { StaffDb } from '../../../db/handles.ts'

/** Rows of one table that are to change. Names are the database's own, written here in the code and nowhere typed in. */
export interface Change {
  table: string
  /** Columns of the primary key. */
  key: readonly string[]
  /** Columns that change. */
  columns: readonly string[]
  /** `column = value` for each; the row before is `was`. */
  set: SQL
  /** Which rows, called `was`. */
  where: SQL
}

const objectOf = (row: string, columns: readonly string[]): SQL =>
  sql.raw(`jsonb_build_object(${columns.map((name) => `'${name}', ${row}.${name}`).join(', ')})`)

const same = (one: string, other: string, columns: readonly string[]): SQL =>
  sql.raw(columns.map((name) => `${one}.${name} = ${other}.${name}`).join(' and '))

/**
 * Makes the changes in one statement, so that rows that name each other by their file move together, and answers what each
 * row was before and is now.
 */
export async function changeRows(
  db: StaffDb,
  step: number,
  changes: readonly Change[],
): Promise<MergedRow[]> {
  if (changes.length === 0) return []
  const parts = changes.map(({ table, key, columns, set, where }, at) => {
    const [was, done, name] = [sql.raw(`was_${at}`), sql.raw(`done_${at}`), sql.raw(table)]
    return sql`${was} as materialized (select was.* from ${name} was where ${where}),
      ${done} as (update ${name} row set ${set} from ${was} was where ${same('row', 'was', key)}
        returning ${objectOf('row', key)} as key, ${objectOf('was', columns)} as before, ${objectOf('row', columns)} as after)`
  })
  const told = changes.map(
    ({ table }, at) => sql`select ${table}::text as table, key, before, after from ${sql.raw(`done_${at}`)}`,
  )
  const rows = await db.execute<Omit<MergedRow, 'step'> & Record<string, unknown>>(
    sql`with ${sql.join(parts, sql`, `)} ${sql.join(told, sql` union all `)}`,
  )
  return rows.map(({ table, key, before, after }) => ({ step, table, key, before, after }))
}

/** Puts rows back, the last step first. A value that somebody has changed since stays as he left it. */
export async function putBack(db: StaffDb, rows: readonly MergedRow[]): Promise<void> {
  const steps = [...new Set(rows.map(({ step }) => step))].sort((a, b) => b - a)
  for (const step of steps) {
    const groups = new Map<string, MergedRow[]>()
    for (const row of rows) {
      if (row.step !== step) continue
      const kind = `${row.table} ${Object.keys(row.before).sort().join(' ')}`
      groups.set(kind, [...(groups.get(kind) ?? []), row])
    }
    const parts = [...groups.values()].map((group, at) => putBackGroup(group, at))
    const last = sql.raw(
      [...groups.keys()].map((_, at) => `select count(*) from back_${at}`).join(' union all '),
    )
    if (parts.length > 0) await db.execute(sql`with ${sql.join(parts, sql`, `)} ${last}`)
  }
}

function putBackGroup(group: readonly MergedRow[], at: number): SQL {
  const [first] = group
  if (!first) throw new Error('A group of rows has one')
  const columns = Object.keys(first.before)
  const set = columns.map(
    (name) =>
      `${name} = case when row.${name} is not distinct from after.${name} then before.${name} else row.${name} end`,
  )
  const table = sql.raw(first.table)
  return sql`${sql.raw(`back_${at}`)} as (
    update ${table} row set ${sql.raw(set.join(', '))}
    from jsonb_array_elements(${JSON.stringify(group)}::jsonb) one,
      jsonb_populate_record(null::${table}, (one -> 'key') || (one -> 'before')) before,
      jsonb_populate_record(null::${table}, (one -> 'key') || (one -> 'after')) after
    where ${same('row', 'after', Object.keys(first.key))} returning 1)`
}
