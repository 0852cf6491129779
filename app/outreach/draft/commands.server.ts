import { createHash } from 'node:crypto'
import type { CityWork } from '../../../db/act.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { Choice } from '../list/choice.ts'
import { placeHeader } from '../list/headers.ts'
import { lockImports } from '../list/import.server.ts'
import { remember } from '../list/meanings.server.ts'
import { type OnRows, planTable, type TablePlan } from '../list/plan-table.server.ts'
import { previewOf } from '../list/preview.ts'
import type { FileProblem } from '../list/reading/read-file.ts'
import { newMeanings, tableOf } from '../list/table.ts'
import { takePlan } from '../list/take.server.ts'
import { holdRunning, sendInto } from '../rounds/commands.server.ts'
import type { ColumnAnswers } from './input.ts'
import { type Stage, stageOf } from './stage.server.ts'
import { changeDraft, contentOf, type Draft, draftOf, pack, throwAway } from './store.server.ts'

/** What was shown, as one value: the same again means that nothing has changed since. */
function fingerprintOf({ plan }: TablePlan): string {
  const hash = createHash('sha256')
  for (const decision of plan.decisions) hash.update(JSON.stringify(decision))
  return hash.digest('base64')
}

type Settled = Extract<Stage, { kind: 'settled' }>

async function keepPreview(
  { db }: CityWork,
  id: string,
  { table, columns }: Settled,
  planned: TablePlan,
  outdated: boolean,
): Promise<void> {
  const preview = await pack(previewOf(table, columns, planned))
  await changeDraft(db, id, { preview, fingerprint: fingerprintOf(planned), outdated })
}

/** Makes the preview once nothing is left to ask; without it the page asks. */
async function compare(city: CityWork, id: string, onRows: OnRows): Promise<void> {
  const draft = await draftOf(city.db, id)
  const stage = draft && (await stageOf(city.db, draft))
  if (stage?.kind !== 'settled') return
  await keepPreview(city, id, stage, await planTable(city, stage.table, stage.columns, onRows), false)
}

/** Puts what was read in the place of the file, or why it could not be read. */
export async function keepReading(
  city: CityWork,
  id: string,
  read: Result<Buffer, FileProblem>,
  onRows: OnRows,
): Promise<void> {
  await changeDraft(
    city.db,
    id,
    read.ok ? { content: read.value, file: null } : { problem: read.error, file: null },
  )
  await compare(city, id, onRows)
}

const UNDECIDED = { preview: null, fingerprint: null, outdated: false, excluded: [] }

/** Which sheet of the workbook is the list. */
export async function chooseSheet(
  city: CityWork,
  id: string,
  sheet: number,
  onRows: OnRows,
): Promise<Result<void, 'gone'>> {
  const draft = await draftOf(city.db, id, true)
  if (!draft?.content || !(await contentOf(draft.content)).sheets[sheet]) return fail('gone')
  await changeDraft(city.db, id, { ...UNDECIDED, sheet, headerLine: null, answers: null })
  await compare(city, id, onRows)
  return ok(undefined)
}

/** Another line is that of the headers, or there are none: the columns are asked about anew. */
export async function chooseHeaderLine(
  city: CityWork,
  id: string,
  headerLine: number,
  onRows: OnRows,
): Promise<Result<void, 'gone'>> {
  const draft = await draftOf(city.db, id, true)
  if (!draft?.content) return fail('gone')
  await changeDraft(city.db, id, { ...UNDECIDED, headerLine, answers: null })
  await compare(city, id, onRows)
  return ok(undefined)
}

/** What each column is. Unknown wordings are remembered for the next list of this city. */
export async function answerColumns(
  city: CityWork,
  id: string,
  said: ColumnAnswers,
  onRows: OnRows,
): Promise<Result<void, 'gone'>> {
  const draft = await draftOf(city.db, id, true)
  if (!draft?.content) return fail('gone')
  const { header } = tableOf(await rowsOf(draft), draft.headerLine)
  const answers = new Map(
    said.flatMap((meaning, index) => (meaning === '' ? [] : [[index + 1, meaning] as const])),
  )
  // What our own table says anyway is no answer.
  for (const [position, meaning] of answers)
    if (placeHeader(header[position - 1] ?? '') === meaning) answers.delete(position)
  await changeDraft(city.db, id, { ...UNDECIDED, answers: Object.fromEntries(answers) })
  await remember(city, newMeanings(header, answers))
  await compare(city, id, onRows)
  return ok(undefined)
}

async function rowsOf(draft: Draft) {
  const { sheets } = draft.content ? await contentOf(draft.content) : { sheets: [] }
  return sheets[draft.sheet ?? 0]?.rows ?? []
}

/** One row is not taken, or taken after all. */
export async function excludeRow(
  { db }: CityWork,
  id: string,
  { line, out }: { line: number; out: boolean },
): Promise<Result<void, 'gone'>> {
  const draft = await draftOf(db, id, true)
  if (!draft) return fail('gone')
  const others = draft.excluded.filter((one) => one !== line)
  await changeDraft(db, id, { excluded: out ? [...others, line].sort((a, b) => a - b) : others })
  return ok(undefined)
}

/**
 * Takes the list in as it was previewed: the plan is made again under the import lock, and when it says something else
 * than what was shown, or the round it goes into has ended, nothing is taken and the new preview is shown. Twice is once:
 * the draft is gone with the first.
 *
 * @param round id of the running round into which its people go
 * @returns 'outdated' when the preview was made anew, 'gone' when there is no such draft (any more)
 */
export async function takeDraft(
  city: CityWork,
  id: string,
  { take, fingerprint, round }: { take: Choice['take']; fingerprint: string; round?: string | undefined },
  onRows: { compared: OnRows; saved: OnRows },
): Promise<Result<void, 'outdated' | 'gone'>> {
  const { db } = city
  await lockImports(city)
  const draft = await draftOf(db, id, true)
  const stage = draft && (await stageOf(db, draft))
  if (!draft || stage?.kind !== 'settled') return fail('gone')
  const planned = await planTable(city, stage.table, stage.columns, onRows.compared)
  const running = round ? await holdRunning(city, round) : undefined
  if (fingerprintOf(planned) !== fingerprint || (round && !running)) {
    await keepPreview(city, id, stage, planned, true)
    return fail('outdated')
  }
  await takePlan(city, {
    importId: id,
    programmeId: draft.programmeId,
    table: stage.table,
    planned,
    choice: { take, without: new Set(draft.excluded) },
    onRows: onRows.saved,
  })
  if (running) await sendInto(city, running, id)
  await throwAway(db, id)
  return ok(undefined)
}
