import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { person, personContact } from '../../db/city/schema/clients.ts'
import { helpRequest, notDuplicate } from '../../db/city/schema/people.ts'
import { openFile, personNow, recorded, writeTimeline } from '../clients/commands.server.ts'
import { soundKey } from '../clients/rules/sounds.ts'
import { namesKey } from '../clients/rules.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { readPhone } from '../outreach/list/contact.ts'
import { LANGUAGES } from '../outreach/list/languages.ts'
import { runningProgramme } from '../programmes/queries.server.ts'
import { type Candidate, candidatesFor } from './candidates.server.ts'
import type { KnownRequestInput, RequestInput, TogetherInput } from './input.ts'

export type RequestError = 'no-programme' | 'phone' | 'unknown-person'

/** Either a file to go on with, or people to look at first: is he one of these? */
export type TakenIn = { clientId: string } | { candidates: Candidate[] }

const isLanguage = (tag: string): tag is keyof typeof LANGUAGES => tag in LANGUAGES

/**
 * Somebody comes by himself or is sent: makes the person and opens the file, or uses those that are there. While nobody has
 * said whether he is one of those who look like him, it writes nothing and answers with them. The form sent twice is one
 * request.
 */
export async function takeIn(city: CityWork, input: RequestInput): Promise<Result<TakenIn, RequestError>> {
  const phone = input.phone ? readPhone(input.phone).phone : null
  if (input.phone && !phone) return fail('phone')
  const known = await requestMade(city, input.formKey)
  if (known) return ok({ clientId: known })
  // Before the person is made: who is refused leaves nothing behind.
  if (!(await runningProgramme(city.db, city.today.toString()))) return fail('no-programme')
  if (input.person && input.person !== 'new') return takeInKnown(city, { ...input, personId: input.person })
  if (input.person === undefined) {
    const candidates = await candidatesFor(city.db, input, city.today.toString())
    if (candidates.length > 0) return ok({ candidates })
  }
  const [made] = await city.db
    .insert(person)
    .values({
      familyName: input.familyName,
      givenName: input.givenName,
      birthDate: input.birthDate,
      namesKey: namesKey(input.familyName, input.givenName),
      soundKey: soundKey(input.familyName, input.givenName),
      createdAt: city.now,
    })
    .returning({ id: person.id })
  if (!made) throw new Error('A person was not made')
  const { language } = input
  if (phone || language)
    await city.db.insert(personContact).values({
      personId: made.id,
      phone,
      language,
      languageText: language && isLanguage(language) ? LANGUAGES[language].de : null,
    })
  return fileFor(city, made.id, input)
}

/** The same of somebody who is known: his file, or one opened for him now. */
export async function takeInKnown(
  city: CityWork,
  input: KnownRequestInput,
): Promise<Result<{ clientId: string }, RequestError>> {
  const known = await requestMade(city, input.formKey)
  if (known) return ok({ clientId: known })
  const personId = await personNow(city, input.personId)
  // Of a restricted file nothing is told.
  if (!personId || (await isHidden(city, personId))) return fail('unknown-person')
  return fileFor(city, personId, input)
}

async function isHidden({ db }: CityWork, personId: string): Promise<boolean> {
  const [hidden] = await db.execute(sql`
    select from restricted_person where person_id = ${personId}::uuid
      and not exists (select from client where client.person_id = ${personId}::uuid and client.voided_at is null)`)
  return hidden !== undefined
}

/** The file of the request this form has made already; whoever comes second with it waits for the first. */
async function requestMade({ db }: CityWork, formKey: string): Promise<string | undefined> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${formKey}, 0))`)
  const [made] = await db
    .select({ clientId: helpRequest.clientId })
    .from(helpRequest)
    .where(eq(helpRequest.id, formKey))
  return made?.clientId
}

async function fileFor(
  city: CityWork,
  personId: string,
  { formKey, asker, referrer, concern }: Pick<RequestInput, 'formKey' | 'asker' | 'referrer' | 'concern'>,
): Promise<Result<{ clientId: string }, RequestError>> {
  const occurredOn = city.today.toString()
  const origin = asker === 'self' ? 'own-request' : 'referral'
  const opened = await openFile(city, { personId, origin, occurredOn })
  if (!opened.ok) return opened
  const { clientId } = opened.value
  const sentBy = asker === 'self' ? '' : referrer
  await city.db
    .insert(helpRequest)
    .values({ id: formKey, clientId, asker, referrer: sentBy, concern, ...recorded(city) })
  await writeTimeline(city, {
    clientId,
    occurredOn,
    kind: asker === 'self' ? 'asked' : 'sent',
    refId: formKey,
    words: { concern, ...(sentBy ? { referrer: sentBy } : {}) },
  })
  return ok({ clientId })
}

/** Two who look like one are two: they are not proposed again. Twice is the same. `not-found`: no such people. */
export async function keepApart(
  city: CityWork,
  { oneId, otherId }: { oneId: string; otherId: string },
): Promise<Result<null, 'not-found'>> {
  const [one = '', other = ''] = [oneId, otherId].sort()
  const there = await city.db
    .select({ id: person.id })
    .from(person)
    .where(and(sql`${person.id} in (${one}::uuid, ${other}::uuid)`, isNull(person.mergedInto)))
  if (there.length !== 2) return fail('not-found')
  await city.db
    .insert(notDuplicate)
    .values({ oneId: one, otherId: other, ...recorded(city) })
    .onConflictDoNothing()
  return ok(null)
}

/** They may be one after all, and are proposed again if they look it. Twice is the same: the first reason stays. */
export async function proposeAgain(
  { db, now, actor }: CityWork,
  { apartId, reason }: TogetherInput,
): Promise<Result<null, 'not-found'>> {
  const [known] = await db
    .select({ voidedAt: notDuplicate.voidedAt })
    .from(notDuplicate)
    .where(eq(notDuplicate.id, apartId))
    .for('update')
  if (!known) return fail('not-found')
  if (!known.voidedAt)
    await db
      .update(notDuplicate)
      .set({ voidedAt: now, voidedBy: actor.id, voidReason: reason })
      .where(eq(notDuplicate.id, apartId))
  return ok(null)
}
