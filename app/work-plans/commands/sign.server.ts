import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { signature, workPlan } from '../../../db/city/schema/work-plans.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { planNextFollowUp } from '../../follow-ups/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { planHash } from '../hash.server.ts'
import { newestVersion, type SignedState, signedState } from '../queries.server.ts'
import { decideSigning, type PlanState, type Signing, type SigningError } from '../rules.ts'

export type SignError = 'not-found' | 'client-closed' | SigningError

export interface Signed extends SignedState {
  /** ISO instant at which the client is first written to; for `hintDue` after the act. Null = nothing new. */
  nextMessageAt: string | null
}

/**
 * Puts one party's signature under the version that was shown. With the second one the plan is in force, and the first
 * time that happens the next talk is booked, all in this transaction. A later version keeps the talk that is booked
 * already. Asked twice, or from two tablets at once: one signature a party, one appointment, the same answer.
 */
export async function signPlan(
  city: CityWork,
  input: Signing & { clientId: string; planId: string },
): Promise<Result<Signed, SignError>> {
  if (!(await holdFile(city, input.clientId))) return fail('not-found')
  const plan = await lockPlan(city, input)
  if (!plan) return fail('not-found')
  const newest = await newestVersion(city.db, plan.id)
  if (!newest) return fail('not-found')
  // The seal is checked against the text itself, not only against what the form brought.
  if (!newest.hash.equals(planHash(newest.content))) throw new Error('A plan does not match its hash')
  const decided = decideSigning(
    {
      state: plan.state,
      version: newest.version,
      hash: newest.hash.toString('hex'),
      signedBy: await signersOf(city, newest.id),
    },
    input,
  )
  if (!decided.ok) return decided
  const nextMessageAt = decided.value.write ? await sign(city, plan, newest, input, decided.value) : ok(null)
  if (!nextMessageAt.ok) return nextMessageAt
  return ok({ ...(await signedState(city.db, plan.id)), nextMessageAt: nextMessageAt.value })
}

type Plan = { id: string; clientId: string; participationId: string; state: PlanState }

async function sign(
  city: CityWork,
  plan: Plan,
  { id, version }: { id: string; version: number },
  signing: Signing,
  { completes, state }: { completes: boolean; state: PlanState },
): Promise<Result<string | null, 'not-found' | 'client-closed'>> {
  const comesIntoForce = completes && plan.state === 'offered'
  const booked = comesIntoForce ? await bookFirstTalk(city, plan) : ok(null)
  if (!booked.ok) return booked
  await writeSignature(city, id, signing)
  const on = city.today.toString()
  if (comesIntoForce)
    await city.db.update(workPlan).set({ state, inForceOn: on }).where(eq(workPlan.id, plan.id))
  if (completes) {
    const { clientId } = plan
    await writeTimeline(city, {
      clientId,
      occurredOn: on,
      kind: 'plan-signed',
      refId: plan.id,
      words: { version },
    })
  }
  return booked
}

/** Before the signature is written: a file that takes no talk takes none. A full diary leaves a task, and is no reason not to sign. */
async function bookFirstTalk(
  city: CityWork,
  { clientId, participationId }: Plan,
): Promise<Result<string | null, 'not-found' | 'client-closed'>> {
  const booked = await planNextFollowUp(city, {
    clientId,
    participationId,
    after: 'plan-signed',
    on: city.today.toString(),
  })
  if (booked.ok) return ok(booked.value.nextMessageAt)
  if (booked.error === 'no-free-slot') return ok(null)
  return fail(booked.error === 'no-client' ? 'not-found' : booked.error)
}

const planColumns = {
  id: workPlan.id,
  clientId: workPlan.clientId,
  participationId: workPlan.participationId,
  state: workPlan.state,
}

async function lockPlan(city: CityWork, { planId, clientId }: { planId: string; clientId: string }) {
  const [found] = await city.db
    .select(planColumns)
    .from(workPlan)
    .where(and(eq(workPlan.id, planId), eq(workPlan.clientId, clientId), isNull(workPlan.voidedAt)))
    .for('update')
  return found
}

const signersOf = async (city: CityWork, versionId: string) =>
  (
    await city.db.select({ party: signature.party }).from(signature).where(eq(signature.versionId, versionId))
  ).map(({ party }) => party)

async function writeSignature(city: CityWork, versionId: string, signing: Signing): Promise<void> {
  const { party, method, name, witness, drawing } = signing
  await city.db.insert(signature).values({
    versionId,
    party,
    method,
    name,
    witness: method === 'typed' && witness ? witness : null,
    drawing: method === 'drawn' && drawing ? drawing : null,
    signedAt: city.now,
    recordedBy: city.actor.id,
  })
}
