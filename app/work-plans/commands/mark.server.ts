import { and, desc, eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { planStepMark } from '../../../db/city/schema/work-plans.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { decideMark, type MarkError, type StepState } from '../rules/steps.ts'
import { stepsOf } from '../rules.ts'
import { countingVersion, holdPlan } from './hold.server.ts'

export interface MarkStep {
  clientId: string
  planId: string
  stepKey: string
  state: StepState
  /** Why it was dropped or opened again; what shows that it is done. */
  note: string
  /** ISO date. */
  occurredOn: string
  /** The follow-up in which it was said; null outside of one. */
  appointmentId: string | null
}

/** Ticks a step off, drops it or opens it again. Twice, or by two at once: one line. */
export async function markStep(
  city: CityWork,
  { clientId, planId, ...wish }: MarkStep,
): Promise<Result<null, MarkError | 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const plan = await holdPlan(city, { planId, clientId })
  if (!plan) return fail('not-found')
  const counts = await countingVersion(city, plan.id)
  if (!counts) return fail('not-in-force')
  const decided = decideMark(counts, await lastMark(city, plan.id, wish.stepKey), wish, city.today.toString())
  if (!decided.ok) return decided
  if (!decided.value.write) return ok(null)
  const inTalk = wish.appointmentId && (await isOwn(city, clientId, wish.appointmentId))
  const { stepKey, state, note, occurredOn } = wish
  await city.db.insert(planStepMark).values({
    planId: plan.id,
    ...{ stepKey, state, note, occurredOn },
    appointmentId: inTalk ? wish.appointmentId : null,
    nth: decided.value.nth,
    recordedAt: city.now,
    recordedBy: city.actor.id,
  })
  const step = stepsOf(counts.content).find(({ key }) => key === wish.stepKey)
  await writeTimeline(city, {
    clientId,
    occurredOn: wish.occurredOn,
    kind: ({ done: 'step-done', dropped: 'step-dropped', open: 'step-open' } as const)[wish.state],
    refId: plan.id,
    words: { step: step?.what ?? '', note: wish.note },
  })
  return ok(null)
}

async function lastMark({ db }: CityWork, planId: string, stepKey: string) {
  const [last] = await db
    .select()
    .from(planStepMark)
    .where(and(eq(planStepMark.planId, planId), eq(planStepMark.stepKey, stepKey)))
    .orderBy(desc(planStepMark.nth))
    .limit(1)
  return last
}

async function isOwn({ db }: CityWork, clientId: string, appointmentId: string): Promise<boolean> {
  const found = await db
    .select({ id: appointment.id })
    .from(appointment)
    .where(and(eq(appointment.id, appointmentId), eq(appointment.clientId, clientId)))
  return found.length > 0
}
