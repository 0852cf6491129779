import { and, eq, isNotNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { deliveryEvent, message, messageBatch } from '../../../db/city/schema/messages.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { withdrawTask } from '../../follow-ups/commands/tasks.server.ts'
import { type Delivery, isFinal } from '../rules/delivery.ts'
import { isPlanKind } from '../rules.ts'
import { closeRow, sentLine } from './close.server.ts'
import { noteDelivery } from './note-delivery.server.ts'
import type { MessageRow } from './rungs.server.ts'

export interface DeliveryReport {
  eventId: string
  messageId: string
  happened: Delivery
  /** ISO instant. */
  at: string
}

/**
 * Writes down what a vendor reports, once an event, and does what follows from it; the most final report stands, in whatever order they
 * come. A report about no message of this city is kept and counted, and changes nothing. Answers when the next message falls due
 * (ISO instant), if one does.
 */
export async function recordDelivery(city: CityWork, report: DeliveryReport): Promise<string | null> {
  const [row] = await city.db.select().from(message).where(eq(message.id, report.messageId)).for('update')
  const at = Temporal.Instant.from(report.at)
  const heard = await city.db
    .insert(deliveryEvent)
    .values({
      id: report.eventId,
      messageId: row?.id ?? null,
      delivery: report.happened,
      at,
      receivedAt: city.now,
    })
    .onConflictDoNothing()
    .returning({ id: deliveryEvent.id })
  if (!row || heard.length === 0) return null
  await settle(city, row)
  // Of one that was only delayed nobody knows yet whether he has it: somebody still has to find out.
  if (isFinal(report.happened)) await withdrawTask(city, { reason: 'message-unknown', refId: row.id })
  return row.channel === 'letter' ? null : noteDelivery(city, row, report.happened, at)
}

/**
 * Whoever reports about a message has it: what nobody was sure of was sent. A mail whose call nobody answered is asked about
 * again, with all that were in it: the vendor knows the key.
 */
async function settle(city: CityWork, row: MessageRow): Promise<void> {
  const vendorId = row.vendorId ?? 'reported'
  if (row.state === 'frozen' && row.batchId) {
    if (row.reason === 'no-answer')
      await city.db
        .update(messageBatch)
        .set({ nextAt: city.now })
        .where(and(eq(messageBatch.id, row.batchId), isNotNull(messageBatch.nextAt)))
    return
  }
  if (row.state === 'frozen') return closeRow(city, row, { state: 'sent', vendorId })
  if (row.state !== 'unknown') return
  await city.db.update(message).set({ state: 'sent', vendorId }).where(eq(message.id, row.id))
  // Of a plan the stream says so already.
  if (!isPlanKind(row.kind)) await writeTimeline(city, sentLine(city, row))
}
