import type { Door } from '../queries.server.ts'
import { partsOf } from './rules.ts'

export interface PartOfWalk {
  doors: Door[]
  /** From 1. */
  part: number
  parts: number
  /** Of the whole round: who is still open, and everybody. */
  open: number
  people: number
}

const openIn = (doors: readonly Door[]): number =>
  doors.flatMap(({ people }) => people).filter(({ state }) => state === 'open').length

/** A page of a walk: the part that was asked for, else the first in which somebody is still open. */
export function partOfWalk(doors: readonly Door[], asked: string | null): PartOfWalk {
  const parts = partsOf(doors)
  const wanted = Number(asked)
  const next = Math.max(
    parts.findIndex((part) => openIn(part) > 0),
    0,
  )
  const at = Number.isInteger(wanted) && wanted >= 1 && wanted <= parts.length ? wanted - 1 : next
  return {
    doors: parts[at] ?? [],
    part: at + 1,
    parts: parts.length,
    open: openIn(doors),
    people: doors.reduce((sum, { people, leftAlone }) => sum + people.length + leftAlone, 0),
  }
}
