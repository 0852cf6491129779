import { and, eq, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { client, person, personContact } from '../../../db/city/schema/clients.ts'
import { signature, signingRequest, workPlan, workPlanVersion } from '../../../db/city/schema/work-plans.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { planSigningLink } from '../../messages/commands.server.ts'
import { linkHash } from '../links.server.ts'
import { decideLink, type LinkError } from '../rules/link.ts'
import { isSignable } from '../rules/states.ts'
import { holdPlan, openVersion } from './hold.server.ts'
import { type SignError, type SignPlan, signPlan } from './sign.server.ts'
import type { OfPlan, StateError } from './state.server.ts'

/** Sends the client a new link; one that is out opens nothing from then on. Answers when it is due (ISO instant). */
export async function sendLink(
  city: CityWork,
  of: OfPlan,
): Promise<Result<string, StateError | 'no-address'>> {
  if (!(await holdFile(city, of.clientId))) return fail('not-found')
  const plan = await holdPlan(city, of)
  if (!plan) return fail('not-found')
  const open = await openVersion(city, plan.id)
  if (!open || !isSignable(open.state) || (await hasSigned(city, open.id))) return fail('not-possible')
  if (!(await hasAddress(city, of.clientId))) return fail('no-address')
  await city.db
    .update(signingRequest)
    .set({
      reminders: 0,
      wrongTries: 0,
      // The mail makes the next one when this has ended.
      expiresAt: sql`case when ${signingRequest.link} = 0 then null else ${city.now.toString()}::timestamptz end`,
    })
    .where(eq(signingRequest.versionId, open.id))
  await writeTimeline(city, {
    clientId: of.clientId,
    occurredOn: city.today.toString(),
    kind: 'plan-link-sent',
    refId: plan.id,
    words: { version: open.version },
  })
  return ok(await planSigningLink(city, { clientId: of.clientId, versionId: open.id }))
}

const hasSigned = async ({ db }: CityWork, versionId: string): Promise<boolean> =>
  (
    await db
      .select({ id: signature.id })
      .from(signature)
      .where(and(eq(signature.versionId, versionId), eq(signature.party, 'client')))
  ).length > 0

async function hasAddress({ db }: CityWork, clientId: string): Promise<boolean> {
  const [found] = await db
    .select({ email: personContact.email })
    .from(client)
    .innerJoin(personContact, eq(personContact.personId, client.personId))
    .where(eq(client.id, clientId))
  return Boolean(found?.email)
}

/** What stands behind a link: whose plan, which version, in which language. Nothing of it is shown before the birth date. */
export interface LinkedPlan {
  clientId: string
  planId: string
  versionId: string
  name: string
  language: string | null
}

/** Undefined for a link nobody ever made. */
async function linked({ db, now }: CityWork, token: string) {
  const [found] = await db
    .select({
      clientId: workPlan.clientId,
      planId: workPlan.id,
      versionId: workPlanVersion.id,
      state: workPlanVersion.state,
      voidedAt: workPlan.voidedAt,
      endedOn: workPlan.endedOn,
      closedOn: client.closedOn,
      givenName: person.givenName,
      familyName: person.familyName,
      birthDate: person.birthDate,
      language: personContact.language,
      expiresAt: signingRequest.expiresAt,
      wrongTries: signingRequest.wrongTries,
      clientSigned: sql<boolean>`exists (select from ${signature}
        where ${signature.versionId} = ${workPlanVersion.id} and ${signature.party} = 'client')`,
    })
    .from(signingRequest)
    .innerJoin(workPlanVersion, eq(workPlanVersion.id, signingRequest.versionId))
    .innerJoin(workPlan, eq(workPlan.id, workPlanVersion.planId))
    .innerJoin(client, and(eq(client.id, workPlan.clientId), isNull(client.voidedAt)))
    .innerJoin(person, eq(person.id, client.personId))
    .leftJoin(personContact, eq(personContact.personId, person.id))
    .where(eq(signingRequest.linkHash, linkHash(token)))
  if (!found) return undefined
  const { state, voidedAt, endedOn, closedOn, birthDate, expiresAt, wrongTries, clientSigned, ...plan } =
    found
  return {
    plan: {
      clientId: plan.clientId,
      planId: plan.planId,
      versionId: plan.versionId,
      name: [plan.givenName, plan.familyName].filter(Boolean).join(' '),
      language: plan.language,
    },
    facts: {
      state,
      voided: voidedAt !== null || endedOn !== null || closedOn !== null,
      clientSigned,
      expired: expiresAt === null || Temporal.Instant.compare(expiresAt, now) <= 0,
      wrongTries,
      birthDate,
    },
  }
}

/** Whether a link still leads somewhere, and the language of whom it was sent to; before any birth date. */
export async function linkIsOpen(
  city: CityWork,
  token: string,
): Promise<{ language: string | null } | undefined> {
  const found = await linked(city, token)
  if (!found) return undefined
  // Asked with the right day, so that only what the link itself is decides.
  const open = decideLink(found.facts, found.facts.birthDate)
  return open.ok ? { language: found.plan.language } : undefined
}

/** Opens a link with a birth date (ISO). A wrong one is counted, whoever tries; after the fifth the link is dead. */
export async function openLink(
  city: CityWork,
  token: string,
  birth: string,
): Promise<Result<LinkedPlan, LinkError>> {
  // One after the other: ten guesses at once are ten guesses.
  await city.db
    .select({ id: signingRequest.versionId })
    .from(signingRequest)
    .where(eq(signingRequest.linkHash, linkHash(token)))
    .for('update')
  const found = await linked(city, token)
  if (!found) return fail('ended')
  const decided = decideLink(found.facts, birth)
  if (decided.ok) return ok(found.plan)
  if (decided.error === 'wrong')
    await city.db
      .update(signingRequest)
      .set({ wrongTries: sql`${signingRequest.wrongTries} + 1` })
      .where(eq(signingRequest.linkHash, linkHash(token)))
  return fail(decided.error)
}

/** The client's signature by a link. It is used with that: a second time it opens nothing. */
export async function signByLink(
  city: CityWork,
  {
    token,
    birth,
    ...signing
  }: Omit<SignPlan, 'clientId' | 'planId' | 'party' | 'channel' | 'place'> & { token: string; birth: string },
): Promise<Result<null, LinkError | SignError>> {
  const opened = await openLink(city, token, birth)
  if (!opened.ok) return opened
  const { clientId, planId, versionId } = opened.value
  const signed = await signPlan(city, {
    ...signing,
    clientId,
    planId,
    party: 'client',
    channel: 'link',
    place: '',
  })
  if (!signed.ok) return signed
  await city.db
    .update(signingRequest)
    .set({ usedAt: city.now })
    .where(eq(signingRequest.versionId, versionId))
  return ok(null)
}
