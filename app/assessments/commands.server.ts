import { eq } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { actor } from '../../db/city/schema/actor.ts'
import {
  assessment,
  assessmentAbility,
  assessmentGerman,
  assessmentJob,
  assessmentLanguage,
  assessmentObstacles,
  assessmentPaper,
  assessmentReadiness,
} from '../../db/city/schema/assessments.ts'
import { holdFile, writeTimeline } from '../clients/commands.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { factsFrom } from './rules/facts.ts'
import { type Answers, READINESS_ITEMS, type Said, SKILLS } from './rules/topics.ts'

export interface FinishedTalk extends Said {
  /** Made by whoever shows the form, so that the same talk told twice is one. */
  assessmentId: string
  clientId: string
  /** ISO date of the talk. */
  occurredOn: string
  /** Who led it; who types is whoever acts. */
  conductedBy: string
}

export type RecordAssessmentError = 'not-found' | 'in-future' | 'unknown-worker'

/** A talk, as a new row: earlier talks stay as they were. */
export async function recordAssessment(
  city: CityWork,
  talk: FinishedTalk,
): Promise<Result<{ assessmentId: string }, RecordAssessmentError>> {
  const { assessmentId, clientId, occurredOn, conductedBy, answers } = talk
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const head = await clientHead(city.db, clientId)
  if (!head) return fail('not-found')
  if (occurredOn > city.today.toString()) return fail('in-future')
  if (!(await isKnownWorker(city, conductedBy))) return fail('unknown-worker')

  const [made] = await city.db
    .insert(assessment)
    .values({
      id: assessmentId,
      clientId,
      participationId: head.participationId,
      ...factsFrom(answers),
      ...wordsOf(talk),
      occurredOn,
      recordedAt: city.now,
      recordedBy: city.actor.id,
      conductedBy,
    })
    .onConflictDoNothing()
    .returning({ id: assessment.id })
  if (!made) return isTalkOf(city, assessmentId, clientId)

  await writeDetails(city, assessmentId, answers)
  if (answers.ability) {
    const { ability, childcare, abilityNote } = answers.ability
    await city.db
      .insert(assessmentAbility)
      .values({ assessmentId, clientId, occurredOn, ability, childcare, note: abilityNote })
  }
  await writeTimeline(city, { clientId, occurredOn, kind: 'assessed', refId: assessmentId })
  return ok({ assessmentId })
}

/** What stands beside the levels as it was said. */
function wordsOf({ answers: { work, wishes, motivation }, declined }: Said) {
  return {
    workStatus: work?.workStatus,
    motivationNote: motivation?.note,
    wish: wishes?.wish,
    wishHours: wishes?.hours,
    wishTimes: wishes?.times,
    wishRegion: wishes?.region,
    wishNot: wishes?.not,
    declined: [...declined],
  }
}

async function writeDetails({ db }: CityWork, assessmentId: string, answers: Answers): Promise<void> {
  const { work, papers, german, languages, obstacles, readiness } = answers
  const jobs = (work?.jobs ?? []).map((job, nth) => ({ assessmentId, nth, ...job }))
  if (jobs.length > 0) await db.insert(assessmentJob).values(jobs)
  const told = (papers?.papers ?? []).map(({ on, ...paper }, nth) => ({
    assessmentId,
    nth,
    ...paper,
    recognitionOn: on,
  }))
  if (told.length > 0) await db.insert(assessmentPaper).values(told)
  const skills = SKILLS.flatMap((skill) => {
    const { level, proof, on } = german?.[skill] ?? {}
    return level ? [{ assessmentId, skill, level, proof: proof ?? ('self' as const), provenOn: on }] : []
  })
  if (skills.length > 0) await db.insert(assessmentGerman).values(skills)
  const spoken = (languages?.languages ?? []).map((one, nth) => ({ assessmentId, nth, ...one }))
  if (spoken.length > 0) await db.insert(assessmentLanguage).values(spoken)
  if (obstacles) await db.insert(assessmentObstacles).values({ assessmentId, ...obstacles })
  const items = READINESS_ITEMS.flatMap((item) => {
    const state = readiness?.[item]
    return state ? [{ assessmentId, item, state }] : []
  })
  if (items.length > 0) await db.insert(assessmentReadiness).values(items)
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
