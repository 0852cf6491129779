import { COLUMN_KEYS, type ColumnKey, type Columns, type RowCode } from './columns.ts'
import { clean, fold } from './text.ts'

/** What spreadsheets write where a formula failed, in German and in English. */
export const FAILED_FORMULA = '#WERT!'
const FAILED =
  /^#(NV|N\/A|BEZUG!|REF!|WERT!|VALUE!|NAME\?|DIV\/0!|ZAHL!|NUM!|NULL!|ÜBERLAUF!|SPILL!|KALK!|CALC!)$/i

/** Longer cells are no name, street or number but a mishap of the export. */
const LONGEST_CELL = 300

const NOTHING = new Set(
  ['unbekannt', 'k. A.', 'keine Angabe', 'keine Angaben', 'keine', 'ohne', 'n/a', 'o. A.'].map(fold),
)
const LONGEST_NOTHING = 'keine Angaben'.length

export type Cells = {
  /** The cell of a column, cleaned; empty when it holds no letter and no digit ("-", "?"). */
  read: (column: ColumnKey) => string
  warn: (column: ColumnKey, code: RowCode) => void
}

/** A cell whose words may also say that there is nothing to say. */
export function said({ read }: Cells, column: ColumnKey): string {
  const text = read(column)
  return text.length <= LONGEST_NOTHING && NOTHING.has(fold(text)) ? '' : text
}

/** A cell read into a code by `reader`; a filled cell that it cannot read is warned about. */
export function coded<T>(
  cells: Cells,
  { column, code }: { column: ColumnKey; code: RowCode },
  reader: (text: string) => T | null,
): T | null {
  const text = said(cells, column)
  const value = text === '' ? null : reader(text)
  if (text !== '' && value === null) cells.warn(column, code)
  return value
}

/** The cells of a row by column. Overlong ones and failed formulas count as empty and are named. */
export function openCells(
  cells: readonly string[],
  columns: Columns,
): { texts: Map<ColumnKey, string>; unreadable: ColumnKey[] } {
  const texts = new Map<ColumnKey, string>()
  const unreadable: ColumnKey[] = []
  for (const column of COLUMN_KEYS) {
    const index = columns.at[column]
    const text = index === undefined ? '' : clean(cells[index] ?? '')
    if (text.length > LONGEST_CELL || FAILED.test(text)) unreadable.push(column)
    else if (/[\p{L}\p{N}]/u.test(text)) texts.set(column, text)
  }
  return { texts, unreadable }
}

/** Spreadsheets may leave out empty cells at the end of a row; a row broken in two looks the same. */
export const isShort = (cells: readonly string[], columns: Columns): boolean =>
  cells.length <= Math.max(-1, ...Object.values(columns.at))
