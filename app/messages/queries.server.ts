import { and, asc, eq, inArray, isNull, lte, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { blockedAddress, message, RUNGS } from '../../db/city/schema/messages.ts'
import type { StaffDb } from '../../db/handles.ts'
import { addressKey, type Delivery } from './rules/delivery.ts'
import type { Rung } from './rules/ladder.ts'
import type { MessageKind } from './rules.ts'

/**
 * Ids of messages of these ways to look at now, the longest waiting first; of two at one moment what is sent before what asks
 * whether it was. Mails are taken up in batches instead.
 */
export async function dueMessages(
  db: StaffDb,
  now: Temporal.Instant,
  { most, by }: { most: number; by: readonly Exclude<Rung, 'email'>[] },
): Promise<string[]> {
  const due = await db
    .select({ id: message.id })
    .from(message)
    .where(and(lte(message.nextAt, now), inArray(message.channel, [...by])))
    .orderBy(asc(message.nextAt), sql`${message.channel} in ('call', 'visit')`)
    .limit(most)
  return due.map(({ id }) => id)
}

/** When the next message of these ways is to be looked at, or a call with mails; null = none is waiting. */
export async function nextDue(db: StaffDb, by: readonly Rung[] = RUNGS): Promise<Temporal.Instant | null> {
  const batches = by.includes('email')
    ? sql`(select min(next_at) from message_batch where next_at is not null)`
    : sql`null::timestamptz`
  const [found] = await db.execute<{ at: string | null }>(sql`
    select to_char(least(${batches}, (select min(next_at) from message
      where next_at is not null and channel = any(${`{${by.join(',')}}`}::text[]))) at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`)
  return found?.at ? Temporal.Instant.from(found.at) : null
}

/** Whether any message about this talk is like that. */
export async function hasMessage(db: StaffDb, appointmentId: string, ...like: SQL[]): Promise<boolean> {
  const [found] = await db
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.appointmentId, appointmentId), ...like))
    .limit(1)
  return found !== undefined
}

/** A reminder of this talk is with the client, or under way to him: he expects it. What lies at the printer is not. */
export const wasTold = (db: StaffDb, appointmentId: string): Promise<boolean> =>
  hasMessage(
    db,
    appointmentId,
    inArray(message.channel, ['email', 'sms', 'letter']),
    inArray(message.state, ['frozen', 'sent', 'unknown']),
  )

export interface MessageLine {
  kind: MessageKind
  channel: Rung
  delivery: Delivery | null
  state: (typeof message.$inferSelect)['state']
  reason: string | null
  /** ISO instant: when it will be looked at, or when it ended. */
  at: string | null
}

/** What was and will be said about one appointment. */
export async function messagesOf(db: StaffDb, appointmentId: string): Promise<MessageLine[]> {
  const rows = await db
    .select()
    .from(message)
    // A check that found somebody reached, or that fell away with the talk, is nothing anybody was told.
    .where(
      and(
        eq(message.appointmentId, appointmentId),
        or(ne(message.state, 'skipped'), notInArray(message.channel, ['call', 'visit'])),
      ),
    )
    .orderBy(asc(message.createdAt), asc(message.kind), asc(message.channel), asc(message.nth))
  return rows.map(({ kind, channel, state, delivery, deliveryAt, reason, nextAt, closedAt }) => ({
    kind,
    channel,
    state,
    delivery,
    reason,
    at: (nextAt ?? deliveryAt ?? closedAt)?.toString() ?? null,
  }))
}

export interface BlockLine {
  channel: 'email' | 'sms'
  reason: 'bounced' | 'complained' | 'stopped'
  /** ISO instant. */
  since: string
}

/** Why nothing goes any more to the addresses somebody has. */
export async function blocksOf(
  db: StaffDb,
  { email, phone }: { email: string | null; phone: string | null },
): Promise<BlockLine[]> {
  const rows = await db
    .select()
    .from(blockedAddress)
    .where(
      and(
        isNull(blockedAddress.liftedAt),
        or(
          and(eq(blockedAddress.channel, 'email'), eq(blockedAddress.address, addressKey(email ?? ''))),
          and(eq(blockedAddress.channel, 'sms'), eq(blockedAddress.address, phone ?? '')),
        ),
      ),
    )
  return rows.map(({ channel, reason, since }) => ({ channel, reason, since: since.toString() }))
}

export interface ReplyLine {
  id: string
  text: string
  /** ISO instant. */
  at: string
}

const MOST_REPLIES = 5

/** A part of the client's page: what was written back to short messages of late, the newest first. */
export const repliesValue = (clientId: string): SQL => sql`to_jsonb(array(
  select jsonb_build_object('id', id, 'text', text, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
  from sms_reply where client_id = ${clientId}::uuid order by at desc limit ${MOST_REPLIES}))`
