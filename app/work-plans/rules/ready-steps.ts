import type { Temporal } from 'temporal-polyfill'
import type { GoalKey, Proposal, ProposalKey } from '../../assessments/rules/proposals.ts'
import type { CatalogueStep } from '../catalogue/rules.ts'
import type { Who } from '../rules.ts'

/** A step of the catalogue with its deadline, ready to be taken into the plan. */
export interface ReadyStep {
  ref: string
  goal: GoalKey
  what: string
  who: Who
  /** ISO date. */
  until: string
  evidence: string
}

/** One that an answer of the talk speaks for. */
export interface ProposedStep extends ReadyStep {
  why: ProposalKey
}

/** What the talk proposes, in the words of the catalogue; then the rest of it. What is retired is neither. */
export function readySteps(
  catalogue: readonly CatalogueStep[],
  proposals: readonly Proposal[],
  today: Temporal.PlainDate,
): { proposals: ProposedStep[]; others: ReadyStep[] } {
  const inUse = catalogue.filter(({ retired }) => !retired)
  const ready = ({ ref, goal, what, who, weeks, evidence }: CatalogueStep): ReadyStep => ({
    ref,
    goal,
    what,
    who,
    until: today.add({ weeks }).toString(),
    evidence,
  })
  return {
    proposals: proposals.flatMap(({ key }) =>
      inUse.filter(({ proposal }) => proposal === key).map((step) => ({ ...ready(step), why: key })),
    ),
    others: inUse.filter(({ proposal }) => !proposals.some(({ key }) => key === proposal)).map(ready),
  }
}

/** A row of the editor before anybody writes into it. */
export const EMPTY_STEP = { key: '', what: '', who: 'client', until: '', evidence: '' } as const

/** What the editor holds at this moment, as the form has it: anything may still be missing. */
export interface Draft {
  goals?: readonly ({ what?: string | undefined; steps?: readonly DraftStep[] | undefined } | undefined)[]
}
type DraftStep = { what?: string | undefined; until?: string | undefined } | undefined

export type Place =
  | { kind: 'row'; goal: number; step: number }
  | { kind: 'new-row'; goal: number }
  | { kind: 'goal'; goal: number }
  | { kind: 'new-goal' }

const isBlank = (step: DraftStep): boolean => !step?.what && !step?.until

/** Where a proposal goes: into its goal when that is there, into an empty one else, or into a new one. */
export function placeFor({ goals = [] }: Draft, goalWords: string): Place {
  const own = goals.findIndex((goal) => goal?.what === goalWords)
  if (own >= 0) {
    const step = goals[own]?.steps?.findIndex(isBlank) ?? -1
    return step >= 0 ? { kind: 'row', goal: own, step } : { kind: 'new-row', goal: own }
  }
  const empty = goals.findIndex((goal) => !goal?.what && (goal?.steps ?? []).every(isBlank))
  return empty >= 0 ? { kind: 'goal', goal: empty } : { kind: 'new-goal' }
}

export const isTaken = ({ goals = [] }: Draft, what: string): boolean =>
  goals.some((goal) => goal?.steps?.some((step) => step?.what === what))
