import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { signature, workPlan } from '../../../db/city/schema/work-plans.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { planNextFollowUp } from '../../follow-ups/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { planHash } from '../hash.server.ts'
import { newestVersion, type SignedState, signedState } from '../queries.server.ts'
import { decideSigning, type Signing } from '../rules.ts'

/**
 * Puts one party's signature under the version that was shown. With the second one the plan is in force, and the first
 * time that happens the next talk is booked, all in this transaction: when no talk can be booked nothing is signed. A
 * later version keeps the talk that is booked already. Asked twice, or from two tablets at once: one signature a
 * party, one appointment, the same answer.
 */
export async function signPlan(city: CityWork, input: Signing & { clientId: string; planId: string }) {
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
  if (decided.value.write) {
    const comesIntoForce = decided.value.completes && plan.state === 'offered'
    if (comesIntoForce) {
      const { clientId, participationId } = plan
      const booked = await planNextFollowUp(city, {
        clientId,
        participationId,
        after: 'plan-signed',
        on: city.today.toString(),
      })
      if (!booked.ok) return booked
    }
    await writeSignature(city, newest.id, input)
    if (comesIntoForce)
      await city.db
        .update(workPlan)
        .set({ state: decided.value.state, inForceOn: city.today.toString() })
        .where(eq(workPlan.id, plan.id))
    if (decided.value.completes)
      await writeTimeline(city, {
        clientId: plan.clientId,
        occurredOn: city.today.toString(),
        kind: 'plan-signed',
        refId: plan.id,
        words: { version: newest.version },
      })
  }
  return ok<SignedState>(await signedState(city.db, plan.id))
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
    await city.db
      .select({ party: signature.party })
      .from(signature)
      .where(eq(signature.versionId, versionId))
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
