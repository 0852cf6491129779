import type { Decision } from './plan.ts'

/** What whoever takes a list in wants of it. */
export interface Choice {
  take: 'everything' | 'created' | 'updated'
  /** Lines of new or changed persons that are not taken. */
  without: ReadonlySet<number>
}

export const EVERYTHING: Choice = { take: 'everything', without: new Set() }

/** A decision of the plan, or that somebody left the row out; `id` when it tells of a person known already. */
export type Chosen = Decision | { kind: 'left-out'; row: number; id: string | null }

/**
 * Leaves out what was not chosen. What changes nothing (unchanged, duplicate, rejected) stays what it is, so that every row
 * still ends somewhere, once.
 */
export function choose(decisions: readonly Decision[], { take, without }: Choice): Chosen[] {
  return decisions.map((decision) => {
    if (decision.kind !== 'created' && decision.kind !== 'updated') return decision
    const wanted = (take === 'everything' || take === decision.kind) && !without.has(decision.row)
    if (wanted) return decision
    return {
      kind: 'left-out',
      row: decision.row,
      id: decision.kind === 'updated' ? decision.id : null,
    }
  })
}
