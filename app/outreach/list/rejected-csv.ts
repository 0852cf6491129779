import { csvFile } from '../../kit/csv.ts'
import words from '../words.de.json' with { type: 'json' }
import { listWidth, OWN_HEADERS, type RowIssue } from './columns.ts'
import type { ListFile } from './read.ts'

/**
 * The rejected rows as a CSV that the office can correct and send again as it is: the cells as they came, then
 * line, column and reason in German. UTF-8 with byte order mark, `;`, CRLF, every cell quoted. The columns we
 * add, and the apostrophe before a formula, are taken off again when such a file is read.
 */
export function rejectedCsv(file: Pick<ListFile, 'header' | 'rows'>, rejected: readonly RowIssue[]): string {
  const width = listWidth(file.header)
  const rows = new Map(file.rows.map((row) => [row.line, row.cells]))
  const lines = rejected.map(({ row, column, code }) => {
    const cells = rows.get(row) ?? []
    // Cells beyond the header are why the row is here: they move up to where they can be seen.
    const surplus = cells.slice(file.header.length).filter((cell) => cell.trim() !== '')
    const own = Array.from({ length: width }, (_, index) => cells[index] ?? '')
    const reason = [words.list.code[code], ...surplus].join(': ')
    return [...own, String(row), words.list.column[column], reason]
  })
  return csvFile([[...file.header.slice(0, width), ...OWN_HEADERS], ...lines])
}
