import { and, asc, desc, eq, exists, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '../../db/act.ts'
import { actor } from '../../db/city/schema/actor.ts'
import { assessment, assessmentAbility } from '../../db/city/schema/assessments.ts'
import { client } from '../../db/city/schema/clients.ts'
import type { StaffDb } from '../../db/handles.ts'
import type { Facts } from './rules/facts.ts'
import { answersOf, type ToldBeside } from './rules/told.ts'
import { isTopic, type Said } from './rules/topics.ts'
import type { Ability, Childcare } from './rules.ts'

/** One talk: who, when, the levels derived from what was said, and what was said. */
export interface TalkView extends Facts, Said {
  assessmentId: string
  /** ISO date of the talk. */
  occurredOn: string
  conductedById: string | null
  conductedByName: string | null
  recordedByName: string
  wish: string
  /** Null where the talk left it out, or where health is not asked for. */
  ability: Ability | null
  childcare: Childcare | null
}

const leader = alias(actor, 'leader')
const writer = alias(actor, 'writer')

const list = (table: string, columns: string) =>
  sql<
    unknown[]
  >`coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(${sql.raw(columns)})) order by nth)
    from ${sql.raw(table)} where assessment_id = ${assessment.id}), '[]')`
const lookup = <Row>(table: string, key: string, value: string) =>
  sql<Row>`coalesce((select jsonb_object_agg(${sql.raw(key)}, ${sql.raw(value)}) from ${sql.raw(table)}
    where assessment_id = ${assessment.id}), '{}')`

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
  declined: assessment.declined,
  told: {
    workStatus: assessment.workStatus,
    motivationNote: assessment.motivationNote,
    wishHours: assessment.wishHours,
    wishTimes: assessment.wishTimes,
    wishRegion: assessment.wishRegion,
    wishNot: assessment.wishNot,
    jobs: list(
      'assessment_job',
      `'what', what, 'employer', employer, 'country', country, 'from', from_when, 'until', until_when, 'kind', kind`,
    ),
    papers: list(
      'assessment_paper',
      `'name', name, 'country', country, 'year', year, 'paper', paper, 'recognition', recognition, 'on', recognition_on, 'office', office`,
    ),
    languages: list('assessment_language', `'language', language, 'spoken', spoken, 'written', written`),
    german: lookup<unknown>(
      'assessment_german',
      'skill',
      `jsonb_strip_nulls(jsonb_build_object('level', level, 'proof', proof, 'on', proven_on))`,
    ),
    readiness: lookup<unknown>('assessment_readiness', 'item', 'state'),
    obstacles: sql<unknown>`(select jsonb_strip_nulls(to_jsonb(o) - 'assessment_id') from assessment_obstacles o
      where assessment_id = ${assessment.id})`,
  },
}
const newestFirst = [desc(assessment.occurredOn), desc(assessment.recordedAt), desc(assessment.id)]
const standing = (clientId: string) => and(eq(assessment.clientId, clientId), isNull(assessment.voidedAt))

type Row = Omit<TalkView, 'answers' | 'declined' | 'ability' | 'childcare'> & {
  declined: string[]
  told: ToldBeside
}
interface AbilityRow {
  ability: Ability | null
  childcare: Childcare | null
  abilityNote: string | null
}

function viewOf({ told, declined, ...row }: Row, health: AbilityRow): TalkView {
  const { ability, childcare } = health
  return {
    ...row,
    ability,
    childcare,
    answers: answersOf(row, told, health),
    declined: declined.filter(isTopic),
  }
}

const NOTHING: AbilityRow = { ability: null, childcare: null, abilityNote: null }

/** Of several talks on one day the one written down last; without what it says about health. */
export async function latestAssessmentOf(db: StaffDb, clientId: string): Promise<TalkView | undefined> {
  const [found] = await db
    .select(columns)
    .from(assessment)
    .innerJoin(writer, eq(writer.id, assessment.recordedBy))
    .leftJoin(leader, eq(leader.id, assessment.conductedBy))
    .where(standing(clientId))
    .orderBy(...newestFirst)
    .limit(1)
  return found && viewOf(found, NOTHING)
}

/** Every talk with this client, the newest first, health too: for the pages of the talk itself and of the plan. */
export async function talksOf(db: StaffDb, clientId: string): Promise<TalkView[]> {
  const rows = await db
    .select({
      ...columns,
      health: {
        ability: assessmentAbility.ability,
        childcare: assessmentAbility.childcare,
        abilityNote: assessmentAbility.note,
      },
    })
    .from(assessment)
    .innerJoin(writer, eq(writer.id, assessment.recordedBy))
    .leftJoin(leader, eq(leader.id, assessment.conductedBy))
    .leftJoin(assessmentAbility, eq(assessmentAbility.assessmentId, assessment.id))
    .where(standing(clientId))
    .orderBy(...newestFirst)
  return rows.map(({ health, ...row }) => viewOf(row, health ?? NOTHING))
}

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
