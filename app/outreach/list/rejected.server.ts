import type { StaffDb } from '../../../db/handles.ts'
import { importDetail } from '../imports.server.ts'
import { COLUMN_KEYS, ROW_CODES, type RowIssue } from './columns.ts'
import { rejectedCsv } from './rejected-csv.ts'

/** The rejected lines of an import as the office gets them back; undefined when there is no such import. */
export async function rejectedFile(db: StaffDb, importId: string): Promise<string | undefined> {
  const detail = await importDetail(db, importId)
  if (!detail) return undefined
  const rows = detail.rejectedRows.map(({ row, cells }) => ({ line: row, cells }))
  const issues: RowIssue[] = detail.rejectedRows.flatMap(({ row, column, code }) => {
    const knownColumn = column === 'row' ? column : COLUMN_KEYS.find((key) => key === column)
    const knownCode = ROW_CODES.find((key) => key === code)
    return knownColumn && knownCode ? [{ row, column: knownColumn, code: knownCode }] : []
  })
  return rejectedCsv({ header: detail.header, rows }, issues)
}
