import { and, eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { type FrozenMail, message } from '../../../db/city/schema/messages.ts'
import type { SendOutcome } from '../../../infra/mail.ts'
import { type TimelineEntry, writeTimeline } from '../../clients/commands.server.ts'
import { giveTask, withdrawTask } from '../../follow-ups/commands/tasks.server.ts'
import { dayAtOffice } from '../../follow-ups/rules/working-days.ts'
import { whenToDisturb } from '../rules/ladder.ts'
import { isPlanKind, type PlanKind, retryAt } from '../rules.ts'
import { noteDelivery } from './note-delivery.server.ts'
import { type MessageRow, takeNextRung } from './rungs.server.ts'
import { afterSigningMessage } from './signing.server.ts'

type End =
  | { state: 'sent'; vendorId: string }
  | { state: 'skipped' | 'failed'; reason: string }
  | { state: 'unknown'; reason?: string }
  | { state: 'handed' }

/** An address that is missing, or to which nothing may go: the next way, not the end. */
const WITHOUT_ADDRESS = ['no-address', 'address-blocked']

/** A letter that nobody posted in time has failed like one that came back. */
const leadsOn = ({ channel }: MessageRow, reason: string): boolean =>
  WITHOUT_ADDRESS.includes(reason) || (channel === 'letter' && reason === 'too-late')

/** What the client's stream says of a message, on the day of the office. */
const lineOf = (
  city: CityWork,
  row: Pick<MessageRow, 'id' | 'clientId' | 'kind'>,
): Omit<TimelineEntry, 'kind'> => ({
  clientId: row.clientId,
  occurredOn: dayAtOffice(city.now).toString(),
  refId: row.id,
  words: { message: row.kind },
})

export const sentLine = (
  city: CityWork,
  row: Pick<MessageRow, 'id' | 'clientId' | 'kind'>,
): TimelineEntry => ({ ...lineOf(city, row), kind: 'reminder-sent' })

/**
 * The end of a message: state and reason, the line in the client's stream, and what follows: the next way to reach him, or a
 * person's task where nobody knows what became of it.
 */
export async function closeRow(city: CityWork, row: MessageRow, end: End): Promise<void> {
  // What never went out took nobody's day.
  const free = end.state === 'sent' || end.state === 'unknown' ? {} : { slot: null }
  // A link is a key: what has been sent keeps none.
  const kept = row.frozen ? { frozen: withoutLink(row.frozen) } : {}
  const ended = { nextAt: null, claimedUntil: null, closedAt: city.now, ...free, ...kept, ...end }
  await city.db.update(message).set(ended).where(eq(message.id, row.id))
  if (row.channel === 'letter') await withdrawTask(city, { reason: 'print-letter', refId: row.id })
  if (isPlanKind(row.kind)) return closePlanRow(city, { ...row, kind: row.kind }, end)
  const line = lineOf(city, row)
  if (end.state === 'sent') await writeTimeline(city, sentLine(city, row))
  if (end.state === 'skipped' && leadsOn(row, end.reason)) await takeNextRung(city, row)
  // Whether a reminder came matters to nobody once the talk is over.
  if (end.state === 'failed' || (end.state === 'unknown' && end.reason !== 'past'))
    await writeTimeline(city, { ...line, kind: 'reminder-failed' })
  if (end.state === 'failed') await takeNextRung(city, row)
  if (end.state === 'unknown' && end.reason !== 'past')
    await giveTask(city, {
      clientId: row.clientId,
      reason: 'message-unknown',
      refId: row.id,
      dueOn: line.occurredOn,
    })
}

/** Reasons for which nobody needs to be asked for a signature any more. */
const OVER = ['signed', 'withdrawn', 'client-closed']

const withoutLink = (frozen: FrozenMail): FrozenMail => ({
  ...frozen,
  text: frozen.text.replaceAll(/\/m\/\S+/g, '/m/…'),
})

/** Then the next reminder, or a person's task. */
async function closePlanRow(city: CityWork, row: MessageRow & { kind: PlanKind }, end: End): Promise<void> {
  if ('reason' in end && end.reason && OVER.includes(end.reason)) return
  const reached = end.state === 'sent' || end.state === 'unknown'
  if (end.state !== 'skipped')
    await writeTimeline(city, { ...lineOf(city, row), kind: reached ? 'reminder-sent' : 'reminder-failed' })
  await afterSigningMessage(city, { ...row, messageId: row.id, versionId: row.versionId ?? '' }, reached)
}

/**
 * Writes down what became of a call that sent one short message. When the vendor is busy it waits with the same body;
 * without an answer nobody could tell a second one from the first. `random` in [0, 1).
 */
export async function closeMessage(
  city: CityWork,
  messageId: string,
  outcome: SendOutcome,
  random: number,
): Promise<void> {
  const [row] = await city.db
    .select()
    .from(message)
    .where(and(eq(message.id, messageId), eq(message.state, 'frozen')))
    .for('update')
  // Reported in the meantime.
  if (!row) return
  if (outcome.kind === 'refused') return closeRow(city, row, { state: 'failed', reason: 'refused' })
  if (outcome.kind === 'no-answer') return closeRow(city, row, { state: 'unknown' })
  if (outcome.kind === 'sent') {
    await closeRow(city, row, { state: 'sent', vendorId: outcome.vendorId })
    if (outcome.delivered) await noteDelivery(city, row, 'delivered', city.now)
    return
  }
  const nextAt = whenToDisturb(retryAt(row.attempts, city.now, random))
  await city.db
    .update(message)
    .set({ nextAt, claimedUntil: null, reason: 'busy' })
    .where(eq(message.id, messageId))
}
