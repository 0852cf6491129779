import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../columns.ts'
import { client } from './clients.ts'
import { appointment } from './follow-ups.ts'

export interface FrozenMail {
  from: string
  to: string
  subject: string
  text: string
}

/**
 * What is to be said to a client and when: the truth the queue only reminds of.
 * due -> frozen (body fixed and claimed) -> sent | failed | unknown; due -> skipped when it no longer makes sense.
 */
export const message = pgTable(
  'message',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    appointmentId: uuid('appointment_id').references(() => appointment.id),
    kind: text('kind', { enum: ['week-before', 'day-before', 'missed'] }).notNull(),
    channel: text('channel', { enum: ['email'] }).notNull(),
    language: text('language').notNull(),
    state: text('state', { enum: ['due', 'frozen', 'sent', 'skipped', 'failed', 'unknown'] })
      .notNull()
      .default('due'),
    /** When to look at it next; null once nothing is left to do. */
    nextAt: instant('next_at'),
    frozen: jsonb('frozen').$type<FrozenMail>(),
    frozenAt: instant('frozen_at'),
    /** Until when a worker has it; after that another may take it with the same frozen body and key. */
    claimedUntil: instant('claimed_until'),
    attempts: integer('attempts').notNull().default(0),
    /** Why it was skipped or failed, a word of ours. */
    reason: text('reason'),
    vendorId: text('vendor_id'),
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('message_once').on(t.appointmentId, t.kind, t.channel),
    index('message_due').on(t.nextAt).where(sql`next_at is not null`),
    index('message_client').on(t.clientId),
    check(
      'message_open',
      sql`(${t.nextAt} is null) = (${t.state} in ('sent', 'skipped', 'failed', 'unknown'))`,
    ),
    check('message_frozen', sql`${t.state} not in ('frozen', 'sent', 'unknown') or ${t.frozen} is not null`),
  ],
)
