import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../columns.ts'
import { client } from './clients.ts'
import { appointment } from './follow-ups.ts'
import { workPlanVersion } from './work-plans.ts'

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
    /** The version of a plan that is to be signed. */
    versionId: uuid('version_id').references(() => workPlanVersion.id),
    kind: text('kind', {
      enum: ['week-before', 'day-before', 'missed', 'plan-to-sign', 'plan-reminder'],
    }).notNull(),
    /** Which one of its kind it is: a version may be asked for more than once. */
    nth: smallint('nth').notNull().default(1),
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
    uniqueIndex('message_of_version').on(t.versionId, t.kind, t.nth),
    // One reminder to come at a time: a mail under way when a link is asked for does not begin a second row of them.
    uniqueIndex('message_next_reminder').on(t.versionId).where(sql`kind = 'plan-reminder' and state = 'due'`),
    index('message_due').on(t.nextAt).where(sql`next_at is not null`),
    index('message_client').on(t.clientId),
    check(
      'message_open',
      sql`(${t.nextAt} is null) = (${t.state} in ('sent', 'skipped', 'failed', 'unknown'))`,
    ),
    check('message_about', sql`num_nonnulls(${t.appointmentId}, ${t.versionId}) = 1`),
    check('message_frozen', sql`${t.state} not in ('frozen', 'sent', 'unknown') or ${t.frozen} is not null`),
  ],
)
