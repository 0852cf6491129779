import { eq } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { actor } from '../../db/city/schema/actor.ts'
import { assessment, assessmentAbility } from '../../db/city/schema/assessments.ts'
import { holdFile, writeTimeline } from '../clients/commands.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import type { Talk } from './input.ts'
import { asksRecognition, hasVocation, iscedOf } from './rules.ts'

export type RecordAssessmentError = 'not-found' | 'in-future' | 'unknown-worker'

/**
 * A talk, as a new row: earlier talks stay as they were. Who led it and who writes it down may be two people. The form's
 * key is the row's id, so the same form sent twice is one talk.
 */
export async function recordAssessment(
  city: CityWork,
  input: Talk & { clientId: string },
): Promise<Result<{ assessmentId: string }, RecordAssessmentError>> {
  if (!(await holdFile(city, input.clientId))) return fail('not-found')
  const head = await clientHead(city.db, input.clientId)
  if (!head) return fail('not-found')
  if (input.occurredOn > city.today.toString()) return fail('in-future')
  if (!(await isKnownWorker(city, input.conductedBy))) return fail('unknown-worker')

  const [made] = await city.db
    .insert(assessment)
    .values({
      id: input.formKey,
      clientId: head.clientId,
      participationId: head.participationId,
      ...answersOf(input),
      occurredOn: input.occurredOn,
      recordedAt: city.now,
      recordedBy: city.actor.id,
      conductedBy: input.conductedBy,
    })
    .onConflictDoNothing()
    .returning({ id: assessment.id })
  if (!made) return isTalkOf(city, input.formKey, head.clientId)

  await city.db.insert(assessmentAbility).values({
    assessmentId: made.id,
    clientId: head.clientId,
    occurredOn: input.occurredOn,
    ability: input.ability,
    childcare: input.childcare,
    note: input.abilityNote,
  })
  await writeTimeline(city, {
    clientId: head.clientId,
    occurredOn: input.occurredOn,
    kind: 'assessed',
    refId: made.id,
  })
  return ok({ assessmentId: made.id })
}

/** What was said about a vocation counts only where there is one to speak of. */
function answersOf(talk: Talk) {
  const { schooling, schoolCountry, training, qualification, germanOral, germanWritten, germanProof, wish } =
    talk
  const schoolYears = talk.schoolYears ?? null
  const trainingPlace = hasVocation(training) ? (talk.trainingPlace ?? null) : null
  const recognition = asksRecognition(training, trainingPlace) ? (talk.recognition ?? null) : null
  return {
    schooling,
    schoolYears,
    schoolCountry,
    training,
    trainingPlace,
    qualification,
    recognition,
    isced: iscedOf({ schooling, schoolYears, training }),
    germanOral,
    germanWritten,
    germanProof,
    motivation: Number(talk.motivation),
    wish,
  }
}

async function isKnownWorker(city: CityWork, id: string): Promise<boolean> {
  if (id === city.actor.id) return true
  const [found] = await city.db.select({ id: actor.id }).from(actor).where(eq(actor.id, id))
  return found !== undefined
}

async function isTalkOf(
  city: CityWork,
  id: string,
  clientId: string,
): Promise<Result<{ assessmentId: string }, 'not-found'>> {
  const [found] = await city.db
    .select({ clientId: assessment.clientId })
    .from(assessment)
    .where(eq(assessment.id, id))
  return found?.clientId === clientId ? ok({ assessmentId: id }) : fail('not-found')
}
