/**
 * How much of a workbook is read. A list of people of one city is far smaller; what is larger was made to fill our memory
 * or has slipped, and is refused before it is unpacked.
 */
export const MOST_UNPACKED = 200 * 1024 * 1024
export const MOST_PARTS = 2_000
export const MOST_ROWS = 100_000
export const MOST_COLUMNS = 300
/** Cells of a sheet, empty ones between others counted. */
export const MOST_CELLS = 5_000_000
/** Letters of all cells together. */
export const MOST_TEXT = 60_000_000

/**
 * Why a workbook is none: the old .xls format or one with a password (they look alike), .ods, a zip file of something
 * else or a broken one, too large, or without a single filled row.
 */
export type WorkbookProblem =
  | 'old-workbook'
  | 'open-document'
  | 'unreadable-workbook'
  | 'too-large-workbook'
  | 'empty'

/** Ends the reading of a workbook; the code becomes a sentence. Holds nothing of the file. */
export class WorkbookError extends Error {
  readonly problem: WorkbookProblem
  constructor(problem: WorkbookProblem, options?: ErrorOptions) {
    super(problem, options)
    this.problem = problem
  }
}
