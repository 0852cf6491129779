import type { ReactNode } from 'react'
import { PageHeader } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { KnownBeside } from './known-beside.tsx'
import type { DraftTopic } from './queries/draft.server.ts'
import type { Known } from './queries/known.server.ts'
import { TOPICS } from './rules/topics.ts'
import './talk.css'
import { TalkTopics } from './talk-topics.tsx'
import type { TopicProps } from './topic-props.ts'
import { TopicQuestions } from './topic-questions.tsx'

type TalkViewProps = TopicProps & {
  topics: readonly DraftTopic[]
  known: Known | undefined
  /** Address of the client's page. */
  file: string
}

/** One topic of the talk under way, the others beside it. */
export function TalkView({ topics, known, file, ...props }: TalkViewProps): ReactNode {
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
        <TalkTopics topics={topics} current={topic} base={`${file}/assessment`} />
        <div className="talk__questions">
          {known ? <KnownBeside known={known} file={file} /> : null}
          <TopicQuestions key={`${topic}-${savedFrom}`} {...props} />
        </div>
      </div>
    </>
  )
}
