/** The columns of a city list, in the order in which warnings of one row are told. */
export const COLUMN_KEYS = [
  'azr-number',
  'family-name',
  'given-name',
  'full-name',
  'birth-date',
  'gender',
  'nationality',
  'address',
  'street',
  'house-number',
  'postcode-town',
  'postcode',
  'town',
  'residence-status',
  'valid-until',
  'entry-date',
  'phone',
  'email',
  'language',
] as const

/** `full-name` is "Name, Vorname", `address` street and number (or all of it), `postcode-town` "42103 Wuppertal". */
export type ColumnKey = (typeof COLUMN_KEYS)[number]

/** Where each column stands (0-based) and how many cells the header has. */
export type Columns = { width: number; at: Partial<Record<ColumnKey, number>> }

export const ROW_CODES = [
  'missing',
  'invalid',
  'in-future',
  'unknown',
  'more-than-one',
  'too-many-cells',
  'too-few-cells',
  'merged',
  'hidden',
] as const
export type RowCode = (typeof ROW_CODES)[number]

/** Something about one cell; `row` in place of a column when it is about the row as a whole. */
export type CellIssue = { column: ColumnKey | 'row'; code: RowCode }

/** The same with the line of the file in which the row starts (the header is line 1). */
export type RowIssue = { row: number; column: ColumnKey | 'row'; code: RowCode }

/** Headers that a list of rejected rows carries at its end, so that it can be corrected and imported as it is. */
export const OWN_HEADERS = ['Zeile', 'Spalte', 'Grund'] as const

/** How many cells of a header belong to the list itself, without the three that we add to rejected rows. */
export function listWidth(header: readonly string[]): number {
  const last = header.slice(-OWN_HEADERS.length).map((cell) => cell.trim())
  const ours = last.length === OWN_HEADERS.length && OWN_HEADERS.every((own, index) => last[index] === own)
  return ours ? header.length - OWN_HEADERS.length : header.length
}

/** The line of the headers of a list whose first row is a person already. */
export const NO_HEADERS = 0
