import type { ReactNode } from 'react'
import { useWords } from '../kit/use-words.ts'
import { GOALS, type Proposal } from './rules/proposals.ts'

export interface ShownProposal extends Pick<Proposal, 'key' | 'goal'> {
  /** How the city says it, in German; null = as the product does. */
  ownWords: string | null
}

/** What the talk suggests, by goal, each with its reason. */
export function ProposalList({ proposals }: { proposals: readonly ShownProposal[] }): ReactNode {
  const { t } = useWords()
  const goals = GOALS.filter((goal) => proposals.some((proposal) => proposal.goal === goal))
  return (
    <ol className="talk-proposals">
      {goals.map((goal) => (
        <li key={goal} className="talk-proposals__goal">
          <h3>{t(`assessments:goal.${goal}`)}</h3>
          <ul>
            {proposals
              .filter((proposal) => proposal.goal === goal)
              .map(({ key, ownWords }) => (
                <li key={key} className="talk-proposals__one">
                  <p className="talk-proposals__what" lang={ownWords ? 'de' : undefined}>
                    {ownWords ?? t(`assessments:proposal.${key}.what`)}
                  </p>
                  <p className="talk-proposals__why">
                    {t('assessments:summary.because', { reason: t(`assessments:proposal.${key}.why`) })}
                  </p>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
