import { FAILED_FORMULA } from '../cells.ts'
import type { RowCode } from '../columns.ts'
import type { ListRow } from '../read.ts'
import { numberText } from './formats.ts'
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, WorkbookError } from './limits.ts'
import type { Package } from './package.ts'
import type { Book } from './parts.ts'

/** "AB12" as column and row, both from 0; null when it is no such address. */
export function cellAddress(address: string): { column: number; row: number } | null {
  const parts = /^([A-Z]{1,3})(\d{1,7})$/.exec(address)
  if (parts === null) return null
  const column = [...(parts[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { column: column - 1, row: Number(parts[2]) - 1 }
}

interface OpenCell {
  column: number
  type: string
  style: number
  value: string | null
  text: string
  formula: boolean
}

/**
 * The filled rows of a sheet as the texts a person sees, whatever the cells are inside. Lines count as the spreadsheet
 * counts them. A formula without its last result is a failed one; merged cells hold their text in the first alone, so
 * their rows carry a remark, and so do rows that are hidden.
 */
export async function readSheet(
  pack: Package,
  part: string,
  { strings, looks, from1904 }: Book,
  onRows: (rows: number, of: number | null) => void,
): Promise<ListRow[]> {
  const rows: ListRow[] = []
  const hidden = new Set<number>()
  const merged: [number, number][] = []
  let expected: number | null = null
  let line = 0
  let cells: string[] = []
  let cell: OpenCell | null = null
  let nextColumn = 0
  let into: 'value' | 'text' | null = null
  let phonetic = false
  let letters = 0

  const textOf = ({ type, style, value, text, formula }: OpenCell): string => {
    if (type === 'inlineStr') return text
    if (value === null) return formula ? FAILED_FORMULA : ''
    if (type === 's') return strings[Number(value)] ?? FAILED_FORMULA
    if (type === 'b') return value === '1' ? 'WAHR' : 'FALSCH'
    if (type === 'e') return FAILED_FORMULA
    if (type === 'str' || type === 'd') return value
    return numberText(value, looks[style] ?? { kind: 'plain' }, from1904)
  }
  const put = (one: OpenCell): void => {
    const text = textOf(one)
    if (text === '') return
    letters += text.length
    if (one.column >= MOST_COLUMNS || letters > MOST_TEXT) throw new WorkbookError('too-large-workbook')
    while (cells.length < one.column) cells.push('')
    cells[one.column] = text
  }

  await pack.read(part, {
    open(name, attribute) {
      if (name === 'dimension') {
        expected = (cellAddress((attribute('ref') ?? '').split(':')[1] ?? '')?.row ?? -1) + 1 || null
      } else if (name === 'row') {
        line = Number(attribute('r') ?? line + 1)
        cells = []
        nextColumn = 0
        if (['1', 'true'].includes(attribute('hidden') ?? '')) hidden.add(line)
      } else if (name === 'c') {
        const column = cellAddress(attribute('r') ?? '')?.column ?? nextColumn
        nextColumn = column + 1
        const style = Number(attribute('s') ?? 0)
        cell = { column, type: attribute('t') ?? 'n', style, value: null, text: '', formula: false }
      } else if (name === 'f' && cell) cell.formula = true
      else if (name === 'v' && cell) {
        into = 'value'
        cell.value = ''
      } else if (name === 't' && cell) into = phonetic ? null : 'text'
      else if (name === 'rPh') phonetic = true
      else if (name === 'mergeCell') {
        const [from, to] = (attribute('ref') ?? '').split(':').map(cellAddress)
        if (from && to) merged.push([from.row + 1, to.row + 1])
      }
    },
    text(more) {
      if (cell && into === 'value') cell.value += more
      else if (cell && into === 'text') cell.text += more
    },
    close(name) {
      if (name === 'v' || name === 't') into = null
      else if (name === 'rPh') phonetic = false
      else if (name === 'c' && cell) {
        put(cell)
        cell = null
      } else if (name === 'row' && cells.some((text) => text.trim() !== '')) {
        rows.push({ line, cells })
        if (rows.length > MOST_ROWS) throw new WorkbookError('too-large-workbook')
        if (rows.length % 500 === 0) onRows(rows.length, expected)
      }
    },
  })
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  if (width * rows.length > MOST_CELLS) throw new WorkbookError('too-large-workbook')
  const inMerged = linesWithin(merged, rows.at(-1)?.line ?? 0)
  return rows.map((row) => {
    // Empty cells at the end of a row are not in the file; no row of a workbook is too short.
    while (row.cells.length < width) row.cells.push('')
    const remarks: RowCode[] = []
    if (inMerged(row.line)) remarks.push('merged')
    if (hidden.has(row.line)) remarks.push('hidden')
    return remarks.length > 0 ? { ...row, remarks } : row
  })
}

/** Whether a line lies in one of the ranges, however many and however long these are. */
function linesWithin(ranges: readonly [number, number][], last: number): (line: number) => boolean {
  const turns = new Int32Array(last + 2)
  for (const [from, to] of ranges) {
    if (from > last || to < from) continue
    turns[from] = (turns[from] ?? 0) + 1
    turns[Math.min(to, last) + 1] = (turns[Math.min(to, last) + 1] ?? 0) - 1
  }
  for (let line = 1; line < turns.length; line += 1) turns[line] = (turns[line] ?? 0) + (turns[line - 1] ?? 0)
  return (line) => (turns[line] ?? 0) > 0
}
