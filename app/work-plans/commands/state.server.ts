import { eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { workPlan } from '../../../db/city/schema/work-plans.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { EndReason } from '../rules/ending.ts'
import { isSignable } from '../rules/states.ts'
import {
  countingVersion,
  type HeldPlan,
  holdLivePlan,
  holdPlan,
  mustMove,
  openVersion,
} from './hold.server.ts'
import { offerVersion, withdraw } from './write.server.ts'

export interface OfPlan {
  clientId: string
  planId: string
}
/** `not-possible`: the plan is in another state by now. */
export type StateError = 'not-found' | 'not-possible'

async function holdOf(city: CityWork, of: OfPlan): Promise<HeldPlan | undefined> {
  return (await holdFile(city, of.clientId)) ? holdPlan(city, of) : undefined
}

const tell = (
  city: CityWork,
  of: OfPlan,
  kind: 'plan-withdrawn' | 'plan-ended' | 'plan-resumed',
  words = {},
) =>
  writeTimeline(city, {
    clientId: of.clientId,
    occurredOn: city.today.toString(),
    kind,
    refId: of.planId,
    words,
  })

/** Lays the draft before the client; twice is once. Answers when the first reminder is due (ISO instant). */
export async function offerDraft(city: CityWork, of: OfPlan): Promise<Result<string | null, StateError>> {
  const plan = await holdOf(city, of)
  if (!plan) return fail('not-found')
  const open = await openVersion(city, plan.id)
  if (!open) return fail('not-possible')
  return ok(isSignable(open.state) ? null : await offerVersion(city, of.clientId, open))
}

/** Takes the draft, or what waits for signatures, off the table. A plan in force stays as it is. */
export async function withdrawOpen(city: CityWork, of: OfPlan): Promise<Result<null, StateError>> {
  const plan = await holdOf(city, of)
  if (!plan) return fail('not-found')
  const open = await openVersion(city, plan.id)
  if (!open) return ok(null)
  await withdraw(city, open)
  if (open.state !== 'draft') await tell(city, of, 'plan-withdrawn', { version: open.version })
  return ok(null)
}

/** Ends a plan in force, today. What waits for signatures falls away; the talks go on. */
export async function endPlan(
  city: CityWork,
  { reason, ...of }: OfPlan & { reason: EndReason },
): Promise<Result<null, StateError>> {
  const plan = await holdOf(city, of)
  if (!plan) return fail('not-found')
  if (plan.endedOn) return ok(null)
  const counts = await countingVersion(city, plan.id)
  if (!counts) return fail('not-possible')
  const open = await openVersion(city, plan.id)
  if (open) await withdraw(city, open)
  await mustMove(city, counts, 'end', 'worker')
  await city.db
    .update(workPlan)
    .set({ endedOn: city.today.toString(), endReason: reason })
    .where(eq(workPlan.id, plan.id))
  await tell(city, of, 'plan-ended', { reason })
  return ok(null)
}

/** It had been ended by mistake. `not-possible`: the client has another plan by now. */
export async function resumePlan(
  city: CityWork,
  of: OfPlan,
): Promise<Result<null, StateError | 'has-other'>> {
  const plan = await holdOf(city, of)
  if (!plan) return fail('not-found')
  if (!plan.endedOn) return ok(null)
  const counted = await countingVersion(city, plan.id, 'ended')
  if (!counted) return fail('not-possible')
  if (await holdLivePlan(city, of.clientId)) return fail('has-other')
  await city.db.update(workPlan).set({ endedOn: null, endReason: null }).where(eq(workPlan.id, plan.id))
  await mustMove(city, counted, 'resume', 'worker')
  await tell(city, of, 'plan-resumed')
  return ok(null)
}
