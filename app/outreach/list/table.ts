/**
 * From the rows of a file to a table: where the headers stand, and what each column is, by our own wordings, by what this
 * city's offices meant before, and by what somebody says now.
 */
import { COLUMN_KEYS, type ColumnKey, type Columns, listWidth, NO_HEADERS } from './columns.ts'
import {
  type ColumnMeaning,
  type HeaderAnswers,
  type HeaderQuestion,
  placeHeader,
  placeHeaders,
} from './headers.ts'
import type { ListRow } from './read.ts'
import { clean, fold } from './text.ts'

/** Headers and the rows below them. */
export interface Table {
  header: string[]
  rows: ListRow[]
}

/** How far down headers are looked for, beneath a title, a date, an address of the office. */
const HEADERS_WITHIN = 20

/**
 * The table beneath the headers; rows above them are none of it.
 *
 * @param headerLine the line of the headers, `NO_HEADERS`, or null for the first row
 */
export function tableOf(rows: readonly ListRow[], headerLine: number | null): Table {
  if (headerLine === NO_HEADERS) {
    const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
    return { header: Array.from({ length: width }, () => ''), rows: [...rows] }
  }
  const at = headerLine === null ? 0 : rows.findIndex(({ line }) => line === headerLine)
  return { header: rows[at]?.cells ?? [], rows: rows.slice(at + 1) }
}

const knownHeaders = ({ cells }: ListRow): ColumnKey[] => cells.flatMap((cell) => placeHeader(cell) ?? [])

/** The first line that reads like headers: three that we know, a name or a birth date among them. Null when there is none. */
export function likelyHeaderLine(rows: readonly ListRow[]): number | null {
  const found = rows.slice(0, HEADERS_WITHIN).find((row) => {
    const known = knownHeaders(row)
    return known.length >= 3 && known.some((key) => NAMING.has(key))
  })
  return found?.line ?? null
}

const NAMING = new Set<ColumnKey>(['family-name', 'full-name', 'birth-date'])

/** What this city means by a header, by its folded wording. */
export type Meanings = ReadonlyMap<string, ColumnMeaning>

export const isMeaning = (word: string): word is ColumnMeaning =>
  word === 'leave-out' || COLUMN_KEYS.some((key) => key === word)

/** Somebody's answers, and for the rest what was answered for the same unknown wording before. */
export function effectiveAnswers(
  header: readonly string[],
  meanings: Meanings,
  answers: HeaderAnswers,
): HeaderAnswers {
  const all = new Map(answers)
  for (const [index, cell] of header.entries()) {
    const meaning = placeHeader(cell) === null ? meanings.get(fold(clean(cell))) : undefined
    if (meaning !== undefined && !all.has(index + 1)) all.set(index + 1, meaning)
  }
  return all
}

/** The answers worth remembering: to a wording that is in no table of ours. Which of two columns to take is asked each time. */
export function newMeanings(
  header: readonly string[],
  answers: HeaderAnswers,
): { wording: string; meaning: ColumnMeaning }[] {
  const found = new Map<string, ColumnMeaning>()
  for (const [position, meaning] of answers) {
    const wording = fold(clean(header[position - 1] ?? ''))
    if (wording !== '' && placeHeader(header[position - 1] ?? '') === null) found.set(wording, meaning)
  }
  return [...found].map(([wording, meaning]) => ({ wording, meaning }))
}

/** A column of the file as a person is asked about it. */
export interface ColumnView {
  /** From 1. */
  position: number
  header: string
  meaning: ColumnMeaning | null
  /** Whether the meaning was said for an earlier list. */
  remembered: boolean
  asked: boolean
  samples: string[]
}

export type TableReading =
  | { kind: 'settled'; columns: Columns; views: ColumnView[] }
  | { kind: 'asks'; questions: HeaderQuestion[]; views: ColumnView[]; headerLine: number | null }

const SAMPLES = 3

/**
 * Reads the headers of a sheet.
 *
 * @returns the columns, or what must be asked; `headerLine` when another line reads more like headers than the one taken
 */
export function readTable(
  rows: readonly ListRow[],
  {
    headerLine,
    answers,
    meanings,
  }: { headerLine: number | null; answers: HeaderAnswers; meanings: Meanings },
): TableReading {
  const table = tableOf(rows, headerLine)
  const effective = effectiveAnswers(table.header, meanings, answers)
  const placed = placeHeaders(table.header, table.rows, effective)
  const asked = new Set(placed.ok ? [] : placed.questions.flatMap(({ position }) => position ?? []))
  const views = table.header.slice(0, listWidth(table.header)).map((header, index): ColumnView => {
    const position = index + 1
    return {
      position,
      header: clean(header).slice(0, 80),
      meaning: effective.get(position) ?? placeHeader(header),
      remembered: effective.has(position) && !answers.has(position),
      asked: asked.has(position),
      samples: samplesOf(table.rows, index),
    }
  })
  if (placed.ok) return { kind: 'settled', columns: placed.value, views }
  const likely = likelyHeaderLine(rows)
  const first = rows[0]?.line ?? null
  const other = headerLine === null && likely !== null && likely !== first ? likely : null
  return { kind: 'asks', questions: placed.questions, views, headerLine: other }
}

function samplesOf(rows: readonly ListRow[], index: number): string[] {
  const samples = new Set<string>()
  for (const { cells } of rows) {
    const text = clean(cells[index] ?? '').slice(0, 40)
    if (text !== '') samples.add(text)
    if (samples.size === SAMPLES) break
  }
  return [...samples]
}
