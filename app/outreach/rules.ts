/** How a list is read at the door and after an import: what stays in sight, what is folded away, what must go when. */
import { Temporal } from 'temporal-polyfill'
import type { VisitOutcome } from './input.ts'

/** Streets, houses and people as far as the rules look at them. */
interface House {
  street: string
  houseNumber: string
  postcode: string
}

/** What houses of one street are called: with the postcode only where the same number stands twice. */
export function houseNames(houses: readonly House[]): string[] {
  const plain = houses.map(({ street, houseNumber }) => `${street} ${houseNumber}`.trim())
  return houses.map(({ postcode }, index) => {
    const name = plain[index] ?? ''
    const twice = plain.filter((other) => other === name).length > 1
    return twice && postcode ? `${name}, ${postcode}` : name
  })
}

interface Visited {
  state: 'open' | 'has-file' | 'moved'
  /** Newest first; ISO dates. */
  visits: readonly { on: string }[]
}

/**
 * Who has to be seen at a house, and who can be folded away: somebody with a file or a last word. Whoever was visited
 * today stays in sight, so that a wrong tap is noticed.
 */
export function foldVisited<Person extends Visited>(
  people: readonly Person[],
  today: string,
): { shown: Person[]; folded: Person[] } {
  const stays = ({ state, visits }: Person): boolean => state === 'open' || visits[0]?.on === today
  return { shown: people.filter(stays), folded: people.filter((one) => !stays(one)) }
}

interface Noted {
  row: number
  column: string
  code: string
}

export interface ReasonGroup {
  column: string
  code: string
  /** Lines of the file, in their order, each once. */
  rows: number[]
}

/** Rows of an import, in the order of the file, by what is wrong with them: the most frequent reason first. */
export function byReason(noted: readonly Noted[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>()
  for (const { row, column, code } of noted) {
    const key = `${column}|${code}`
    const group = groups.get(key) ?? { column, code, rows: [] }
    if (group.rows.at(-1) !== row) group.rows.push(row)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length)
}

/**
 * How long the city keeps somebody from a list whom nobody reached. No statute sets it (domain.md, section 8: counselling
 * deletes when the purpose has ended); a year is our default, counted from the newest list that names the person.
 */
export const DELETE_AFTER_MONTHS = 12

/** By when somebody is to be deleted whom nobody reached and whom the list of that day named last. ISO dates. */
export const deleteBy = (lastNamedOn: string): string =>
  Temporal.PlainDate.from(lastNamedOn).add({ months: DELETE_AFTER_MONTHS }).toString()

/** After these knocks alone nobody of whom the list speaks was met. */
export const NOT_REACHED: readonly VisitOutcome[] = [
  'nobody-home',
  'spoke-to-other',
  'moved',
  'wrong-address',
  'deceased',
]

/** Where a row of a list ended, each row in one place: gone back, told twice, not taken, or how it stands with the person. */
export type EndState = 'rejected' | 'duplicate' | 'left-out' | 'unseen' | 'file' | VisitOutcome

const CLOSED_WITH_THE_LIST: readonly EndState[] = ['duplicate', 'rejected', 'left-out']

/** Files, who is still to be visited, how visits ended, and what the list itself closed; states nobody is in are left out. */
export function endStates(
  counts: readonly { state: EndState; rows: number }[],
): { state: EndState; rows: number }[] {
  const place = ({ state }: { state: EndState }): number =>
    state === 'file' ? 0 : state === 'unseen' ? 1 : CLOSED_WITH_THE_LIST.includes(state) ? 3 : 2
  return counts.filter(({ rows }) => rows > 0).sort((a, b) => place(a) - place(b) || b.rows - a.rows)
}
