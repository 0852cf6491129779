import { and, eq, exists, inArray, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { callRequest, outreachLetter, outreachRound } from '../../../db/city/schema/outreach.ts'
import { recorded } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { CallRequestInput } from '../input.ts'
import { roundPeople } from '../rounds/queries.server.ts'
import { proposesLetter } from '../rounds/rules.ts'
import { codeDigest, newCode } from './codes.ts'
import { findLetter } from './queries.server.ts'
import { letterLanguage } from './texts.ts'

/** A code of a letter opens its page this long. */
const CODE_DAYS = 90

export interface PrintedLetter {
  personId: string
  language: string
  /** Known only now: the database keeps its digest. */
  code: string
  /** ISO date, the last day of the code. */
  expiresOn: string
}

const unsent = (roundId: string) =>
  and(eq(outreachLetter.roundId, roundId), isNull(outreachLetter.sentOn), isNull(outreachLetter.voidedAt))

/** Holds the round, so that two people who print at once do not spoil each other's codes. */
async function holdRound({ db }: CityWork, roundId: string): Promise<boolean> {
  const held = await db
    .select({ id: outreachRound.id })
    .from(outreachRound)
    .where(and(eq(outreachRound.id, roundId), isNull(outreachRound.voidedAt)))
    .for('no key update')
  return held.length > 0
}

/** Makes a letter with a code of its own for everybody whom the round proposes one. */
export async function makeLetters(
  city: CityWork,
  roundId: string,
): Promise<Result<PrintedLetter[], 'not-found'>> {
  if (!(await holdRound(city, roundId))) return fail('not-found')
  const people = (await roundPeople(city.db, roundId)).filter((one) =>
    proposesLetter({ ...one, hasLetter: one.letter !== null }),
  )
  const letters = people.map(({ personId, language }) => ({
    personId,
    language: letterLanguage(language),
    code: newCode(),
    expiresOn: expiry(city),
  }))
  if (letters.length === 0) return ok([])
  await city.db.insert(outreachLetter).values(
    letters.map(({ code, ...letter }) => ({
      roundId,
      ...letter,
      codeDigest: codeDigest(code),
      ...recorded(city),
    })),
  )
  return ok(letters)
}

/** Prints what was printed and not sent once more; the codes of the first print end. */
export async function remakeLetters(
  city: CityWork,
  roundId: string,
): Promise<Result<PrintedLetter[], 'not-found'>> {
  if (!(await holdRound(city, roundId))) return fail('not-found')
  const waiting = await city.db
    .select({ id: outreachLetter.id, personId: outreachLetter.personId, language: outreachLetter.language })
    .from(outreachLetter)
    .where(unsent(roundId))
  const letters: PrintedLetter[] = []
  for (const { id, personId, language } of waiting) {
    const [code, expiresOn] = [newCode(), expiry(city)]
    await city.db
      .update(outreachLetter)
      .set({ codeDigest: codeDigest(code), expiresOn })
      .where(eq(outreachLetter.id, id))
    letters.push({ personId, language, code, expiresOn })
  }
  return ok(letters)
}

const expiry = ({ today }: CityWork): string => today.add({ days: CODE_DAYS }).toString()

/** The printed letters of the round went out today; answers how many. */
export async function markSent(city: CityWork, roundId: string): Promise<Result<number, 'not-found'>> {
  if (!(await holdRound(city, roundId))) return fail('not-found')
  const sent = await city.db
    .update(outreachLetter)
    .set({ sentOn: city.today.toString(), conductedBy: city.actor.id })
    .where(unsent(roundId))
    .returning({ id: outreachLetter.id })
  return ok(sent.length)
}

/** No code of this person opens anything any more, and nobody calls. */
export async function endLettersOf({ db, now, actor }: CityWork, personId: string): Promise<void> {
  const ended = await db
    .update(outreachLetter)
    .set({ voidedAt: now, voidedBy: actor.id, voidReason: 'deceased' })
    .where(and(eq(outreachLetter.personId, personId), isNull(outreachLetter.voidedAt)))
    .returning({ id: outreachLetter.id })
  if (ended.length === 0) return
  const letters = ended.map(({ id }) => id)
  await db
    .update(callRequest)
    .set({ doneAt: now, doneBy: actor.id })
    .where(and(inArray(callRequest.letterId, letters), isNull(callRequest.doneAt)))
}

/** They were ended for a death that was a mistake; whoever asked to be called is called. */
export async function reviveLettersOf({ db }: CityWork, personId: string): Promise<void> {
  await db.execute(sql`
    with alive as (
      update outreach_letter letter set voided_at = null, voided_by = null, void_reason = null
      from outreach_letter was
      where letter.id = was.id and letter.person_id = ${personId}::uuid and letter.void_reason = 'deceased'
      returning letter.id, was.voided_at)
    update call_request set done_at = null, done_by = null from alive
    where letter_id = alive.id and done_at = alive.voided_at`)
}

/** Somebody with a letter asks to be called. A code takes one request: sent twice, the first one stands. */
export async function askForCall(
  city: CityWork,
  code: string,
  { phone, bestTime }: CallRequestInput,
): Promise<Result<null, 'ended'>> {
  const letter = await findLetter(city, code)
  if (!letter) return fail('ended')
  await city.db
    .insert(callRequest)
    .values({ letterId: letter.letterId, phone, bestTime, receivedAt: city.now })
    .onConflictDoNothing()
  return ok(null)
}

/** Somebody called back. */
export async function markCalled(
  { db, now, actor }: CityWork,
  roundId: string,
  requestId: string,
): Promise<Result<null, 'not-found'>> {
  const ofRound = db
    .select()
    .from(outreachLetter)
    .where(and(eq(outreachLetter.id, callRequest.letterId), eq(outreachLetter.roundId, roundId)))
  const [known] = await db
    .select({ doneAt: callRequest.doneAt })
    .from(callRequest)
    .where(and(eq(callRequest.id, requestId), exists(ofRound)))
    .for('update')
  if (!known) return fail('not-found')
  if (!known.doneAt)
    await db.update(callRequest).set({ doneAt: now, doneBy: actor.id }).where(eq(callRequest.id, requestId))
  return ok(null)
}
