import { and, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { type FrozenMail, message } from '../../../db/city/schema/messages.ts'
import { giveTask } from '../../follow-ups/commands/tasks.server.ts'
import type { Result } from '../../kit/result.ts'
import type { LinkPlace } from '../../work-plans/links.server.ts'
import { isWritten, nextDay, whenToDisturb } from '../rules/ladder.ts'
import { isPlanKind, keepsKeys, keyIsGood, keyOf, REACTION_KIND, type SkipReason } from '../rules.ts'
import { closeRow } from './close.server.ts'
import { planMail } from './plan-mail.server.ts'
import { askReaction } from './reaction.server.ts'
import { handOver, type MessageRow } from './rungs.server.ts'
import { takeSlot } from './slot.server.ts'
import { talkMail } from './talk-mail.server.ts'

/** How long a worker has a message to itself; much longer than the vendor may take to answer. */
const CLAIM_SECONDS = 120

export type Frozen =
  | {
      next: 'send'
      channel: 'email' | 'sms'
      key: string
      mail: FrozenMail
      until: Temporal.Instant
      neverSent: boolean
    }
  /** Somebody else has it, it is closed, it has just been closed here, or it waits for a better time. */
  | { next: 'nothing' }

/**
 * Claims one due message, looks again whether it makes sense, and fixes its body: all or nothing. A message that was
 * frozen before keeps body and key. Until `until` nobody else is given it; `neverSent` = no vendor can have it yet.
 * `place`: where links lead; while nobody has said so, mail to sign stays due and mail about a talk has none.
 */
export async function freezeMessage(
  city: CityWork,
  messageId: string,
  place?: LinkPlace | undefined,
): Promise<Frozen> {
  const { db, now } = city
  const until = now.add({ seconds: CLAIM_SECONDS })
  const [claimed] = await db
    .update(message)
    .set({ claimedUntil: until, nextAt: until, attempts: sql`${message.attempts} + 1` })
    .where(
      and(
        eq(message.id, messageId),
        inArray(message.state, ['due', 'frozen']),
        lte(message.nextAt, now),
        or(isNull(message.claimedUntil), lte(message.claimedUntil, now)),
      ),
    )
    .returning()
  if (!claimed) return { next: 'nothing' }

  // Of a try that broke off nobody can say whether the vendor heard it; `busy` is the vendor's own no.
  const neverSent = claimed.state === 'due' || claimed.reason === 'busy' || claimed.channel === 'letter'
  const { channel, frozenAt } = claimed
  if (frozenAt && !neverSent && !keepsKeys(channel)) {
    await closeRow(city, claimed, { state: 'unknown' })
    return { next: 'nothing' }
  }
  if (frozenAt && channel !== 'letter' && !keyIsGood(frozenAt, now)) {
    await closeRow(city, claimed, neverSent ? { state: 'failed', reason: 'busy' } : { state: 'unknown' })
    return { next: 'nothing' }
  }
  const written = await mailOf(city, claimed, place)
  if (!written) return { next: 'nothing' }
  if (!written.ok) {
    await closeRow(city, claimed, { state: neverSent ? 'skipped' : 'unknown', reason: written.error })
    return { next: 'nothing' }
  }
  if (!isWritten(channel)) {
    const done =
      claimed.kind === REACTION_KIND ? await askReaction(city, claimed) : await handOver(city, claimed)
    if (done === 'waits') return { next: 'nothing' }
    await closeRow(
      city,
      claimed,
      done === 'handed' ? { state: 'handed' } : { state: 'skipped', reason: done },
    )
    return { next: 'nothing' }
  }
  if (channel === 'letter') {
    await layOut(city, claimed, written.value)
    return { next: 'nothing' }
  }
  if (claimed.state === 'due' && (await waits(city, claimed))) return { next: 'nothing' }
  const mail = claimed.frozen ?? {
    ...written.value,
    tags: { city: city.city.slug, message: messageId },
  }
  await db
    .update(message)
    .set({ state: 'frozen', frozen: mail, frozenAt: frozenAt ?? now, reason: null })
    .where(eq(message.id, messageId))
  return { next: 'send', channel, key: keyOf(messageId), mail, until, neverSent }
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

/** Not at night, on no Sunday or holiday, and one a day; a link that somebody has just asked for comes at once. */
async function waits(city: CityWork, row: MessageRow): Promise<boolean> {
  if (row.kind === 'plan-to-sign') return false
  const fit = whenToDisturb(city.now)
  const nextAt = fit.equals(city.now) ? ((await takeSlot(city, row)) ? null : nextDay(city.now)) : fit
  if (nextAt)
    await city.db
      .update(message)
      .set({ nextAt, claimedUntil: null, attempts: row.attempts - 1 })
      .where(eq(message.id, row.id))
  return nextAt !== null
}

/** The mail as it reads now, or why it no longer makes sense. Undefined: it cannot be written yet. */
async function mailOf(
  city: CityWork,
  row: MessageRow,
  place: LinkPlace | undefined,
): Promise<Result<FrozenMail, SkipReason> | undefined> {
  if (!isPlanKind(row.kind)) return talkMail(city, { ...row, kind: row.kind }, place)
  return place && planMail(city, { ...row, kind: row.kind }, place)
}
