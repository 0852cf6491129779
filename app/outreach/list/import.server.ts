import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { programmeBySlug, runningProgramme } from '../../programmes/queries.server.ts'
import { EVERYTHING } from './choice.ts'
import { type HeaderQuestion, placeHeaders } from './headers.ts'
import { headerMeanings } from './meanings.server.ts'
import type { ImportAnswer } from './plan.ts'
import { planTable } from './plan-table.server.ts'
import { effectiveAnswers, type Table } from './table.ts'
import { takePlan } from './take.server.ts'

export interface ImportedList {
  importId: string
  answer: ImportAnswer
}

const placed = async (db: StaffDb, { header, rows }: Table) =>
  placeHeaders(header, rows, effectiveAnswers(header, await headerMeanings(db), new Map()))

/** What must be settled before a list can be read, beyond what the city has said before; nothing has been written then. */
export async function questionsOf(db: StaffDb, table: Table): Promise<HeaderQuestion[]> {
  const columns = await placed(db, table)
  return columns.ok ? [] : columns.questions
}

const IMPORT_LOCK = 7_046_003

/**
 * Imports of a city go one after the other, so that the second finds what the first wrote; who brings people together waits
 * for them too. Held until the act ends.
 */
export async function lockImports({ db }: Pick<CityWork, 'db'>): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`)
}

/** Takes a whole city list in: persons and list rows, never a client; one transaction. */
export async function importList(
  city: CityWork,
  table: Table,
  programmeSlug?: string,
): Promise<Result<ImportedList, 'no-programme' | 'questions'>> {
  const { db, today } = city
  const columns = await placed(db, table)
  if (!columns.ok) return fail('questions')
  const programme = programmeSlug
    ? await programmeBySlug(db, programmeSlug)
    : await runningProgramme(db, today.toString())
  if (!programme) return fail('no-programme')
  await lockImports(city)
  const planned = await planTable(city, table, columns.value)
  const importId = randomUUID()
  await takePlan(city, { importId, programmeId: programme.id, table, planned, choice: EVERYTHING })
  return ok({ importId, answer: planned.plan.answer })
}
