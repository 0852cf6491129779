/** Messages that go one by one: short messages, letters, and what a person has to do. Mails: batch/take-up.server.ts. */
import { and, eq, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { type FrozenMail, message } from '../../../db/city/schema/messages.ts'
import { giveTask } from '../../follow-ups/commands/tasks.server.ts'
import { isWritten, nextDay, whenToDisturb } from '../rules/ladder.ts'
import { isPlanKind, keyIsGood, keyOf, REACTION_KIND } from '../rules.ts'
import { messageTextsOf } from '../texts/queries.server.ts'
import { closeRow } from './close.server.ts'
import type { Outgoing } from './outgoing.ts'
import { askReaction } from './reaction.server.ts'
import { handOver, type MessageRow } from './rungs.server.ts'
import { freeSlots } from './slot.server.ts'
import { factsFor, senseOf, talkFactsOf, writeTalk } from './talk-mail.server.ts'

/** How long a worker has a message to itself; much longer than the vendor may take to answer. */
const CLAIM_SECONDS = 120

export type Frozen =
  | { next: 'send'; key: string; mail: FrozenMail; until: Temporal.Instant }
  /** Somebody else has it, it is closed, it has just been closed here, or it waits for a better time. */
  | { next: 'nothing' }

const NOTHING: Frozen = { next: 'nothing' }

/**
 * Claims one due message that is no mail, looks again whether it makes sense, and does what can be done here: a task for a
 * person, a letter for the printer. The body of a short message is fixed for the call; until `until` nobody else is given it.
 */
export async function freezeMessage(city: CityWork, messageId: string, out: Outgoing = {}): Promise<Frozen> {
  const { db, now } = city
  const until = now.add({ seconds: CLAIM_SECONDS })
  const [claimed] = await db
    .update(message)
    .set({ claimedUntil: until, nextAt: until, attempts: sql`${message.attempts} + 1` })
    .where(
      and(
        eq(message.id, messageId),
        ne(message.channel, 'email'),
        inArray(message.state, ['due', 'frozen']),
        lte(message.nextAt, now),
        or(isNull(message.claimedUntil), lte(message.claimedUntil, now)),
      ),
    )
    .returning()
  if (!claimed) return NOTHING
  const { channel, frozenAt } = claimed
  // Of a try that broke off nobody can say whether the vendor heard it, and the vendor keeps no keys.
  if (channel === 'sms' && claimed.state === 'frozen' && claimed.reason !== 'busy') {
    await closeRow(city, claimed, { state: 'unknown' })
    return NOTHING
  }
  if (channel === 'sms' && frozenAt && !keyIsGood(frozenAt, now)) {
    await closeRow(city, claimed, { state: 'failed', reason: 'busy' })
    return NOTHING
  }
  if (isPlanKind(claimed.kind)) throw new Error('Signatures are asked for by mail alone')
  const facts = factsFor(await talkFactsOf(city, [messageId]), messageId)
  const sense = senseOf({ channel, kind: claimed.kind }, facts, now)
  if (!sense.ok) {
    await closeRow(city, claimed, { state: 'skipped', reason: sense.error })
    return NOTHING
  }
  if (!isWritten(channel) || claimed.kind === REACTION_KIND) {
    const done =
      claimed.kind === REACTION_KIND ? await askReaction(city, claimed) : await handOver(city, claimed)
    if (done === 'waits') return NOTHING
    const end = done === 'handed' ? { state: done } : { state: 'skipped' as const, reason: done }
    await closeRow(city, claimed, end)
    return NOTHING
  }
  const texts = await messageTextsOf(city, out.domains)
  const written = writeTalk(city, { ...claimed, kind: claimed.kind }, facts, {
    to: sense.value.to,
    texts,
    place: out.place,
  })
  if (channel === 'letter') {
    await layOut(city, claimed, written)
    return NOTHING
  }
  if (await waits(city, claimed)) return NOTHING
  const mail = claimed.frozen ?? written
  await db
    .update(message)
    .set({ state: 'frozen', frozen: mail, frozenAt: frozenAt ?? now, reason: null })
    .where(eq(message.id, messageId))
  return { next: 'send', key: keyOf(messageId), mail, until }
}

/**
 * A letter lies ready for the printer, and somebody has the task to send it. It is looked at again when it would come too late:
 * the post needs as long as its rung asks for.
 */
async function layOut(city: CityWork, row: MessageRow, written: FrozenMail): Promise<void> {
  await city.db
    .update(message)
    .set({
      state: 'frozen',
      frozen: row.frozen ?? written,
      frozenAt: row.frozenAt ?? city.now,
      claimedUntil: null,
      nextAt: city.now.add({ hours: 24 }),
    })
    .where(eq(message.id, row.id))
  await giveTask(city, {
    clientId: row.clientId,
    reason: 'print-letter',
    refId: row.id,
    dueOn: city.today.toString(),
  })
}

/** Not at night, on no Sunday or holiday, and one a day; of one the vendor was too busy for its own day is free. */
async function waits(city: CityWork, row: MessageRow): Promise<boolean> {
  const calm = whenToDisturb(city.now)
  const quiet = !calm.equals(city.now)
  if (!quiet && row.slot?.endsWith(` ${city.today}`)) return false
  const slot = quiet ? undefined : (await freeSlots(city, row.channel, [row])).get(row.id)
  const waiting = {
    nextAt: quiet ? calm : nextDay(city.now),
    claimedUntil: null,
    attempts: row.attempts - 1,
  }
  await city.db
    .update(message)
    .set(slot ? { slot } : waiting)
    .where(eq(message.id, row.id))
  return slot === undefined
}
