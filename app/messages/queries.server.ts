import { and, asc, eq, lte, min } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { message } from '../../db/city/schema/messages.ts'
import type { StaffDb } from '../../db/handles.ts'
import type { MessageKind } from './rules.ts'

/** Ids of messages to look at now, the longest waiting first. */
export async function dueMessages(db: StaffDb, now: Temporal.Instant, most: number): Promise<string[]> {
  const due = await db
    .select({ id: message.id })
    .from(message)
    .where(lte(message.nextAt, now))
    .orderBy(asc(message.nextAt))
    .limit(most)
  return due.map(({ id }) => id)
}

/** When the next message of the city is to be looked at; null = none is waiting. */
export async function nextDue(db: StaffDb): Promise<Temporal.Instant | null> {
  const [found] = await db.select({ at: min(message.nextAt) }).from(message)
  return found?.at ?? null
}

export interface MessageLine {
  kind: MessageKind
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
    .where(and(eq(message.appointmentId, appointmentId)))
    .orderBy(asc(message.createdAt), asc(message.kind))
  return rows.map(({ kind, state, reason, nextAt, closedAt }) => ({
    kind,
    state,
    reason,
    at: (nextAt ?? closedAt)?.toString() ?? null,
  }))
}
