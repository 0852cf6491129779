import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { listImport, listRow } from '../../../db/city/schema/outreach.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { programmeBySlug, runningProgramme } from '../../programmes/queries.server.ts'
import type { Columns } from './columns.ts'
import { type HeaderQuestion, placeHeaders } from './headers.ts'
import { knownPersons } from './known.server.ts'
import { type Decision, type ImportAnswer, indexKnown, planList, type ReadRow } from './plan.ts'
import type { ListFile } from './read.ts'
import { readRow } from './rules.ts'
import { inChunks, savePersons, type ToSave } from './save.server.ts'

export interface ImportedList {
  importId: string
  answer: ImportAnswer
}

/** What must be settled before a list can be read; nothing has been written then. */
export const questionsOf = (file: ListFile): HeaderQuestion[] => {
  const placed = placeHeaders(file.header, file.rows)
  return placed.ok ? [] : placed.questions
}

const IMPORT_LOCK = 7_046_003

/**
 * Takes a city list in: persons and list rows, never a client; one transaction. Two imports at once go one after the
 * other, so that the second finds what the first wrote and both end the same.
 */
export async function importList(
  city: CityWork,
  file: ListFile,
  programmeSlug?: string,
): Promise<Result<ImportedList, 'no-programme' | 'questions'>> {
  const { db, today } = city
  const placed = placeHeaders(file.header, file.rows)
  if (!placed.ok) return fail('questions')
  const programme = programmeSlug
    ? await programmeBySlug(db, programmeSlug)
    : await runningProgramme(db, today.toString())
  if (!programme) return fail('no-programme')
  await db.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`)

  const rows = readRows(file, placed.value, city)
  const listed = rows.flatMap(({ reading }) => (reading.kind === 'accepted' ? [reading.person] : []))
  const { decisions, answer } = planList(rows, indexKnown(await knownPersons(db, listed)))
  const ids = idsOf(decisions)
  await savePersons(
    city,
    decisions.flatMap((decision) => toSave(decision, ids)),
  )
  const importId = await saveImport(city, file, programme.id, answer)
  await saveRows(city, importId, file, decisions, ids, rows)
  return ok({ importId, answer })
}

const readRows = (file: ListFile, columns: Columns, { today }: CityWork): ReadRow[] =>
  file.rows.map(({ line, cells }) => ({ row: line, reading: readRow(cells, columns, today) }))

/** Person by line: known ones keep their id, new ones get theirs here, a duplicate means the person of its first line. */
function idsOf(decisions: readonly Decision[]): Map<number, string> {
  const ids = new Map<number, string>()
  for (const decision of decisions) {
    if (decision.kind === 'created') ids.set(decision.row, randomUUID())
    else if (decision.kind === 'updated' || decision.kind === 'unchanged') ids.set(decision.row, decision.id)
    else if (decision.kind === 'duplicate') {
      const first = ids.get(decision.of)
      if (first) ids.set(decision.row, first)
    }
  }
  return ids
}

function toSave(decision: Decision, ids: ReadonlyMap<number, string>): ToSave[] {
  const id = ids.get(decision.row)
  if (!id) return []
  if (decision.kind === 'created') return [{ id, person: decision.person, changed: 'everything' }]
  return decision.kind === 'updated' ? [{ id, person: decision.person, changed: decision.changed }] : []
}

async function saveImport(
  city: CityWork,
  file: ListFile,
  programmeId: string,
  answer: ImportAnswer,
): Promise<string> {
  const id = randomUUID()
  await city.db.insert(listImport).values({
    ...answer,
    id,
    programmeId,
    rejected: answer.rejected.length,
    importedOn: city.today.toString(),
    importedAt: city.now,
    importedBy: city.actor.id,
    header: file.header,
  })
  return id
}

/** Where every line of the list ended. The cells of a rejected one are kept: they go back to the office. */
async function saveRows(
  { db }: CityWork,
  importId: string,
  file: ListFile,
  decisions: readonly Decision[],
  ids: ReadonlyMap<number, string>,
  rows: readonly ReadRow[],
): Promise<void> {
  const cells = new Map(file.rows.map((row) => [row.line, row.cells]))
  const warnings = new Map(
    rows.map(({ row, reading }) => [row, reading.kind === 'accepted' ? reading.warnings : []]),
  )
  const saved = decisions.map((decision) => {
    const common = {
      importId,
      line: decision.row,
      outcome: decision.kind,
      warnings: warnings.get(decision.row) ?? [],
    }
    if (decision.kind !== 'rejected') return { ...common, personId: ids.get(decision.row) }
    return { ...common, column: decision.column, code: decision.code, cells: cells.get(decision.row) ?? [] }
  })
  await inChunks(saved, (chunk) => db.insert(listRow).values(chunk))
}
