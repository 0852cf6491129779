import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { useWords } from '../kit/use-words.ts'
import { type Said, TOPICS } from './rules/topics.ts'
import { TopicSentences } from './sentences.tsx'

interface TalkSummaryProps {
  said: Said
  /** ISO date. */
  today: string
  /** Address of the talk under way: each topic has its way back. */
  base?: string | undefined
}

/** What was said, topic by topic, in large sentences one can read out together. */
export function TalkSummary({ said, today, base }: TalkSummaryProps): ReactNode {
  const { t } = useWords()
  return (
    <div className="talk-summary">
      {TOPICS.map((topic) => {
        const name = t(`assessments:topic.${topic}`)
        return (
          <section key={topic} className="talk-summary__topic">
            <div className="talk-summary__head">
              <h3>{name}</h3>
              {base ? (
                <TextLink to={`${base}/${topic}`}>
                  {t('assessments:finish.change')}
                  <span className="kern-sr-only"> ({name})</span>
                </TextLink>
              ) : null}
            </div>
            <TopicSentences
              topic={topic}
              state={said.declined.includes(topic) ? 'declined' : 'answered'}
              answers={said.answers}
              today={today}
              none={t('assessments:say.notAsked')}
            />
          </section>
        )
      })}
    </div>
  )
}
