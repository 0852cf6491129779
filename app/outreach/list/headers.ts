import { type ColumnKey, type Columns, listWidth } from './columns.ts'
import type { ListRow } from './read.ts'
import { clean, fold } from './text.ts'
import { columnCalled } from './wordings.ts'

/**
 * What a person must settle before the list can be read; nothing is written until then. `position` counts
 * from 1. Never holds a cell of the list: those are personal data.
 */
export type HeaderQuestion = {
  code: 'unknown-header' | 'same-column' | 'missing-column' | 'no-header'
  header: string | null
  position: number | null
  column: ColumnKey | null
}

/** An answer given for the header at a position (from 1): the column it is, or that it is to be left out. */
export type HeaderAnswers = ReadonlyMap<number, ColumnMeaning>
export type ColumnMeaning = ColumnKey | 'leave-out'

/** Remarks in brackets that say how a column is filled in, not what it is. */
const REMARKS = new Set(
  [
    'TT.MM.JJJJ',
    'TT.MM.JJ',
    'JJJJ-MM-TT',
    'm/w/d',
    'm/w',
    'mobil',
    'Festnetz',
    '12-stellig',
    '5-stellig',
  ].map(fold),
)

/** The column that a header names, or null. */
export function placeHeader(header: string): ColumnKey | null {
  const text = clean(header)
  const remark = /^(.*)[([](.*)[)\]]\s*[:*]?$/u.exec(text)
  const bare = remark !== null && REMARKS.has(fold(remark[2] ?? '')) ? remark[1] : undefined
  return columnCalled(text) ?? (bare === undefined ? null : columnCalled(bare))
}

const OVERLAPS: readonly (readonly [ColumnKey, readonly ColumnKey[]])[] = [
  ['full-name', ['family-name', 'given-name']],
  ['address', ['street', 'house-number']],
  ['postcode-town', ['postcode', 'town']],
]

function overlapping(column: ColumnKey, taken: ReadonlyMap<ColumnKey, readonly number[]>): boolean {
  if ((taken.get(column)?.length ?? 0) > 1) return true
  return OVERLAPS.some(
    ([whole, parts]) =>
      (column === whole && parts.some((part) => taken.has(part))) ||
      (parts.includes(column) && taken.has(whole)),
  )
}

const ask = (code: HeaderQuestion['code'], rest: Partial<HeaderQuestion> = {}): HeaderQuestion => ({
  code,
  header: null,
  position: null,
  column: null,
  ...rest,
})

/**
 * Places each header. What cannot be placed, claims a column twice or is missing (family name, birth date)
 * becomes a question, never a guess. A column without header and without a single value is left out.
 */
export function placeHeaders(
  header: readonly string[],
  rows: readonly ListRow[],
  answers: HeaderAnswers = new Map(),
): { ok: true; value: Columns } | { ok: false; questions: HeaderQuestion[] } {
  const width = listWidth(header)
  const taken = new Map<ColumnKey, number[]>()
  const unknown: HeaderQuestion[] = []
  for (const [index, cell] of header.slice(0, width).entries()) {
    const column = answers.get(index + 1) ?? placeHeader(cell)
    if (column === 'leave-out') continue
    if (column !== null) taken.set(column, [...(taken.get(column) ?? []), index])
    else if (clean(cell) !== '' || rows.some((row) => clean(row.cells[index] ?? '') !== '')) {
      unknown.push(ask('unknown-header', { header: clean(cell).slice(0, 80), position: index + 1 }))
    }
  }
  // Not one header known: the first line is probably a person, and must not be repeated in a question.
  if (taken.size === 0) return { ok: false, questions: [ask('no-header')] }

  const doubled = [...taken].flatMap(([column, places]) =>
    overlapping(column, taken)
      ? places.map((index) =>
          ask('same-column', {
            header: clean(header[index] ?? '').slice(0, 80),
            position: index + 1,
            column,
          }),
        )
      : [],
  )
  const missing = (['family-name', 'birth-date'] as const)
    .filter((column) => !taken.has(column) && !(column === 'family-name' && taken.has('full-name')))
    .map((column) => ask('missing-column', { column }))
  const questions = [...unknown, ...doubled, ...missing].sort(
    (a, b) => (a.position ?? 1e9) - (b.position ?? 1e9),
  )
  if (questions.length > 0) return { ok: false, questions }

  const at: Partial<Record<ColumnKey, number>> = {}
  for (const [column, [index]] of taken) if (index !== undefined) at[column] = index
  return { ok: true, value: { width: header.length, at } }
}
