import { setImmediate } from 'node:timers/promises'
import type { Temporal } from 'temporal-polyfill'
import type { StaffDb } from '../../../db/handles.ts'
import type { Columns } from './columns.ts'
import { knownPersons } from './known.server.ts'
import { indexKnown, type KnownPerson, type ListPlan, planList, type ReadRow } from './plan.ts'
import type { ListRow } from './read.ts'
import { readRow } from './rules.ts'
import type { Table } from './table.ts'

/** Tells how many rows are done, and of how many. */
export type OnRows = (rows: number, of: number) => void

/** Rows read in one go before other requests of the process have their turn. */
const AT_ONCE = 250

async function readRows(
  rows: readonly ListRow[],
  columns: Columns,
  today: Temporal.PlainDate,
  onRows: OnRows,
): Promise<ReadRow[]> {
  const read: ReadRow[] = []
  for (const { line, cells, remarks } of rows) {
    read.push({ row: line, reading: readRow(cells, columns, today, remarks) })
    if (read.length % AT_ONCE === 0) {
      onRows(read.length, rows.length)
      await setImmediate()
    }
  }
  return read
}

export interface TablePlan {
  rows: ReadRow[]
  known: KnownPerson[]
  plan: ListPlan
}

/** What an import of this table would do, against the people the city knows now. */
export async function planTable(
  { db, today }: { db: StaffDb; today: Temporal.PlainDate },
  table: Table,
  columns: Columns,
  onRows: OnRows = () => undefined,
): Promise<TablePlan> {
  const rows = await readRows(table.rows, columns, today, onRows)
  const listed = rows.flatMap(({ reading }) => (reading.kind === 'accepted' ? [reading.person] : []))
  const known = await knownPersons(db, listed)
  return { rows, known, plan: planList(rows, indexKnown(known)) }
}
