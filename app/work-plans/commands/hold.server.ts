import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { workPlan, workPlanVersion } from '../../../db/city/schema/work-plans.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { type Hand, type MoveError, moved, type VersionEvent } from '../rules/states.ts'

const planColumns = {
  id: workPlan.id,
  clientId: workPlan.clientId,
  participationId: workPlan.participationId,
  inForceOn: workPlan.inForceOn,
  endedOn: workPlan.endedOn,
}
export type HeldPlan = {
  id: string
  clientId: string
  participationId: string
  inForceOn: string | null
  endedOn: string | null
}

/** Whoever comes second waits here until the first is done, and then sees what the first has done. */
async function hold({ db }: CityWork, which: SQL | undefined): Promise<HeldPlan | undefined> {
  const [found] = await db
    .select(planColumns)
    .from(workPlan)
    .where(and(which, isNull(workPlan.voidedAt)))
    .for('update')
  return found
}

/** The plan a client has now. */
export const holdLivePlan = (city: CityWork, clientId: string) =>
  hold(city, and(eq(workPlan.clientId, clientId), isNull(workPlan.endedOn)))

/** One plan of a client, ended or not. */
export const holdPlan = (city: CityWork, { planId, clientId }: { planId: string; clientId: string }) =>
  hold(city, and(eq(workPlan.id, planId), eq(workPlan.clientId, clientId)))

export type Version = Pick<
  typeof workPlanVersion.$inferSelect,
  'id' | 'planId' | 'version' | 'state' | 'content' | 'hash'
>
const versionColumns = {
  id: workPlanVersion.id,
  planId: workPlanVersion.planId,
  version: workPlanVersion.version,
  state: workPlanVersion.state,
  content: workPlanVersion.content,
  hash: workPlanVersion.hash,
}

/** The version of a held plan that is a draft or waits for signatures; there is one at most. */
export async function openVersion({ db }: CityWork, planId: string): Promise<Version | undefined> {
  const [found] = await db
    .select(versionColumns)
    .from(workPlanVersion)
    .where(
      and(
        eq(workPlanVersion.planId, planId),
        inArray(workPlanVersion.state, ['draft', 'offered', 'partly-signed']),
      ),
    )
  return found
}

/** The version of a held plan that is in force, or was when the plan ended. */
export async function countingVersion(
  { db }: CityWork,
  planId: string,
  state: 'in-force' | 'ended' = 'in-force',
): Promise<Version | undefined> {
  const [found] = await db
    .select(versionColumns)
    .from(workPlanVersion)
    .where(and(eq(workPlanVersion.planId, planId), eq(workPlanVersion.state, state)))
  return found
}

/** Brings a version of a held plan on by an event, if the table of moves knows the way. */
export async function moveVersion(
  { db }: CityWork,
  version: Pick<Version, 'id' | 'state'>,
  event: VersionEvent,
  hand: Hand,
  also: Partial<typeof workPlanVersion.$inferInsert> = {},
): Promise<Result<null, MoveError>> {
  const next = moved(version.state, event, hand)
  if (!next.ok) return fail(next.error)
  await db
    .update(workPlanVersion)
    .set({ ...also, state: next.value })
    .where(eq(workPlanVersion.id, version.id))
  return ok(null)
}

/** The same where anything but success is a fault of ours: the caller has looked at the state. */
export async function mustMove(...of: Parameters<typeof moveVersion>): Promise<void> {
  const done = await moveVersion(...of)
  if (!done.ok) throw new Error(`A version that is ${of[1].state} does not take "${of[2]}"`)
}
