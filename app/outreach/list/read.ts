import { CsvError, type Options } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import type { RowCode } from './columns.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type Delimiter = ';' | ',' | '\t' | '|'

/**
 * `line` is the line of the file in which the row starts; cells are as they stand there, not trimmed. `remarks` are what
 * a workbook says of a row as a whole: hidden, or with cells merged into others.
 */
export type ListRow = { line: number; cells: string[]; remarks?: RowCode[] }
export type ListFile = { encoding: Encoding; delimiter: Delimiter; header: string[]; rows: ListRow[] }

/**
 * Why a file is no list: nothing in it, only a header, a workbook (xlsx, xls, ods), some other kind of file, bytes of two
 * encodings mixed, letters of an encoding that we cannot tell for sure, or a quote that opens and never closes.
 */
export type ReadError =
  | 'empty'
  | 'header-only'
  | 'workbook'
  | 'binary'
  | 'mixed-encoding'
  | 'unknown-encoding'
  | 'open-quote'
type Refused = { ok: false; error: ReadError; line: number | null }
export type ListReading = { ok: true; value: ListFile } | Refused
/** Every row of the file, the headers' too. */
export type RowsReading = { ok: true; value: Omit<ListFile, 'header'> } | Refused

const DELIMITERS: readonly Delimiter[] = [';', '\t', ',', '|']

// Node's own windows-1252 decoder takes 0x80-0x9f for control characters in some 20.x to 23.x releases.
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
]

function decode(bytes: Uint8Array): { encoding: Encoding; text: string } | ReadError {
  if (WORKBOOKS.some((start) => startsWith(bytes, start))) return 'workbook'
  if (startsWith(bytes, [0xff, 0xfe])) {
    return { encoding: 'utf-16le', text: new TextDecoder('utf-16le').decode(bytes) }
  }
  if (startsWith(bytes, [0xfe, 0xff])) {
    return { encoding: 'utf-16be', text: new TextDecoder('utf-16be').decode(bytes) }
  }
  const bare = wideWithoutMark(bytes)
  if (bare !== null) return { encoding: bare, text: new TextDecoder(bare).decode(bytes) }
  if (bytes.includes(0) || startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return 'binary'
  try {
    return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    // Not UTF-8: what German offices have exported since Windows 3.1.
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char)
    // "Ã¼" is an ü of a UTF-8 list into which someone pasted rows of another: no single reading is right.
    const mixed = startsWith(bytes, [0xef, 0xbb, 0xbf]) || /Ã[¤¶¼ŸœÖÜ„–]/.test(text)
    if (mixed) return 'mixed-encoding'
    return DOUBTFUL.test(text) ? 'unknown-encoding' : { encoding: 'windows-1252', text }
  }
}

/**
 * What umlauts of other encodings (DOS, Macintosh, ISO 8859-15) look like when they are read as Windows-1252: signs that
 * no German, Turkish or Balkan word has beside a letter. A name read in the wrong one would be another person.
 */
const DOUBTFUL = /[\u0081\u008d\u008f\u0090\u009d]|\p{L}[„”§]\p{L}|\p{Ll}[ŸŠŽ]|\p{L}[¤¦¨¸¼½¾]|[¦¨¸]\p{L}/u

/** UTF-16 without a byte order mark: nearly every other byte of the beginning is nought. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const start = bytes.subarray(0, 400)
  const noughts = (from: 0 | 1): number => start.filter((byte, at) => at % 2 === from && byte === 0).length
  const half = start.length / 2
  if (half < 8) return null
  if (noughts(1) > half * 0.8 && noughts(0) === 0) return 'utf-16le'
  return noughts(0) > half * 0.8 && noughts(1) === 0 ? 'utf-16be' : null
}

/** The delimiter that stands most often outside quotes in the first line that is not blank. */
function detectDelimiter(text: string): Delimiter {
  const named = /^sep=([;,|\t])[\r\n]/i.exec(text)?.[1]
  const counts = new Map<string, number>()
  let quoted = false
  let written = false
  for (const char of named ?? text) {
    if (char === '"') quoted = !quoted
    else if (!quoted && (char === '\n' || char === '\r') && written) break
    else if (!quoted && DELIMITERS.some((delimiter) => delimiter === char))
      counts.set(char, (counts.get(char) ?? 0) + 1)
    if (char.trim() !== '') written = true
  }
  return DELIMITERS.reduce((best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best))
}

const lineBreaks = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

/**
 * Options that make csv-parse hand over each row with the line it starts in, for `parse` of csv-parse/sync and
 * for its stream alike. Lines are counted here: csv-parse counts a CRLF inside quotes twice. Rows with only
 * empty cells are no rows; the `sep=;` that Excel may write in line 1 is none either.
 *
 * @returns the options, and the line in which the next row would start (where an open quote stands).
 */
export function rowOptions(
  delimiter: Delimiter,
  onRow: (row: ListRow) => void,
): { options: Options; nextLine: () => number } {
  let line = 1
  const options: Options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    on_record: (cells: string[]) => {
      const start = line
      line += 1 + lineBreaks(cells)
      const excelHint = start === 1 && /^sep=/i.test(cells[0] ?? '')
      if (!excelHint && cells.some((cell) => cell.trim() !== '')) onRow({ line: start, cells })
      return null
    },
  }
  return { options, nextLine: () => line }
}

/**
 * Reads the bytes of a city list: UTF-8 (with or without byte order mark), UTF-16 as Excel's "Unicode text", else
 * Windows-1252; `;`, tab, `,` or `|`; RFC 4180 quotes with line breaks inside; CRLF, LF or CR.
 *
 * @returns all rows, or a code and, for an open quote, the line in which its row starts.
 */
export function readRows(bytes: Uint8Array): RowsReading {
  const decoded = decode(bytes)
  if (typeof decoded === 'string') return { ok: false, error: decoded, line: null }
  const { encoding, text } = decoded
  if (text.includes('\0')) return { ok: false, error: 'binary', line: null }

  const delimiter = detectDelimiter(text)
  const rows: ListRow[] = []
  const { options, nextLine } = rowOptions(delimiter, (row) => rows.push(row))
  try {
    parse(text, options)
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, error: 'open-quote', line: nextLine() }
    throw error
  }
  if (rows.length === 0) return { ok: false, error: 'empty', line: null }
  return { ok: true, value: { encoding, delimiter, rows } }
}

/** The same for a list whose first row are its headers. */
export function readList(bytes: Uint8Array): ListReading {
  const read = readRows(bytes)
  if (!read.ok) return read
  const [header, ...rows] = read.value.rows
  if (header === undefined || rows.length === 0) return { ok: false, error: 'header-only', line: null }
  return { ok: true, value: { ...read.value, header: header.cells, rows } }
}
