import { CsvError, type Options } from 'csv-parse'
import { parse } from 'csv-parse/sync'

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252'
export type Delimiter = ';' | ',' | '\t'

/** `line` is the line of the file in which the row starts; cells are as they stand there, not trimmed. */
export type ListRow = { line: number; cells: string[] }
export type ListFile = { encoding: Encoding; delimiter: Delimiter; header: string[]; rows: ListRow[] }

/**
 * Why a file is no list: nothing in it, only a header, a workbook (xlsx, xls, ods), some other kind of file,
 * bytes of two encodings mixed, or a quote that opens and never closes.
 */
export type ReadError = 'empty' | 'header-only' | 'workbook' | 'binary' | 'mixed-encoding' | 'open-quote'
export type ListReading = { ok: true; value: ListFile } | { ok: false; error: ReadError; line: number | null }

const DELIMITERS: readonly Delimiter[] = [';', '\t', ',']

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
    return mixed ? 'mixed-encoding' : { encoding: 'windows-1252', text }
  }
}

/** The delimiter that stands most often outside quotes in the first line that is not blank. */
function detectDelimiter(text: string): Delimiter {
  const named = /^sep=([;,\t])[\r\n]/i.exec(text)?.[1]
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
 * Reads the bytes of a city list: UTF-8 (with or without byte order mark), UTF-16 as Excel's "Unicode text",
 * else Windows-1252; `;`, tab or `,`; RFC 4180 quotes with line breaks inside; CRLF, LF or CR.
 *
 * @returns the file, or a code and, for an open quote, the line in which its row starts.
 */
export function readList(bytes: Uint8Array): ListReading {
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
  const [header, ...body] = rows
  if (header === undefined) return { ok: false, error: 'empty', line: null }
  if (body.length === 0) return { ok: false, error: 'header-only', line: null }
  return { ok: true, value: { encoding, delimiter, header: header.cells, rows: body } }
}
