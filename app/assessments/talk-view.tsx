import type { ReactNode } from 'react'
import { PageHeader } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import type { DraftTopic } from './queries/draft.server.ts'
import { TOPICS } from './rules/topics.ts'
import './talk.css'
import { TalkTopics } from './talk-topics.tsx'
import { type TopicProps, TopicQuestions } from './topic-questions.tsx'

type TalkViewProps = TopicProps & {
  topics: readonly DraftTopic[]
  /** Address of the talk. */
  base: string
}

/** One topic of the talk under way, the others beside it. */
export function TalkView({ topics, base, ...props }: TalkViewProps): ReactNode {
  const { t } = useWords()
  const { topic, savedFrom } = props.shown
  const done = topics.filter(({ state }) => state !== 'not-asked').length
  return (
    <>
      <PageHeader
        title={t(`assessments:topic.${topic}`)}
        sub={t('assessments:running', { done, all: TOPICS.length })}
      />
      <div className="talk">
        <TalkTopics topics={topics} current={topic} base={base} />
        <TopicQuestions key={`${topic}-${savedFrom}`} {...props} />
      </div>
    </>
  )
}
