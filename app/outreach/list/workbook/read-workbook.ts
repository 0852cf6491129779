import type { ListRow } from '../read.ts'
import { WorkbookError } from './limits.ts'
import { openPackage, type Package } from './package.ts'
import { openBook } from './parts.ts'
import { readSheet } from './sheet.ts'

export interface Sheet {
  name: string
  rows: ListRow[]
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0]
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)

/** Whether bytes are a spreadsheet's own file and no text: .xlsx, .xls or .ods. */
export const isWorkbook = (bytes: Uint8Array): boolean => startsWith(bytes, ZIP) || startsWith(bytes, OLE)

/**
 * Reads the sheets of an .xlsx file that hold anything, hidden ones left out: bounded in what it unpacks, sheet by sheet
 * while it is unpacked (decision 0019).
 *
 * @param onRows how many rows are read so far, and of how many as far as the file says
 * @throws WorkbookError with the reason why it is none
 */
export async function readWorkbook(
  bytes: Uint8Array,
  onRows: (rows: number, of: number | null) => void = () => undefined,
): Promise<Sheet[]> {
  if (startsWith(bytes, OLE)) throw new WorkbookError('old-workbook')
  const pack = await openPackage(bytes)
  if (isOpenDocument(pack)) throw new WorkbookError('open-document')
  const book = await openBook(pack)
  const sheets: Sheet[] = []
  let before = 0
  for (const { name, part } of book.sheets) {
    const rows = await readSheet(pack, part, book, (read, of) =>
      onRows(before + read, of === null ? null : before + of),
    )
    before += rows.length
    if (rows.length > 0) sheets.push({ name, rows })
  }
  if (sheets.length === 0) throw new WorkbookError('empty')
  return sheets
}

const isOpenDocument = (pack: Package): boolean =>
  pack.has('META-INF/manifest.xml') && pack.has('content.xml')
