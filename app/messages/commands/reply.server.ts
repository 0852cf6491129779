/** What somebody wrote back to a short message: a stop word, or something a person has to read. */
import { type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { smsReply } from '../../../db/city/schema/messages.ts'
import type { StaffDb } from '../../../db/handles.ts'
import type { SmsReply } from '../../../infra/sms-report.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { giveTask } from '../../follow-ups/commands/tasks.server.ts'
import { ANSWERED_WITHIN_DAYS, asksToStop, type Knows } from '../rules/reply.ts'
import { blockAddress } from './blocked.server.ts'

const since = (now: Temporal.Instant): string => now.subtract({ hours: 24 * ANSWERED_WITHIN_DAYS }).toString()

/** Messages that went to a number of late. */
const writtenTo = (number: string, now: Temporal.Instant): SQL => sql`
  from message where channel = 'sms' and frozen is not null and frozen ->> 'to' = ${number} and frozen_at > ${since(now)}`

/** What the city knows of a number (E.164). */
export async function knowsNumber(
  { db, now }: Pick<CityWork, 'db' | 'now'>,
  number: string,
): Promise<Omit<Knows, 'slug'>> {
  const [row] = await db.execute<{ has: boolean; wroteAt: string | null }>(sql`
    select exists (select from person_contact where phone = ${number}) as has,
      (select to_char(max(frozen_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') ${writtenTo(number, now)}) as "wroteAt"`)
  if (!row) throw new Error('A statement without rows answered none')
  return row
}

/** Open files of whoever has the number or was written to there. */
async function filesBehind(db: StaffDb, number: string, now: Temporal.Instant): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select client.id from client
    where client.closed_on is null and client.voided_at is null
      and (client.person_id in (select person_id from person_contact where phone = ${number})
        or client.id in (select client_id ${writtenTo(number, now)}))
    order by client.id`)
  return rows.map(({ id }) => id)
}

/**
 * Writes down a reply, once an event: a stop word ends short messages to that number in this city, and anything else is a task
 * for whoever leads the file.
 */
export async function recordReply(city: CityWork, { eventId, from, text, at }: SmsReply): Promise<void> {
  const stops = asksToStop(text)
  if (stops) await blockAddress(city, { channel: 'sms', address: from, reason: 'stopped' })
  const occurredOn = city.today.toString()
  for (const clientId of await filesBehind(city.db, from, city.now)) {
    const [row] = await city.db
      .insert(smsReply)
      .values({ eventId, clientId, text, at: Temporal.Instant.from(at) })
      .onConflictDoNothing()
      .returning({ id: smsReply.id })
    if (!row) continue
    if (stops) {
      await writeTimeline(city, {
        clientId,
        occurredOn,
        kind: 'messages-stopped',
        refId: row.id,
        words: { channel: 'sms' },
      })
      continue
    }
    await writeTimeline(city, { clientId, occurredOn, kind: 'client-wrote', refId: row.id })
    await giveTask(city, { clientId, reason: 'sms-reply', refId: row.id, dueOn: occurredOn })
  }
}

/** Which message of this city has the vendor's number. */
export async function messageOfVendor(db: StaffDb, vendorId: string): Promise<string | undefined> {
  const [row] = await db.execute<{ id: string }>(sql`
    select id from message where channel = 'sms' and vendor_id is not null and vendor_id = ${vendorId}`)
  return row?.id
}
