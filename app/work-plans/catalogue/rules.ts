/** Goals and steps a city keeps ready for its plans: the product's proposals in its own words, and what it adds to them. */
import type { GoalKey, Proposal, ProposalKey } from '../../assessments/rules/proposals.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { Who } from '../rules.ts'

export interface StepWords {
  goal: GoalKey
  what: string
  who: Who
  /** From the day of the plan until it should be done, 1 to 104. */
  weeks: number
  /** What will show that it is done; '' = nobody asks for it. */
  evidence: string
}

/** A proposal in the German words that our dictionaries translate. */
export type ProductStep = Proposal & { what: string }

/** What a city has written down. */
export interface CityStep extends StepWords {
  id: string
  /** Of the proposal it says in other words; a key that the product no longer has makes it a step of the city's own. */
  proposalKey: string | null
  retired: boolean
  /** ISO instant. */
  changedAt: string
}

export interface CatalogueStep extends StepWords {
  /** Names the step in an address: the key of its proposal, or the id of the city's row. */
  ref: string
  /** Which answers of a talk speak for it; null = none, it is the city's own. */
  proposal: ProposalKey | null
  /** Of the city's row; null = nothing was changed. */
  rowId: string | null
  origin: 'product' | 'reworded' | 'own'
  /** Stands in our dictionaries: a client reads it in his language. */
  translated: boolean
  retired: boolean
  /** What an editor started from: when it was last changed, '' = never. */
  basis: string
}

/** The product's proposals in their order with the city's changes laid over them, then what the city added. */
export function layOver(product: readonly ProductStep[], rows: readonly CityStep[]): CatalogueStep[] {
  const isTranslated = (what: string): boolean => product.some((one) => one.what === what)
  const fromRow = ({ id, retired, changedAt, proposalKey: _, ...words }: CityStep) => ({
    ...words,
    rowId: id,
    translated: isTranslated(words.what),
    retired,
    basis: changedAt,
  })
  const proposed = product.map((one): CatalogueStep => {
    const { key, ...words } = { ...one, evidence: '' }
    const row = rows.find(({ proposalKey }) => proposalKey === key)
    const named = { ref: key, proposal: key }
    if (!row)
      return {
        ...named,
        ...words,
        rowId: null,
        origin: 'product',
        translated: true,
        retired: false,
        basis: '',
      }
    return { ...named, ...fromRow(row), origin: saysTheSame(row, words) ? 'product' : 'reworded' }
  })
  const own = rows
    .filter(({ proposalKey }) => !product.some(({ key }) => key === proposalKey))
    .map((row): CatalogueStep => ({ ref: row.id, proposal: null, ...fromRow(row), origin: 'own' }))
  return [...proposed, ...own]
}

/** What a talk proposes as the city says it, under the goal the city puts it; `ownWords`: null = as the product does. */
export function inCityWords(
  steps: readonly CatalogueStep[],
  proposals: readonly Proposal[],
): { key: ProposalKey; goal: GoalKey; ownWords: string | null }[] {
  return proposals.flatMap(({ key }) =>
    steps
      .filter(({ proposal, retired }) => proposal === key && !retired)
      .map(({ goal, what, origin }) => ({ key, goal, ownWords: origin === 'product' ? null : what })),
  )
}

/** Whether two steps would stand in a plan alike. */
const saysTheSame = (one: StepWords, other: StepWords): boolean =>
  one.goal === other.goal &&
  one.what === other.what &&
  one.who === other.who &&
  one.weeks === other.weeks &&
  one.evidence === other.evidence

/** `outdated`: somebody else was faster. `said-already`: another step of the goal has these words. */
export type CatalogueError = 'not-found' | 'outdated' | 'said-already'

const isSaid = (steps: readonly CatalogueStep[], { goal, what }: StepWords, ref: string): boolean =>
  steps.some((step) => !step.retired && step.ref !== ref && step.goal === goal && step.what === what)

export const stepNamed = (steps: readonly CatalogueStep[], ref: string): CatalogueStep | undefined =>
  steps.find((step) => step.ref === ref)

/**
 * Whether a step may say `wanted` from now on; answers the step as it stands. `basis` is that of the editor; the same words
 * again, as from a double click, may always come.
 */
export function mayChange(
  steps: readonly CatalogueStep[],
  ref: string,
  { basis, wanted }: { basis: string; wanted: StepWords },
): Result<CatalogueStep, CatalogueError> {
  const step = stepNamed(steps, ref)
  if (!step) return fail('not-found')
  if (step.retired || (step.basis !== basis && !saysTheSame(step, wanted))) return fail('outdated')
  return isSaid(steps, wanted, ref) ? fail('said-already') : ok(step)
}

/** Whether the city may add a step; `ref` is the id it will have, so a second click says nothing twice. */
export const mayAdd = (
  steps: readonly CatalogueStep[],
  ref: string,
  wanted: StepWords,
): Result<null, CatalogueError> => (isSaid(steps, wanted, ref) ? fail('said-already') : ok(null))

/** Whether a step may be proposed again as it stands; answers it. */
export function mayBringBack(
  steps: readonly CatalogueStep[],
  ref: string,
): Result<CatalogueStep, CatalogueError> {
  const step = stepNamed(steps, ref)
  if (!step) return fail('not-found')
  return isSaid(steps, step, ref) ? fail('said-already') : ok(step)
}
