import { ALL_PROPOSALS, type GoalKey } from '../../assessments/rules/proposals.ts'
import { catalogueFor } from '../../letters/catalogue.ts'
import type { ProductStep } from './rules.ts'

const { step, goal } = catalogueFor('de')

/** What the product proposes, in the German of its dictionaries: what a plan says word for word, its client can read. */
export const PRODUCT_STEPS: readonly ProductStep[] = ALL_PROPOSALS.map((proposal) => ({
  ...proposal,
  what: step[proposal.key],
}))

/** The goals as they stand in a plan, in German. */
export const GOAL_WORDS: Readonly<Record<GoalKey, string>> = goal
