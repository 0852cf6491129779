import type { CityWork } from '../../../db/act.ts'
import type { Columns } from '../list/columns.ts'
import type { HeaderQuestion } from '../list/headers.ts'
import { headerMeanings } from '../list/meanings.server.ts'
import type { FileProblem } from '../list/reading/read-file.ts'
import { type ColumnView, isMeaning, readTable, type Table, tableOf } from '../list/table.ts'
import { contentOf, type Draft, problemOf } from './store.server.ts'

/** Where a list on its way in stands: what must be asked next, or the table that can be compared. */
export type Stage =
  | { kind: 'unread' }
  | { kind: 'refused'; problem: FileProblem }
  | { kind: 'which-sheet'; sheets: { name: string; rows: number }[] }
  | { kind: 'which-columns'; questions: HeaderQuestion[]; views: ColumnView[]; headerLine: number | null }
  | { kind: 'settled'; table: Table; columns: Columns; views: ColumnView[] }

export async function stageOf(db: CityWork['db'], draft: Draft): Promise<Stage> {
  const problem = problemOf(draft)
  if (problem) return { kind: 'refused', problem }
  if (!draft.content) return { kind: 'unread' }
  const { sheets } = await contentOf(draft.content)
  const [only] = sheets
  const sheet = draft.sheet === null && sheets.length === 1 ? only : sheets[draft.sheet ?? -1]
  if (!sheet) {
    return { kind: 'which-sheet', sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.length })) }
  }
  const table = tableOf(sheet.rows, draft.headerLine)
  if (table.rows.length === 0) return { kind: 'refused', problem: 'header-only' }
  const answers = new Map(
    Object.entries(draft.answers ?? {}).flatMap(([position, meaning]) =>
      isMeaning(meaning) ? [[Number(position), meaning] as const] : [],
    ),
  )
  const reading = readTable(sheet.rows, {
    headerLine: draft.headerLine,
    answers,
    meanings: await headerMeanings(db),
  })
  if (reading.kind === 'settled')
    return { kind: 'settled', table, columns: reading.columns, views: reading.views }
  const { questions, views, headerLine } = reading
  return { kind: 'which-columns', questions, views, headerLine }
}
