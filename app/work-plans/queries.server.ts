import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { actor } from '../../db/city/schema/actor.ts'
import { planStepMark, signature, workPlan, workPlanVersion } from '../../db/city/schema/work-plans.ts'
import type { StaffDb } from '../../db/handles.ts'
import { nextAppointmentOf } from '../follow-ups/queries/client.server.ts'
import type { Party } from './rules/signing.ts'
import type { VersionState } from './rules/states.ts'
import type { StepMark } from './rules/steps.ts'
import type { PlanContent } from './rules.ts'

/** The live plan, or the one ended last. One per client is live. */
export async function currentPlan(db: StaffDb, clientId: string) {
  const [found] = await db
    .select({
      planId: workPlan.id,
      inForceOn: workPlan.inForceOn,
      endedOn: workPlan.endedOn,
      endReason: workPlan.endReason,
    })
    .from(workPlan)
    .where(and(eq(workPlan.clientId, clientId), isNull(workPlan.voidedAt)))
    .orderBy(sql`${workPlan.endedOn} is not null`, desc(workPlan.recordedAt))
    .limit(1)
  return found
}

/** The version that was written last and not withdrawn: the one that may be changed, and signed when it is offered. */
export async function newestVersion(db: StaffDb, planId: string) {
  const [found] = await db
    .select({
      id: workPlanVersion.id,
      planId: workPlanVersion.planId,
      version: workPlanVersion.version,
      state: workPlanVersion.state,
      content: workPlanVersion.content,
      hash: workPlanVersion.hash,
    })
    .from(workPlanVersion)
    .where(and(eq(workPlanVersion.planId, planId), ne(workPlanVersion.state, 'void')))
    .orderBy(desc(workPlanVersion.version))
    .limit(1)
  return found
}

export interface PlanToChange {
  /** Hash of the version the editor starts from, hexadecimal. */
  basis: string
  version: number
  state: VersionState
  content: PlanContent
}

/** What the editor starts from: the newest version of the live plan. */
export async function planToChange(db: StaffDb, clientId: string): Promise<PlanToChange | undefined> {
  const plan = await currentPlan(db, clientId)
  if (!plan || plan.endedOn) return undefined
  const newest = await newestVersion(db, plan.planId)
  if (!newest) return undefined
  const { version, state, content, hash } = newest
  return { basis: hash.toString('hex'), version, state, content }
}

/** All versions of a plan, the newest first, with who signed each. */
export const versionsOf = (db: StaffDb, planId: string) =>
  db
    .select({
      id: workPlanVersion.id,
      planId: workPlanVersion.planId,
      version: workPlanVersion.version,
      state: workPlanVersion.state,
      content: workPlanVersion.content,
      hash: workPlanVersion.hash,
      madeAt: workPlanVersion.madeAt,
      madeByName: actor.name,
      signedBy: sql<Party[]>`(select coalesce(json_agg(${signature.party} order by ${signature.party}), '[]')
        from ${signature} where ${signature.versionId} = ${workPlanVersion.id})`,
    })
    .from(workPlanVersion)
    .innerJoin(actor, eq(actor.id, workPlanVersion.madeBy))
    .where(eq(workPlanVersion.planId, planId))
    .orderBy(desc(workPlanVersion.version))

/** The last line about each step of a plan. */
export const marksOf = (db: StaffDb, planId: string): Promise<StepMark[]> =>
  db
    .selectDistinctOn([planStepMark.stepKey], {
      stepKey: planStepMark.stepKey,
      nth: planStepMark.nth,
      state: planStepMark.state,
      note: planStepMark.note,
      occurredOn: planStepMark.occurredOn,
    })
    .from(planStepMark)
    .where(eq(planStepMark.planId, planId))
    .orderBy(planStepMark.stepKey, desc(planStepMark.nth))

/** The plan both work through: its words and where each step stands. Undefined when none is in force. */
export async function planInForce(db: StaffDb, clientId: string) {
  const [found] = await db
    .select({ planId: workPlan.id, content: workPlanVersion.content })
    .from(workPlanVersion)
    .innerJoin(workPlan, eq(workPlan.id, workPlanVersion.planId))
    .where(isInForce(clientId))
  return found && { planId: found.planId, ...found.content, marks: await marksOf(db, found.planId) }
}

const isInForce = (clientId: string) =>
  and(
    eq(workPlan.clientId, clientId),
    isNull(workPlan.voidedAt),
    isNull(workPlan.endedOn),
    eq(workPlanVersion.state, 'in-force'),
  )

/** Weeks from one talk to the next as both agreed in the plan in force; null where none is or it does not say. */
export async function agreedRhythm(db: StaffDb, clientId: string): Promise<number | null> {
  const [found] = await db
    .select({ content: workPlanVersion.content })
    .from(workPlanVersion)
    .innerJoin(workPlan, eq(workPlan.id, workPlanVersion.planId))
    .where(isInForce(clientId))
  return found?.content.rhythmWeeks ?? null
}

/** What a signature led to; the same for everybody who asks. */
export interface SignedState {
  planId: string
  version: number
  state: VersionState
  signedBy: Party[]
  /** ISO instant of the next booked talk. */
  nextTalk: string | null
}

export async function signedState(db: StaffDb, planId: string): Promise<SignedState> {
  const [plan] = await db
    .select({ clientId: workPlan.clientId })
    .from(workPlan)
    .where(eq(workPlan.id, planId))
  const newest = (await versionsOf(db, planId)).find(({ state }) => state !== 'void')
  if (!plan || !newest) throw new Error('A signed plan is gone')
  const { version, state, signedBy } = newest
  const nextTalk = (await nextAppointmentOf(db, plan.clientId))?.startsAt ?? null
  return { planId, version, state, signedBy, nextTalk }
}

/** Whether the client has a plan that is not taken back: written, waiting, in force or over. */
export const hasPlan = async (db: StaffDb, clientId: string): Promise<boolean> =>
  (await currentPlan(db, clientId)) !== undefined
