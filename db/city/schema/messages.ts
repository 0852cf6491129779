import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../columns.ts'
import { actor } from './actor.ts'
import { client } from './clients.ts'
import { appointment } from './follow-ups.ts'
import { workPlanVersion } from './work-plans.ts'

export interface FrozenMail {
  from: string
  to: string
  /** Where an answer goes; nowhere unless the city says so. */
  replyTo?: string
  subject: string
  text: string
  /** Of a letter: BCP 47, of its parts in their order. */
  languages?: readonly string[]
  /** What the vendor's reports name it by: slug of the city, id of the row; never a word about a person. */
  tags?: { city: string; message: string }
}

/** By which way something is said: written by a machine, or done by a person who is given a task. */
export const RUNGS = ['email', 'sms', 'letter', 'call', 'visit'] as const

/** What became of a message after it was handed over, as the vendor reports it; a printed letter counts as delivered. */
export const DELIVERIES = ['delayed', 'delivered', 'soft-bounced', 'bounced', 'complained'] as const

/**
 * Mails that go out in one call under one key, fixed before it is made. While a batch waits for its answer it is what is
 * looked at again, not its mails; then each of them has an end of its own. `let-go`: the vendor certainly had none of it.
 */
export const messageBatch = pgTable(
  'message_batch',
  {
    id: id(),
    frozenAt: instant('frozen_at').notNull(),
    /** The same by the clock of Postgres: a worker's clock that goes back does not make a key younger. */
    madeAt: instant('made_at').notNull().default(sql`clock_timestamp()`),
    /** Until then a worker has it; after that another may take it, with the same key and the same mails. Null: it is closed. */
    nextAt: instant('next_at'),
    /** How often it was taken up: of any try but the first nobody can say that the vendor never heard it. */
    attempts: integer('attempts').notNull().default(1),
    outcome: text('outcome', { enum: ['taken', 'let-go', 'unknown'] }),
  },
  (t) => [
    index('message_batch_open').on(t.nextAt).where(sql`next_at is not null`),
    check('message_batch_closed', sql`(${t.nextAt} is null) = (${t.outcome} is not null)`),
  ],
)

/**
 * What is to be said to a client and when: the truth the queue only reminds of.
 * due -> frozen (body fixed and claimed; a mail with others in a batch) -> sent | failed | unknown; due -> skipped when it
 * no longer makes sense; due -> handed: a person has a task for it.
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
      enum: ['week-before', 'day-before', 'missed', 'reaction', 'plan-to-sign', 'plan-reminder'],
    }).notNull(),
    /** Which one of its kind it is: a version may be asked for more than once. */
    nth: smallint('nth').notNull().default(1),
    channel: text('channel', { enum: RUNGS }).notNull(),
    language: text('language').notNull(),
    state: text('state', { enum: ['due', 'frozen', 'sent', 'skipped', 'failed', 'unknown', 'handed'] })
      .notNull()
      .default('due'),
    /** When to look at it next; null once nothing is left to do. */
    nextAt: instant('next_at'),
    frozen: jsonb('frozen').$type<FrozenMail>(),
    /** When it was first tried. */
    frozenAt: instant('frozen_at'),
    /** The call it is in, and which place it has there. */
    batchId: uuid('batch_id').references(() => messageBatch.id),
    batchNth: smallint('batch_nth'),
    /** Until when a worker has it. */
    claimedUntil: instant('claimed_until'),
    attempts: integer('attempts').notNull().default(0),
    /** Why it was skipped or failed, a word of ours. */
    reason: text('reason'),
    vendorId: text('vendor_id'),
    delivery: text('delivery', { enum: DELIVERIES }),
    deliveryAt: instant('delivery_at'),
    /** Person and day of the office it takes up: nobody gets two by one channel on a day. Null again when it bounced. */
    slot: text('slot'),
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('message_once').on(t.appointmentId, t.kind, t.channel, t.nth),
    uniqueIndex('message_a_day').on(t.channel, t.slot),
    uniqueIndex('message_of_version').on(t.versionId, t.kind, t.nth),
    // One reminder to come at a time: a mail under way when a link is asked for does not begin a second row of them.
    uniqueIndex('message_next_reminder').on(t.versionId).where(sql`kind = 'plan-reminder' and state = 'due'`),
    index('message_due').on(t.nextAt).where(sql`next_at is not null`),
    index('message_client').on(t.clientId),
    // Letters wait for the printer a day or two, among those of years.
    index('message_to_post').on(t.appointmentId).where(sql`channel = 'letter' and state = 'frozen'`),
    // By the vendor's number, for reports that do not say whose they are; by the phone number, for what somebody writes back.
    index('message_sms_vendor').on(t.vendorId).where(sql`channel = 'sms' and vendor_id is not null`),
    index('message_sms_to').on(sql`(frozen ->> 'to')`).where(sql`channel = 'sms' and frozen is not null`),
    check(
      'message_open',
      sql`(${t.nextAt} is null) = (${t.state} in ('sent', 'skipped', 'failed', 'unknown', 'handed')
        or (${t.state} = 'frozen' and ${t.batchId} is not null))`,
    ),
    uniqueIndex('message_of_batch').on(t.batchId, t.batchNth),
    check('message_batched', sql`(${t.batchId} is null) = (${t.batchNth} is null)`),
    // Whatever goes by mail goes in a batch, which has its key and its claim.
    check(
      'message_mail_frozen',
      sql`${t.channel} <> 'email' or ${t.state} <> 'frozen' or ${t.batchId} is not null`,
    ),
    check('message_delivery', sql`(${t.delivery} is null) = (${t.deliveryAt} is null)`),
    check('message_about', sql`num_nonnulls(${t.appointmentId}, ${t.versionId}) = 1`),
    check('message_frozen', sql`${t.state} not in ('frozen', 'sent', 'unknown') or ${t.frozen} is not null`),
  ],
)

/** What a vendor reported, once an event; also of messages that are not there. */
export const deliveryEvent = pgTable('delivery_event', {
  /** The vendor's id of the event: a report that comes again is known by it. */
  id: text('id').primaryKey(),
  messageId: uuid('message_id').references(() => message.id),
  delivery: text('delivery', { enum: DELIVERIES }).notNull(),
  /** When it happened, and when we heard of it. */
  at: instant('at').notNull(),
  receivedAt: instant('received_at').notNull(),
})

/** Addresses nothing is sent to any more. A new address of the same person is not touched by it. */
export const blockedAddress = pgTable(
  'blocked_address',
  {
    id: id(),
    channel: text('channel', { enum: ['email', 'sms'] }).notNull(),
    /** E-mail in small letters, phone as E.164. */
    address: text('address').notNull(),
    reason: text('reason', { enum: ['bounced', 'complained', 'stopped'] }).notNull(),
    since: instant('since').notNull(),
    liftedAt: instant('lifted_at'),
    liftedBy: uuid('lifted_by').references(() => actor.id),
  },
  (t) => [uniqueIndex('blocked_address_now').on(t.channel, t.address).where(sql`lifted_at is null`)],
)

/** What a client wrote back to a short message; a stop word too. One number may be that of a whole family: a row for each file. */
export const smsReply = pgTable(
  'sms_reply',
  {
    id: id(),
    /** The vendor's, so that what comes again is known. */
    eventId: text('event_id').notNull(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    text: text('text').notNull(),
    /** When it was reported. */
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('sms_reply_once').on(t.eventId, t.clientId),
    index('sms_reply_client').on(t.clientId, t.at.desc()),
  ],
)
