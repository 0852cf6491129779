import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import {
  assessmentDraft,
  assessmentDraftAbility,
  assessmentDraftTopic,
} from '../../../db/city/schema/assessments.ts'
import { holdFile } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { type RecordAssessmentError, recordAssessment } from '../commands.server.ts'
import { draftOf, type StandingTopic, savedIn, topicIn } from '../queries/draft.server.ts'
import { talksOf } from '../queries.server.ts'
import { isTold, placeOf, saidIn, TOPICS, type Topic, type TopicState } from '../rules/topics.ts'

/** The talk under way with this client; begun now when there is none. Two people beginning at once get the same. */
export async function beginTalk(
  city: CityWork,
  { clientId, formKey }: { clientId: string; formKey: string },
): Promise<Result<null, 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  if (await draftOf(city.db, clientId)) return ok(null)
  await city.db
    .insert(assessmentDraft)
    .values({ id: formKey, clientId, startedAt: city.now, startedBy: city.actor.id })
    .onConflictDoNothing()
  return ok(null)
}

export interface TopicSave {
  clientId: string
  topic: Topic
  state: TopicState
  answers: Record<string, unknown>
  /** Of the save this one was made in sight of; 0 when there was none. */
  version: number
  /** Which showing of the form, and its how manieth save. */
  savedFrom: string
  nth: number
}

export type TopicSaved = { kind: 'saved'; version: number } | ({ kind: 'changed' } & StandingTopic)

/**
 * Keeps one topic of the talk under way. `changed`: somebody else has saved it since it was shown; nothing is written and
 * what stands there comes back. A save that a newer one of the same showing has overtaken is answered as saved.
 */
export async function saveTopic(
  city: CityWork,
  save: TopicSave,
): Promise<Result<TopicSaved, 'not-found' | 'no-draft'>> {
  if (!(await holdFile(city, save.clientId))) return fail('not-found')
  const draft = await draftOf(city.db, save.clientId)
  if (!draft) return fail('no-draft')
  const stands = await topicIn(city.db, draft.draftId, save.topic)
  const place = placeOf(stands, save)
  if (stands && place === 'older') return ok({ kind: 'saved', version: stands.version })
  if (stands && place === 'other') return ok({ kind: 'changed', ...stands })
  const version = (stands?.version ?? 0) + 1
  await write(city, draft.draftId, save, version)
  return ok({ kind: 'saved', version })
}

async function write(
  city: CityWork,
  draftId: string,
  { topic, state, answers, savedFrom, nth }: Omit<TopicSave, 'clientId' | 'version'>,
  version: number,
): Promise<void> {
  const table = topic === 'ability' ? assessmentDraftAbility : assessmentDraftTopic
  const row = {
    version,
    state: state === 'answered' && !isTold(answers) ? 'not-asked' : state,
    answers,
    savedAt: city.now,
    savedBy: city.actor.id,
    savedFrom,
    nth,
  } as const
  await city.db
    .insert(table)
    .values({ draftId, topic, ...row })
    .onConflictDoUpdate({ target: [table.draftId, table.topic], set: row })
}

/** Takes over from the talk before what this one has not touched yet: `as last time`, said once for all. */
export async function carryOver(
  city: CityWork,
  clientId: string,
): Promise<Result<null, 'not-found' | 'no-draft'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const draft = await draftOf(city.db, clientId)
  if (!draft) return fail('no-draft')
  const [last] = await talksOf(city.db, clientId)
  for (const topic of TOPICS) {
    const answers = last?.answers[topic]
    if (!answers || draft.topics.some((saved) => saved.topic === topic)) continue
    await write(
      city,
      draft.draftId,
      { topic, state: 'answered', answers, savedFrom: randomUUID(), nth: 0 },
      1,
    )
  }
  return ok(null)
}

export type FinishError = RecordAssessmentError | 'nothing-said'

/** Makes the dated assessment of a talk under way; told twice it is one. */
export async function finishTalk(
  city: CityWork,
  input: { clientId: string; draft: string; occurredOn: string; conductedBy: string },
): Promise<Result<{ assessmentId: string }, FinishError>> {
  const { clientId, draft, occurredOn, conductedBy } = input
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const [found] = await city.db
    .select({ finishedAt: assessmentDraft.finishedAt })
    .from(assessmentDraft)
    .where(and(eq(assessmentDraft.id, draft), eq(assessmentDraft.clientId, clientId)))
  if (!found) return fail('not-found')
  if (found.finishedAt) return ok({ assessmentId: draft })
  const said = saidIn(await savedIn(city.db, draft))
  if (!isTold(said.answers)) return fail('nothing-said')
  const made = await recordAssessment(city, {
    ...said,
    assessmentId: draft,
    clientId,
    occurredOn,
    conductedBy,
  })
  if (!made.ok) return made
  await city.db
    .update(assessmentDraft)
    .set({ finishedAt: city.now })
    .where(and(eq(assessmentDraft.id, draft), isNull(assessmentDraft.finishedAt)))
  return made
}
