import { type ReadError, readRows } from '../read.ts'
import { WorkbookError, type WorkbookProblem } from '../workbook/limits.ts'
import { isWorkbook, readWorkbook, type Sheet } from '../workbook/read-workbook.ts'

/** What a file holds before anything in it has a meaning: a CSV is one sheet without a name. */
export interface Content {
  sheets: Sheet[]
}

export type FileProblem = ReadError | WorkbookProblem
export type FileReading = { ok: true; value: Content } | { ok: false; error: FileProblem }

/**
 * Reads a list as it was uploaded: .xlsx, or text in any form that `readRows` reads.
 *
 * @param onRows rows read so far, and of how many as far as the file says
 */
export async function readFile(
  bytes: Uint8Array,
  onRows?: (rows: number, of: number | null) => void,
): Promise<FileReading> {
  if (!isWorkbook(bytes)) {
    const read = readRows(bytes)
    return read.ok ? { ok: true, value: { sheets: [{ name: '', rows: read.value.rows }] } } : read
  }
  try {
    return { ok: true, value: { sheets: await readWorkbook(bytes, onRows) } }
  } catch (error) {
    if (error instanceof WorkbookError) return { ok: false, error: error.problem }
    throw error
  }
}
