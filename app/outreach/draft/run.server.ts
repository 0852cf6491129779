import type { CityAccess } from '../../../db/act.ts'
import { act } from '../../access/act.server.ts'
import type { Result } from '../../kit/result.ts'
import { readInThread } from '../list/reading/reader.server.ts'
import {
  answerColumns,
  chooseHeaderLine,
  chooseSheet,
  excludeRow,
  keepReading,
  takeDraft,
} from './commands.server.ts'
import type { DraftInput } from './input.ts'
import { type Report, startWork } from './progress.server.ts'
import { draftOf, throwAway } from './store.server.ts'

type Access = CityAccess<'staff'>

const changing = (id: string) => ({ action: 'change', subject: 'list-draft', subjectId: id }) as const

/** Reads an uploaded file, and compares it with whom the city knows. Long ones go on after this returns. */
export const readDraft = (access: Access, id: string): Promise<void> =>
  startWork(access.city.slug, id, 'reading', async (report) => {
    const found = await act(access, { ...changing(id), action: 'view' }, ({ db }) => draftOf(db, id))
    if (!found?.file) return
    const read = await readInThread(found.file, (rows, of) => report({ phase: 'reading', rows, of }))
    await act(access, changing(id), (city) => keepReading(city, id, read, comparing(report)))
  })

const comparing = (report: Report) => (rows: number, of: number) => report({ phase: 'comparing', rows, of })

/** Does what a form of the draft's page asks; long work goes on after this returns. */
export async function runDraftForm(access: Access, id: string, input: DraftInput): Promise<void> {
  switch (input.intent) {
    case 'throw-away':
      await act(access, changing(id), ({ db }) => throwAway(db, id))
      return
    case 'exclude':
    case 'include':
      await act(access, changing(id), (city) =>
        excludeRow(city, id, { line: input.line, out: input.intent === 'exclude' }),
      )
      return
    default:
      await startWork(
        access.city.slug,
        id,
        input.intent === 'take' ? 'saving' : 'comparing',
        async (report) => {
          await longStep(access, id, input, report)
        },
      )
  }
}

type LongInput = Extract<DraftInput, { intent: 'sheet' | 'headers' | 'columns' | 'take' }>

function longStep(
  access: Access,
  id: string,
  input: LongInput,
  report: Report,
): Promise<Result<void, 'gone' | 'outdated'>> {
  const compared = comparing(report)
  switch (input.intent) {
    case 'sheet':
      return act(access, changing(id), (city) => chooseSheet(city, id, input.sheet, compared))
    case 'headers':
      return act(access, changing(id), (city) => chooseHeaderLine(city, id, input.headerLine, compared))
    case 'columns':
      return act(access, changing(id), (city) => answerColumns(city, id, input.columns, compared))
    case 'take':
      return act(access, { action: 'import', subject: 'city-list', subjectId: id }, (city) =>
        takeDraft(
          city,
          id,
          { ...input, round: input.round === 'new' ? undefined : input.round },
          {
            compared,
            saved: (rows, of) => report({ phase: 'saving', rows, of }),
          },
        ),
      )
  }
}
