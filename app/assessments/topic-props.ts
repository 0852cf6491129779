import type { Answers } from './rules/topics.ts'
import type { ShownTopic, TopicReply } from './topic-form.tsx'

export interface TopicProps {
  shown: ShownTopic
  /** To start from: what was saved, or what was said last time. */
  answers: Answers
  reply: TopicReply | undefined
}
