import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { CityWork } from '../../../../db/act.ts'
import { message, messageBatch } from '../../../../db/city/schema/messages.ts'
import type { BatchOutcome } from '../../../../infra/mail.ts'
import { writeTimeline } from '../../../clients/commands.server.ts'
import { whenToDisturb } from '../../rules/ladder.ts'
import { isPlanKind, retryAt, type SkipReason } from '../../rules.ts'
import { closeRow, sentLine } from '../close.server.ts'
import { noteDelivery } from '../note-delivery.server.ts'
import type { MessageRow } from '../rungs.server.ts'

interface Tried {
  /** As it was taken up: no vendor could have had it before this call. */
  neverSent: boolean
  /** In [0, 1). */
  random: number
}

/**
 * Writes down what became of a call. Without an answer the batch waits with the same key and bodies; of what the vendor
 * certainly did not take each mail is due again, to be looked at anew.
 */
export async function closeBatch(
  city: CityWork,
  batchId: string,
  outcome: BatchOutcome,
  { neverSent, random }: Tried,
): Promise<void> {
  const [batch] = await city.db.select().from(messageBatch).where(eq(messageBatch.id, batchId)).for('update')
  // Closed already by another worker that made the same call.
  if (!batch?.nextAt) return
  const rows = await mailsOf(city, batchId)
  if (outcome.kind === 'taken') return closeTaken(city, batchId, rows, outcome.each)
  const [only] = rows
  if (outcome.kind === 'refused' && only && rows.length === 1) {
    await end(city, batchId, 'taken')
    return closeRow(city, only, { state: 'failed', reason: 'refused' })
  }
  if (outcome.kind === 'refused') return letGo(city, batchId, { reason: 'alone', nextAt: city.now })
  // What was let go before has been tried more often than its batch.
  const tries = Math.max(batch.attempts, ...rows.map(({ attempts }) => attempts))
  const nextAt = whenToDisturb(retryAt(tries, city.now, random))
  if (outcome.kind === 'busy' && neverSent) return letGo(city, batchId, { reason: 'busy', nextAt })
  await city.db.update(messageBatch).set({ nextAt }).where(eq(messageBatch.id, batchId))
  await city.db.update(message).set({ reason: 'no-answer' }).where(eq(message.batchId, batchId))
}

/** Nobody knows what became of these, and they must not be sent again. `over`: which would make no sense by now, and why. */
export async function closeUnknown(
  city: CityWork,
  batchId: string,
  over: ReadonlyMap<string, SkipReason>,
): Promise<void> {
  await end(city, batchId, 'unknown')
  for (const row of await mailsOf(city, batchId)) {
    const reason = over.get(row.id)
    await closeRow(city, row, reason ? { state: 'unknown', reason } : { state: 'unknown' })
  }
}

const mailsOf = ({ db }: CityWork, batchId: string): Promise<MessageRow[]> =>
  db
    .select()
    .from(message)
    .where(and(eq(message.batchId, batchId), eq(message.state, 'frozen')))
    .orderBy(asc(message.batchNth))
    .for('update')

type Outcome = NonNullable<(typeof messageBatch.$inferSelect)['outcome']>

const end = async ({ db }: CityWork, batchId: string, outcome: Outcome): Promise<void> => {
  await db.update(messageBatch).set({ nextAt: null, outcome }).where(eq(messageBatch.id, batchId))
}

type Each = Extract<BatchOutcome, { kind: 'taken' }>['each']

async function closeTaken(
  city: CityWork,
  batchId: string,
  rows: readonly MessageRow[],
  each: Each,
): Promise<void> {
  await end(city, batchId, 'taken')
  const answered = rows.map((row) => ({ row, answer: each[row.batchNth ?? -1] }))
  const talks: { row: MessageRow; vendorId: string }[] = []
  for (const { row, answer } of answered) {
    if (answer?.kind !== 'sent') await closeRow(city, row, { state: 'failed', reason: 'refused' })
    else if (isPlanKind(row.kind)) await closeRow(city, row, { state: 'sent', vendorId: answer.vendorId })
    else talks.push({ row, vendorId: answer.vendorId })
  }
  await closeSent(city, talks)
  // The demo's outbox: nobody will report more.
  for (const { row, answer } of answered)
    if (answer?.kind === 'sent' && answer.delivered) await noteDelivery(city, row, 'delivered', city.now)
}

/** What `closeRow` does with one that was sent, for many at once. */
async function closeSent(
  city: CityWork,
  sent: readonly { row: MessageRow; vendorId: string }[],
): Promise<void> {
  if (sent.length === 0) return
  const ids = JSON.stringify(sent.map(({ row, vendorId }) => ({ id: row.id, vendorId })))
  // A link is a key: what has been sent keeps none.
  await city.db.execute(sql`
    update message set state = 'sent', frozen = jsonb_set(frozen, '{text}',
        to_jsonb(regexp_replace(frozen ->> 'text', '/m/\\S+', '/m/…', 'g'))), vendor_id = sent."vendorId", closed_at = ${city.now.toString()}
    from jsonb_to_recordset(${ids}::jsonb) as sent (id uuid, "vendorId" text) where message.id = sent.id`)
  await writeTimeline(city, ...sent.map(({ row }) => sentLine(city, row)))
}

/** The vendor has none of it: no key binds the mails together any more. */
async function letGo(
  city: CityWork,
  batchId: string,
  { reason, nextAt }: { reason: 'alone' | 'busy'; nextAt: MessageRow['nextAt'] },
): Promise<void> {
  const rows = await mailsOf(city, batchId)
  await end(city, batchId, 'let-go')
  await city.db
    .update(message)
    .set({ state: 'due', frozen: null, batchId: null, batchNth: null, slot: null, reason, nextAt })
    .where(
      inArray(
        message.id,
        rows.map(({ id }) => id),
      ),
    )
}
