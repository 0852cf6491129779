import type { StaffDb } from '../../../db/handles.ts'
import type { ClientHead } from '../../clients/queries.server.ts'
import { newFormKey } from '../../kit/form/form-key.server.ts'
import { latestAssessmentOf, talksOf } from '../queries.server.ts'
import { type Answers, saidIn, type Topic } from '../rules/topics.ts'
import type { ShownTopic } from '../topic-form.tsx'
import { type DraftTopic, draftOf, topicIn } from './draft.server.ts'
import { type Known, knownBeside } from './known.server.ts'

export interface TopicPage {
  topics: DraftTopic[]
  shown: ShownTopic
  answers: Answers
  known: Known | undefined
}

/** One topic of the talk under way with what was saved, or else what was said last time. Undefined without such a talk. */
export async function topicPage(
  db: StaffDb,
  head: ClientHead,
  topic: Topic,
  today: string,
): Promise<TopicPage | undefined> {
  const { clientId } = head
  const draft = await draftOf(db, clientId)
  if (!draft) return undefined
  const stands = await topicIn(db, draft.draftId, topic)
  const last = stands ? undefined : await lastTalk(db, clientId, topic)
  const carried = last?.answers[topic]
  return {
    topics: draft.topics,
    shown: {
      topic,
      version: stands?.version ?? 0,
      savedFrom: newFormKey(),
      saved: stands ?? null,
      carriedFrom: last && carried ? last.occurredOn : null,
      today,
    },
    answers: stands ? saidIn([stands]).answers : { [topic]: carried },
    known: await knownBeside(db, head, topic, today),
  }
}

/** Health is read only where it is asked about. */
async function lastTalk(db: StaffDb, clientId: string, topic: Topic) {
  if (topic !== 'ability') return latestAssessmentOf(db, clientId)
  const [last] = await talksOf(db, clientId)
  return last
}
