/**
 * What an import does with each row of a list, given the persons already known. Same AZR number = same person;
 * where one of the two has none, the same names and birth date. The first row of a person in a file wins, a
 * later one is a duplicate and changes nothing. Two AZR numbers are two persons, whatever their names.
 */
import type { RowIssue } from './columns.ts'
import { changedFields, type ListField, type ListPerson, mergePerson } from './person.ts'
import type { RowReading } from './rules.ts'
import { personKey } from './text.ts'

export type KnownPerson = { id: string; person: ListPerson }

/**
 * The known persons that a file may mean: those with an AZR number of the file, and those with the names and
 * birth date of one of its rows (`personKey`). Within a list the order must not change between two imports.
 */
export type Known = {
  byAzr: ReadonlyMap<string, KnownPerson>
  byNames: ReadonlyMap<string, readonly KnownPerson[]>
}

export type Decision =
  | { kind: 'created'; row: number; person: ListPerson }
  | { kind: 'updated'; row: number; id: string; person: ListPerson; changed: ListField[] }
  | { kind: 'unchanged'; row: number; id: string }
  | { kind: 'duplicate'; row: number; of: number }
  | ({ kind: 'rejected' } & RowIssue)

export type ImportAnswer = {
  rows: number
  created: number
  updated: number
  unchanged: number
  duplicates: number
  rejected: RowIssue[]
  warnings: RowIssue[]
}

export type ReadRow = { row: number; reading: RowReading }
export type ListPlan = { decisions: Decision[]; answer: ImportAnswer }

/** Puts known persons into the two maps, keeping their order. */
export function indexKnown(persons: readonly KnownPerson[]): Known {
  const byAzr = new Map<string, KnownPerson>()
  const byNames = new Map<string, KnownPerson[]>()
  for (const known of persons) {
    const { azrNumber } = known.person
    if (azrNumber !== null) byAzr.set(azrNumber, known)
    add(byNames, personKey(known.person), known)
  }
  return { byAzr, byNames }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key)
  if (there === undefined) map.set(key, [value])
  else there.push(value)
}

/** One person of the file: her number if any row of her has one, and her first row. */
type Listed = { azr: string | null; firstRow: number | null }

type AcceptedRow = { row: number; person: ListPerson }

/**
 * Which rows of a file are one person, by the file alone: only so does the same file mean the same persons again,
 * whatever the import before it changed. A row without number belongs to the first number that bears its names.
 */
function sortIntoPersons(rows: readonly AcceptedRow[]): Map<number, Listed> {
  const byAzr = new Map<string, Listed>()
  const byNames = new Map<string, Listed>()
  for (const { person } of rows) {
    if (person.azrNumber === null) continue
    const listed = byAzr.get(person.azrNumber) ?? { azr: person.azrNumber, firstRow: null }
    byAzr.set(person.azrNumber, listed)
    if (!byNames.has(personKey(person))) byNames.set(personKey(person), listed)
  }
  const byRow = new Map<number, Listed>()
  for (const { row, person } of rows) {
    const numbered = person.azrNumber === null ? undefined : byAzr.get(person.azrNumber)
    const listed = numbered ?? byNames.get(personKey(person)) ?? { azr: null, firstRow: null }
    if (numbered === undefined) byNames.set(personKey(person), listed)
    listed.firstRow ??= row
    byRow.set(row, listed)
  }
  return byRow
}

/**
 * Finds the known person whom a person of the file means. Whoever the file names by number is never taken for
 * someone else; of several with the same names the one without number goes first, then the longest known.
 */
function seeker(known: Known, byRow: ReadonlyMap<number, Listed>) {
  const taken = new Set<string>()
  for (const { azr } of byRow.values()) {
    const numbered = azr === null ? undefined : known.byAzr.get(azr)
    if (numbered !== undefined) taken.add(numbered.id)
  }
  return ({ azr }: Listed, first: ListPerson): KnownPerson | undefined => {
    const numbered = azr === null ? undefined : known.byAzr.get(azr)
    if (numbered !== undefined) return numbered
    const named = (known.byNames.get(personKey(first)) ?? []).filter(({ id }) => !taken.has(id))
    const bare = named.find(({ person }) => person.azrNumber === null)
    const found = bare ?? (azr === null ? named[0] : undefined)
    if (found !== undefined) taken.add(found.id)
    return found
  }
}

function decideFirst(row: number, listed: ListPerson, met: KnownPerson | undefined): Decision {
  if (met === undefined) return { kind: 'created', row, person: listed }
  const person = mergePerson(met.person, listed)
  const changed = changedFields(met.person, person)
  if (changed.length === 0) return { kind: 'unchanged', row, id: met.id }
  return { kind: 'updated', row, id: met.id, person, changed }
}

function answerOf(rows: readonly ReadRow[], decisions: readonly Decision[]): ImportAnswer {
  const count = (kind: Decision['kind']): number => decisions.filter((one) => one.kind === kind).length
  const duplicates = new Set(decisions.filter(({ kind }) => kind === 'duplicate').map(({ row }) => row))
  return {
    rows: decisions.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    duplicates: duplicates.size,
    rejected: decisions.flatMap((one) =>
      one.kind === 'rejected' ? [{ row: one.row, column: one.column, code: one.code }] : [],
    ),
    warnings: rows.flatMap(({ row, reading }) =>
      reading.kind === 'accepted' && !duplicates.has(row)
        ? reading.warnings.map(({ column, code }) => ({ row, column, code }))
        : [],
    ),
  }
}

/**
 * Plans a whole file.
 *
 * @returns one decision a row, in their order, and the figures: rows = created + updated + unchanged +
 *   duplicates + rejected. A duplicate, which changes nothing, has no warnings.
 */
export function planList(rows: readonly ReadRow[], known: Known): ListPlan {
  const accepted = rows.flatMap(({ row, reading }) =>
    reading.kind === 'accepted' ? [{ row, person: reading.person }] : [],
  )
  const byRow = sortIntoPersons(accepted)
  const seek = seeker(known, byRow)
  const decisions = rows.map(({ row, reading }): Decision => {
    if (reading.kind === 'rejected')
      return { kind: 'rejected', row, column: reading.column, code: reading.code }
    const listed = byRow.get(row) ?? { azr: reading.person.azrNumber, firstRow: row }
    if (listed.firstRow !== null && listed.firstRow !== row) {
      return { kind: 'duplicate', row, of: listed.firstRow }
    }
    return decideFirst(row, reading.person, seek(listed, reading.person))
  })
  return { decisions, answer: answerOf(rows, decisions) }
}
