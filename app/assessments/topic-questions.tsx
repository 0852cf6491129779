import type { ReactNode } from 'react'
import type { Topic } from './rules/topics.ts'
import type { TopicProps } from './topic-props.ts'
import { LanguagesTopic, PapersTopic, WorkTopic } from './topics-in-lists.tsx'
import { AbilityTopic, ObstaclesTopic, WishesTopic } from './topics-of-life.tsx'
import { GermanTopic, MotivationTopic, ReadinessTopic, SchoolTopic } from './topics-one-by-one.tsx'

const QUESTIONS: Record<Topic, (props: TopicProps) => ReactNode> = {
  school: SchoolTopic,
  work: WorkTopic,
  papers: PapersTopic,
  german: GermanTopic,
  languages: LanguagesTopic,
  wishes: WishesTopic,
  motivation: MotivationTopic,
  ability: AbilityTopic,
  obstacles: ObstaclesTopic,
  readiness: ReadinessTopic,
}

/** The questions of one topic, as one would ask them. */
export function TopicQuestions(props: TopicProps): ReactNode {
  const Questions = QUESTIONS[props.shown.topic]
  return <Questions {...props} />
}
