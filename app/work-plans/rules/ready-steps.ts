import type { Temporal } from 'temporal-polyfill'
import type { GoalKey, Proposal, ProposalKey } from '../../assessments/rules/proposals.ts'

/** A proposal of the talk with its deadline, ready to be taken into the plan. */
export interface ReadyStep {
  key: ProposalKey
  goal: GoalKey
  who: Proposal['who']
  /** ISO date. */
  until: string
}

export const readySteps = (proposals: readonly Proposal[], today: Temporal.PlainDate): ReadyStep[] =>
  proposals.map(({ key, goal, who, weeks }) => ({ key, goal, who, until: today.add({ weeks }).toString() }))

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
