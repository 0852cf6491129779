import { and, asc, eq, isNull } from 'drizzle-orm'
import { actor } from '../../../db/city/schema/actor.ts'
import {
  assessmentDraft,
  assessmentDraftAbility,
  assessmentDraftTopic,
} from '../../../db/city/schema/assessments.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { isTopic, type SavedTopic, type Topic, type TopicState } from '../rules/topics.ts'

export interface DraftTopic {
  topic: Topic
  state: TopicState
}

/** A talk under way: which topics are done, not what was said. */
export interface Draft {
  draftId: string
  topics: DraftTopic[]
}

/** Undefined when no talk is under way. */
export async function draftOf(db: StaffDb, clientId: string): Promise<Draft | undefined> {
  const [found] = await db
    .select({ draftId: assessmentDraft.id })
    .from(assessmentDraft)
    .where(and(eq(assessmentDraft.clientId, clientId), isNull(assessmentDraft.finishedAt)))
  if (!found) return undefined
  const rows = await db
    .select({ topic: assessmentDraftTopic.topic, state: assessmentDraftTopic.state })
    .from(assessmentDraftTopic)
    .where(eq(assessmentDraftTopic.draftId, found.draftId))
    .unionAll(
      db
        .select({ topic: assessmentDraftAbility.topic, state: assessmentDraftAbility.state })
        .from(assessmentDraftAbility)
        .where(eq(assessmentDraftAbility.draftId, found.draftId)),
    )
  return { ...found, topics: known(rows) }
}

/** One topic of a talk under way as it was saved last, and by whom. */
export interface StandingTopic extends SavedTopic {
  version: number
  savedFrom: string
  nth: number
  savedByName: string
  /** ISO instant. */
  savedAt: string
}

const tableOf = (topic: Topic) => (topic === 'ability' ? assessmentDraftAbility : assessmentDraftTopic)

export async function topicIn(
  db: StaffDb,
  draftId: string,
  topic: Topic,
): Promise<StandingTopic | undefined> {
  const table = tableOf(topic)
  const [found] = await db
    .select({
      state: table.state,
      answers: table.answers,
      version: table.version,
      savedFrom: table.savedFrom,
      nth: table.nth,
      savedByName: actor.name,
      savedAt: table.savedAt,
    })
    .from(table)
    .innerJoin(actor, eq(actor.id, table.savedBy))
    .where(and(eq(table.draftId, draftId), eq(table.topic, topic)))
  return found && { ...found, topic, savedAt: found.savedAt.toString() }
}

/** Everything said in a talk under way, health too. */
export async function savedIn(db: StaffDb, draftId: string): Promise<SavedTopic[]> {
  const columns = (table: typeof assessmentDraftTopic | typeof assessmentDraftAbility) => ({
    topic: table.topic,
    state: table.state,
    answers: table.answers,
  })
  const said = await db
    .select(columns(assessmentDraftTopic))
    .from(assessmentDraftTopic)
    .where(eq(assessmentDraftTopic.draftId, draftId))
    .orderBy(asc(assessmentDraftTopic.topic))
  const ability = await db
    .select(columns(assessmentDraftAbility))
    .from(assessmentDraftAbility)
    .where(eq(assessmentDraftAbility.draftId, draftId))
  return known([...said, ...ability])
}

/** A topic this version does not know was written by a newer one. */
const known = <Row extends { topic: string }>(rows: readonly Row[]): (Row & { topic: Topic })[] =>
  rows.filter((row): row is Row & { topic: Topic } => isTopic(row.topic))
