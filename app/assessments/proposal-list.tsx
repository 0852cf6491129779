import type { ReactNode } from 'react'
import { useWords } from '../kit/use-words.ts'
import { GOALS, type Proposal } from './rules/proposals.ts'

/** What the talk suggests, by goal, each with its reason. */
export function ProposalList({ proposals }: { proposals: readonly Proposal[] }): ReactNode {
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
              .map(({ key }) => (
                <li key={key} className="talk-proposals__one">
                  <p className="talk-proposals__what">{t(`assessments:proposal.${key}.what`)}</p>
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
