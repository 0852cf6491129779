import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from '../kit/link.tsx'
import { useWords } from '../kit/use-words.ts'
import type { DraftTopic } from './queries/draft.server.ts'
import { TOPICS, type Topic } from './rules/topics.ts'

interface TalkTopicsProps {
  topics: readonly DraftTopic[]
  current: Topic | 'finish'
  /** Address of the talk. */
  base: string
}

/** How far the talk has come, and a way to every topic. */
export function TalkTopics({ topics, current, base }: TalkTopicsProps): ReactNode {
  const { t } = useWords()
  const here = useRef<HTMLLIElement>(null)
  // On a phone the topics stand in one line that scrolls.
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [])
  const stateOf = (topic: Topic) => topics.find((one) => one.topic === topic)?.state ?? 'open'
  return (
    <nav className="talk__parts" aria-label={t('assessments:parts')}>
      <ol>
        {TOPICS.map((topic) => {
          const state = stateOf(topic)
          return (
            <li key={topic} ref={topic === current ? here : undefined}>
              <Link
                to={`${base}/${topic}`}
                className={`talk__part talk__part--${state}`}
                aria-current={topic === current ? 'step' : undefined}
              >
                <span>{t(`assessments:topic.${topic}`)}</span>
                <span
                  className={
                    state === 'declined' || state === 'not-asked' ? 'talk__part-state' : 'kern-sr-only'
                  }
                >
                  {t(`assessments:topicState.${state}`)}
                </span>
              </Link>
            </li>
          )
        })}
        <li ref={current === 'finish' ? here : undefined}>
          <Link
            to={`${base}/finish`}
            className="talk__part talk__part--finish"
            aria-current={current === 'finish' ? 'step' : undefined}
          >
            {t('assessments:topic.finish')}
          </Link>
        </li>
      </ol>
    </nav>
  )
}
