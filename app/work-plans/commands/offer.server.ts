import { and, eq, isNull, ne } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { workPlan, workPlanVersion } from '../../../db/city/schema/work-plans.ts'
import { latestAssessmentOf } from '../../assessments/queries.server.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { clientHead } from '../../clients/queries.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { planHash } from '../hash.server.ts'
import { newestVersion } from '../queries.server.ts'
import { nextState, type PlanContent } from '../rules.ts'

/** `no-assessment`: a plan answers a talk, so there is none without one. `outdated`: somebody else was faster. */
export type OfferError = 'not-found' | 'no-assessment' | 'outdated'

export interface OfferPlan {
  clientId: string
  /** The version the writer had before them; 0 when there was no plan. */
  basedOn: number
  content: PlanContent
}

/**
 * Makes the client's plan, or its next version; earlier versions and their signatures stay as they are. The same
 * content again, as from a double click, is the version that is there.
 */
export async function offerPlan(
  city: CityWork,
  { clientId, basedOn, content }: OfferPlan,
): Promise<Result<{ planId: string; version: number }, OfferError>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const head = await clientHead(city.db, clientId)
  if (!head) return fail('not-found')
  if (!(await latestAssessmentOf(city.db, clientId))) return fail('no-assessment')
  const before = await lockLivePlan(city, clientId)
  if (!before && basedOn !== 0) return fail('outdated')
  const plan = before ?? (await makePlan(city, head)) ?? (await lockLivePlan(city, clientId))
  if (!plan) throw new Error('A client has a live plan and none')

  const newest = await newestVersion(city.db, plan.id)
  const hash = planHash(content)
  if (newest?.hash.equals(hash)) return ok({ planId: plan.id, version: newest.version })
  if ((newest?.version ?? 0) !== basedOn) return fail('outdated')
  const allowed = nextState(plan.state, 'version-offered')
  if (!allowed.ok) throw new Error(`A live plan is ${plan.state}`)

  const version = basedOn + 1
  await city.db
    .insert(workPlanVersion)
    .values({ planId: plan.id, version, content, hash, madeAt: city.now, madeBy: city.actor.id })
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'plan-offered',
    refId: plan.id,
    words: { version },
  })
  return ok({ planId: plan.id, version })
}

const planColumns = { id: workPlan.id, state: workPlan.state }

/** Whoever comes second waits here until the first is done, and then sees what the first has done. */
async function lockLivePlan(city: CityWork, clientId: string) {
  const [found] = await city.db
    .select(planColumns)
    .from(workPlan)
    .where(and(eq(workPlan.clientId, clientId), ne(workPlan.state, 'ended'), isNull(workPlan.voidedAt)))
    .for('update')
  return found
}

/** Undefined when somebody else has just made one. */
async function makePlan(city: CityWork, head: { clientId: string; participationId: string }) {
  const [made] = await city.db
    .insert(workPlan)
    .values({
      clientId: head.clientId,
      participationId: head.participationId,
      state: 'offered',
      occurredOn: city.today.toString(),
      recordedAt: city.now,
      recordedBy: city.actor.id,
      conductedBy: city.actor.id,
    })
    .onConflictDoNothing()
    .returning(planColumns)
  return made
}
