import { eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { signature, workPlan } from '../../../db/city/schema/work-plans.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { giveTaskAgain, planNextFollowUp } from '../../follow-ups/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { endSigning } from '../../messages/commands.server.ts'
import { signatureSeal, versionHash } from '../hash.server.ts'
import { newestVersion, type SignedState, signedState } from '../queries.server.ts'
import { decideSigning, type Party, type Signing, type SigningError } from '../rules/signing.ts'
import type { VersionState } from '../rules/states.ts'
import { countingVersion, type HeldPlan, holdPlan, mustMove, type Version } from './hold.server.ts'

export type SignError = 'not-found' | 'client-closed' | SigningError

export interface SignPlan extends Signing {
  clientId: string
  planId: string
  /** Digest of the catalogue whose sentences were read. */
  textDigest: string
  /** The sheet that was signed by hand, and the day on it. */
  sheet?: { documentId: string; sha256: string; signedAt: Temporal.Instant }
}

export interface Signed extends SignedState {
  /** ISO instant at which the client is first written to; for `hintDue` after the act. Null = nothing new. */
  nextMessageAt: string | null
}

/**
 * Puts one party's signature under the version that was shown. With the second one it is in force in the place of the one
 * before; the first time that happens the next talk is booked, all in this transaction. A later version keeps the talk that
 * is booked already. Asked twice, or from two tablets at once: one signature a party, one appointment, the same answer.
 */
export async function signPlan(city: CityWork, input: SignPlan): Promise<Result<Signed, SignError>> {
  if (!(await holdFile(city, input.clientId))) return fail('not-found')
  const plan = await holdPlan(city, input)
  if (!plan) return fail('not-found')
  const newest = await newestVersion(city.db, plan.id)
  if (!newest) return fail('not-found')
  // The seal is checked against the text itself, not only against what the form brought.
  if (!newest.hash.equals(versionHash(newest))) throw new Error('A plan does not match its hash')
  const decided = decideSigning(
    {
      state: newest.state,
      version: newest.version,
      hash: newest.hash.toString('hex'),
      signedBy: await signersOf(city, newest.id),
    },
    input,
  )
  if (!decided.ok) return decided
  if (plan.endedOn) return fail('ended')
  const nextMessageAt = decided.value.write
    ? await sign(city, plan, newest, input, decided.value.state)
    : ok(null)
  if (!nextMessageAt.ok) return nextMessageAt
  return ok({ ...(await signedState(city.db, plan.id)), nextMessageAt: nextMessageAt.value })
}

async function sign(
  city: CityWork,
  plan: HeldPlan,
  version: Version,
  signing: SignPlan,
  next: VersionState,
): Promise<Result<string | null, 'not-found' | 'client-closed'>> {
  if (next !== 'in-force') {
    await writeSignature(city, version, signing)
    await mustMove(city, version, 'sign', signing.party)
    if (signing.party === 'client') await waitForWorker(city, plan.clientId, version)
    return ok(null)
  }
  const booked = plan.inForceOn === null ? await bookFirstTalk(city, plan, version) : ok(null)
  if (!booked.ok) return booked
  await writeSignature(city, version, signing)
  await putInForce(city, plan, version, signing.party)
  return booked
}

/** The version before it has had its time, the plan is in force, and nobody is asked to sign any more. */
async function putInForce(city: CityWork, plan: HeldPlan, version: Version, party: Party): Promise<void> {
  const on = city.today.toString()
  const before = await countingVersion(city, plan.id)
  if (before) await mustMove(city, before, 'supersede', 'product')
  await mustMove(city, version, 'complete', party)
  if (plan.inForceOn === null)
    await city.db.update(workPlan).set({ inForceOn: on }).where(eq(workPlan.id, plan.id))
  await endSigning(city, version.id, 'signed')
  await writeTimeline(city, {
    clientId: plan.clientId,
    occurredOn: on,
    kind: 'plan-signed',
    refId: plan.id,
    words: { version: version.version },
  })
}

/** The client is asked no more, and somebody in the office sees that the other half is missing. */
export async function waitForWorker(
  city: CityWork,
  clientId: string,
  version: Pick<Version, 'id'>,
): Promise<void> {
  await endSigning(city, version.id, 'signed')
  await giveTaskAgain(city, {
    clientId,
    reason: 'plan-countersign',
    refId: version.id,
    dueOn: city.today.toString(),
  })
}

/** Before the signature is written: a file that takes no talk takes none. A full diary leaves a task, and is no reason not to sign. */
async function bookFirstTalk(
  city: CityWork,
  { clientId, participationId }: HeldPlan,
  { content: { rhythmWeeks } }: Version,
): Promise<Result<string | null, 'not-found' | 'client-closed'>> {
  const booked = await planNextFollowUp(city, {
    clientId,
    participationId,
    after: 'plan-signed',
    on: city.today.toString(),
    rhythmWeeks,
  })
  if (booked.ok) return ok(booked.value.nextMessageAt)
  if (booked.error === 'no-free-slot') return ok(null)
  return fail(booked.error === 'no-client' ? 'not-found' : booked.error)
}

/** Who has signed a version. */
export const signersOf = async (city: CityWork, versionId: string): Promise<Party[]> =>
  (
    await city.db.select({ party: signature.party }).from(signature).where(eq(signature.versionId, versionId))
  ).map(({ party }) => party)

async function writeSignature(city: CityWork, version: Version, signing: SignPlan): Promise<void> {
  const { party, channel, method, name, language, place, textDigest } = signing
  const said = {
    party,
    channel,
    method,
    name,
    witness: method === 'typed' && signing.witness ? signing.witness : null,
    drawing: method === 'drawn' && signing.drawing ? signing.drawing : null,
    language,
    place,
    interpreter: signing.interpreter || null,
    textDigest,
  }
  const signedAt = signing.sheet?.signedAt ?? city.now
  const sealed = {
    ...said,
    witness: said.witness ?? undefined,
    drawing: said.drawing ?? undefined,
    signedAt: signedAt.toString(),
    paper: signing.sheet?.sha256,
  }
  await city.db.insert(signature).values({
    versionId: version.id,
    ...said,
    documentId: signing.sheet?.documentId ?? null,
    signedAt,
    seal: signatureSeal(version.hash, sealed),
    recordedBy: city.actor.id,
  })
}
