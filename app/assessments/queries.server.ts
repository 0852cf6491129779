import { and, asc, desc, eq, exists, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '../../db/act.ts'
import { actor } from '../../db/city/schema/actor.ts'
import { assessment, assessmentAbility } from '../../db/city/schema/assessments.ts'
import { client } from '../../db/city/schema/clients.ts'
import type { StaffDb } from '../../db/handles.ts'
import type {
  Ability,
  Cefr,
  Childcare,
  GermanProof,
  Recognition,
  Schooling,
  Training,
  TrainingPlace,
} from './rules.ts'

/** One talk without what it says about health. */
export interface AssessmentView {
  assessmentId: string
  /** ISO date of the talk. */
  occurredOn: string
  conductedById: string | null
  conductedByName: string | null
  recordedByName: string
  schooling: Schooling | null
  schoolYears: number | null
  schoolCountry: string
  training: Training | null
  trainingPlace: TrainingPlace | null
  /** ISCED 2011 level, 0 to 8. */
  isced: number
  qualification: string
  recognition: Recognition | null
  germanOral: Cefr
  germanWritten: Cefr
  germanProof: GermanProof
  /** 1 to 5. */
  motivation: number
  wish: string
}

/** With the health category: only for the pages of the talk itself and of the plan. */
export interface TalkView extends AssessmentView {
  ability: Ability | null
  childcare: Childcare | null
  abilityNote: string | null
}

const leader = alias(actor, 'leader')
const writer = alias(actor, 'writer')

const columns = {
  assessmentId: assessment.id,
  occurredOn: assessment.occurredOn,
  conductedById: assessment.conductedBy,
  conductedByName: leader.name,
  recordedByName: writer.name,
  schooling: assessment.schooling,
  schoolYears: assessment.schoolYears,
  schoolCountry: assessment.schoolCountry,
  training: assessment.training,
  trainingPlace: assessment.trainingPlace,
  isced: assessment.isced,
  qualification: assessment.qualification,
  recognition: assessment.recognition,
  germanOral: assessment.germanOral,
  germanWritten: assessment.germanWritten,
  germanProof: assessment.germanProof,
  motivation: assessment.motivation,
  wish: assessment.wish,
}
const newestFirst = [desc(assessment.occurredOn), desc(assessment.recordedAt), desc(assessment.id)]
const standing = (clientId: string) => and(eq(assessment.clientId, clientId), isNull(assessment.voidedAt))

/** Of several talks on one day the one written down last. */
export async function latestAssessmentOf(db: StaffDb, clientId: string): Promise<AssessmentView | undefined> {
  const [found] = await db
    .select(columns)
    .from(assessment)
    .innerJoin(writer, eq(writer.id, assessment.recordedBy))
    .leftJoin(leader, eq(leader.id, assessment.conductedBy))
    .where(standing(clientId))
    .orderBy(...newestFirst)
    .limit(1)
  return found
}

/** Every talk with this client, the newest first. */
export const talksOf = (db: StaffDb, clientId: string): Promise<TalkView[]> =>
  db
    .select({
      ...columns,
      ability: assessmentAbility.ability,
      childcare: assessmentAbility.childcare,
      abilityNote: assessmentAbility.note,
    })
    .from(assessment)
    .innerJoin(writer, eq(writer.id, assessment.recordedBy))
    .leftJoin(leader, eq(leader.id, assessment.conductedBy))
    .leftJoin(assessmentAbility, eq(assessmentAbility.assessmentId, assessment.id))
    .where(standing(clientId))
    .orderBy(...newestFirst)

export interface Worker {
  id: string
  name: string
}

/** Who may have led a talk: whoever is asking first, then everybody of the city who leads a case. */
export async function talkLeaders(db: StaffDb, asking: Actor): Promise<Worker[]> {
  const leads = db
    .select({ one: sql`1` })
    .from(client)
    .where(and(eq(client.leadId, actor.id), isNull(client.closedOn), isNull(client.voidedAt)))
  const found = await db
    .select({ id: actor.id, name: actor.name })
    .from(actor)
    .where(and(isNull(actor.organisation), exists(leads)))
    .orderBy(asc(actor.name))
  return [{ id: asking.id, name: asking.name }, ...found.filter(({ id }) => id !== asking.id)]
}
