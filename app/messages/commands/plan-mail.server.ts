import { and, eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { client, person } from '../../../db/city/schema/clients.ts'
import type { FrozenMail, message } from '../../../db/city/schema/messages.ts'
import { signature, signingRequest, workPlan, workPlanVersion } from '../../../db/city/schema/work-plans.ts'
import { ok, type Result } from '../../kit/result.ts'
import { type LinkPlace, linkFor } from '../../work-plans/links.server.ts'
import { MOST_WRONG_TRIES } from '../../work-plans/rules/link.ts'
import { isSignable } from '../../work-plans/rules/states.ts'
import { writePlanMail } from '../mail.server.ts'
import { type PlanKind, planStillMakesSense, type SkipReason } from '../rules.ts'
import type { MessageTexts } from '../texts/texts.ts'
import { reachOf } from './reach.server.ts'

export type PlanRow = typeof message.$inferSelect & { kind: PlanKind }

/** Whether the client is still to be asked for his signature, and where. */
export const planSense = async (city: CityWork, row: PlanRow): Promise<Result<{ to: string }, SkipReason>> =>
  planStillMakesSense(await factsOf(city, row.clientId, row.versionId ?? ''))

/** Asks for a signature by a link, or says why it no longer makes sense to. */
export async function planMail(
  city: CityWork,
  row: PlanRow,
  place: LinkPlace,
  texts: MessageTexts,
): Promise<Result<FrozenMail, SkipReason>> {
  const versionId = row.versionId ?? ''
  const facts = await factsOf(city, row.clientId, versionId)
  const sense = planStillMakesSense(facts)
  if (!sense.ok) return sense
  const link = await linkFor(city, place, versionId)
  return ok(writePlanMail({ ...row, ...link, to: sense.value.to, name: facts.name }, texts))
}

async function factsOf({ db }: CityWork, clientId: string, versionId: string) {
  const [found] = await db
    .select({
      state: workPlanVersion.state,
      voidedAt: workPlan.voidedAt,
      endedOn: workPlan.endedOn,
      closedOn: client.closedOn,
      givenName: person.givenName,
      familyName: person.familyName,
      wrongTries: signingRequest.wrongTries,
    })
    .from(workPlanVersion)
    .innerJoin(workPlan, eq(workPlan.id, workPlanVersion.planId))
    .innerJoin(signingRequest, eq(signingRequest.versionId, workPlanVersion.id))
    .innerJoin(client, eq(client.id, workPlan.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .where(and(eq(workPlanVersion.id, versionId), eq(workPlan.clientId, clientId)))
  if (!found) throw new Error('A message asks for the signature of no plan')
  const signed = await db
    .select({ id: signature.id })
    .from(signature)
    .where(and(eq(signature.versionId, versionId), eq(signature.party, 'client')))
  const { email, blocked } = await reachOf(db, clientId)
  const { state, voidedAt, endedOn, closedOn, givenName, familyName, wrongTries } = found
  return {
    offered: isSignable(state) && voidedAt === null && endedOn === null,
    clientSigned: signed.length > 0,
    client: { closed: closedOn !== null, to: email, blocked: blocked.email },
    locked: wrongTries >= MOST_WRONG_TRIES,
    name: [givenName, familyName].filter(Boolean).join(' '),
  }
}
