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

/**
 * A person as the file goes on: `firstRow` once a row meant her, `azr` her number or the one that a duplicate
 * of this file brought. The latter is not stored (a duplicate changes nothing) but keeps a second number with
 * the same names from being taken for her.
 */
type Candidate = { id: string | null; person: ListPerson; firstRow: number | null; azr: string | null }

/** The persons a row may mean, known ones and those of earlier rows, by number and by names. */
function openRegister(known: Known): {
  find: (listed: ListPerson) => Candidate | undefined
  place: (candidate: Candidate, before?: ListPerson) => void
} {
  const byId = new Map<string, Candidate>()
  const byAzr = new Map<string, Candidate>()
  const byNames = new Map<string, Candidate[]>()
  const asked = new Set<string>()

  function candidate({ id, person }: KnownPerson): Candidate {
    const there = byId.get(id)
    if (there !== undefined) return there
    const fresh: Candidate = { id, person, firstRow: null, azr: person.azrNumber }
    byId.set(id, fresh)
    return fresh
  }
  function withNumber(azr: string): Candidate | undefined {
    const met = byAzr.get(azr)
    if (met !== undefined) return met
    const stored = known.byAzr.get(azr)
    return stored === undefined ? undefined : candidate(stored)
  }
  function withNames(key: string): Candidate[] {
    if (!asked.has(key)) {
      asked.add(key)
      // A row above may have renamed one of them: only who still bears the names counts.
      const stored = (known.byNames.get(key) ?? []).map(candidate)
      byNames.set(key, [...new Set([...(byNames.get(key) ?? []), ...stored])])
    }
    return (byNames.get(key) ?? []).filter((one) => personKey(one.person) === key)
  }
  return {
    find(listed) {
      const numbered = listed.azrNumber === null ? undefined : withNumber(listed.azrNumber)
      if (numbered !== undefined) return numbered
      const named = withNames(personKey(listed)).filter(
        (one) => listed.azrNumber === null || one.azr === null,
      )
      return named.find((one) => one.firstRow !== null) ?? named.find((one) => one.azr === null) ?? named[0]
    },
    place(met) {
      if (met.azr !== null) byAzr.set(met.azr, met)
      const bearers = withNames(personKey(met.person))
      if (!bearers.includes(met)) add(byNames, personKey(met.person), met)
    },
  }
}

/**
 * Decides row by row, so that a file can also be planned while it is read.
 *
 * @returns a function that takes the next row of the file and says what becomes of it
 */
export function startPlan(known: Known): (next: ReadRow) => Decision {
  const register = openRegister(known)
  return ({ row, reading }) => {
    if (reading.kind === 'rejected') {
      return { kind: 'rejected', row, column: reading.column, code: reading.code }
    }
    const listed = reading.person
    const met = register.find(listed)
    if (met === undefined) {
      register.place({ id: null, person: listed, firstRow: row, azr: listed.azrNumber })
      return { kind: 'created', row, person: listed }
    }
    met.azr ??= listed.azrNumber
    // Without an id she comes from a row above, too.
    if (met.firstRow !== null || met.id === null) {
      register.place(met)
      return { kind: 'duplicate', row, of: met.firstRow ?? row }
    }
    const person = mergePerson(met.person, listed)
    const changed = changedFields(met.person, person)
    met.firstRow = row
    met.person = person
    register.place(met)
    return changed.length === 0
      ? { kind: 'unchanged', row, id: met.id }
      : { kind: 'updated', row, id: met.id, person, changed }
  }
}

/** The figures of an import; always rows = created + updated + unchanged + duplicates + rejected. */
export function answerOf(rows: readonly ReadRow[], decisions: readonly Decision[]): ImportAnswer {
  const count = (kind: Decision['kind']): number => decisions.filter((one) => one.kind === kind).length
  const imported = new Set(
    decisions.filter(({ kind }) => kind !== 'rejected' && kind !== 'duplicate').map(({ row }) => row),
  )
  return {
    rows: decisions.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    duplicates: count('duplicate'),
    rejected: decisions.flatMap((one) =>
      one.kind === 'rejected' ? [{ row: one.row, column: one.column, code: one.code }] : [],
    ),
    warnings: rows.flatMap(({ row, reading }) =>
      reading.kind === 'accepted' && imported.has(row)
        ? reading.warnings.map(({ column, code }) => ({ row, column, code }))
        : [],
    ),
  }
}

/** Plans a whole file. */
export function planList(rows: readonly ReadRow[], known: Known): ListPlan {
  const decide = startPlan(known)
  const decisions = rows.map(decide)
  return { decisions, answer: answerOf(rows, decisions) }
}
