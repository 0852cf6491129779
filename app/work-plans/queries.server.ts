import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { actor } from '../../db/city/schema/actor.ts'
import { signature, workPlan, workPlanVersion } from '../../db/city/schema/work-plans.ts'
import type { StaffDb } from '../../db/handles.ts'
import { nextAppointmentOf } from '../follow-ups/queries.server.ts'
import { onTheWall } from '../kit/format.ts'
import { countSteps, PARTIES, type Party, type PlanContent, type PlanState } from './rules.ts'

/** The version that may be signed and changed. */
export async function newestVersion(db: StaffDb, planId: string) {
  const [found] = await db
    .select({
      id: workPlanVersion.id,
      version: workPlanVersion.version,
      content: workPlanVersion.content,
      hash: workPlanVersion.hash,
    })
    .from(workPlanVersion)
    .where(eq(workPlanVersion.planId, planId))
    .orderBy(desc(workPlanVersion.version))
    .limit(1)
  return found
}

/** What the editor starts from: the newest version of the live plan. */
export async function planToChange(
  db: StaffDb,
  clientId: string,
): Promise<{ version: number; content: PlanContent } | undefined> {
  const plan = await currentPlan(db, clientId)
  if (!plan || plan.state === 'ended') return undefined
  const newest = await newestVersion(db, plan.planId)
  return newest && { version: newest.version, content: newest.content }
}

export interface VersionLine {
  version: number
  /** ISO date in the city. */
  madeOn: string
  madeByName: string
  signedBy: Party[]
}

export interface PlanView {
  planId: string
  state: PlanState
  /** ISO date since which the plan is in force; a later version does not move it. */
  inForceOn: string | null
  /** The version that counts: signed by both, or the newest as long as none is. */
  version: number
  targetJob: string
  goals: PlanContent['goals']
  stepCount: number
  signedBy: Party[]
  /** The newest version while it waits for signatures; null when the newest is signed by both. */
  waiting: VersionLine | null
  /** All versions, the newest first. */
  versions: VersionLine[]
}

/** The live plan, or the one ended last. One per client is live. */
export async function currentPlan(db: StaffDb, clientId: string) {
  const [found] = await db
    .select({ planId: workPlan.id, state: workPlan.state, inForceOn: workPlan.inForceOn })
    .from(workPlan)
    .where(and(eq(workPlan.clientId, clientId), isNull(workPlan.voidedAt)))
    .orderBy(sql`${workPlan.state} = 'ended'`, desc(workPlan.recordedAt))
    .limit(1)
  return found
}

export const versionsOf = (db: StaffDb, planId: string) =>
  db
    .select({
      version: workPlanVersion.version,
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

export const isSigned = ({ signedBy }: { signedBy: readonly Party[] }): boolean =>
  PARTIES.every((party) => signedBy.includes(party))

/** The client's plan for a page about the client: no drawings. Undefined when there is none. */
export async function planOf(db: StaffDb, clientId: string): Promise<PlanView | undefined> {
  const plan = await currentPlan(db, clientId)
  if (!plan) return undefined
  const found = await versionsOf(db, plan.planId)
  const counts = found.find(isSigned) ?? found[0]
  if (!counts) return undefined
  const versions = found.map(({ version, madeAt, madeByName, signedBy }) => ({
    version,
    madeOn: onTheWall(madeAt).date,
    madeByName,
    signedBy,
  }))
  const newest = versions[0]
  const { version, content, signedBy } = counts
  return {
    ...plan,
    version,
    ...content,
    stepCount: countSteps(content),
    signedBy,
    waiting: newest && !isSigned(newest) ? newest : null,
    versions,
  }
}

/** What a signature led to; the same for everybody who asks. */
export interface SignedState {
  planId: string
  state: PlanState
  version: number
  signedBy: Party[]
  /** ISO instant of the next booked talk. */
  nextTalk: string | null
}

export async function signedState(db: StaffDb, planId: string): Promise<SignedState> {
  const [plan] = await db
    .select({ state: workPlan.state, clientId: workPlan.clientId })
    .from(workPlan)
    .where(eq(workPlan.id, planId))
  const [newest] = await versionsOf(db, planId)
  if (!plan || !newest) throw new Error('A signed plan is gone')
  return {
    planId,
    state: plan.state,
    version: newest.version,
    signedBy: newest.signedBy,
    nextTalk: (await nextAppointmentOf(db, plan.clientId))?.startsAt ?? null,
  }
}
