import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../columns.ts'
import { actor } from './actor.ts'

/**
 * What a city says to its clients in its own words: one row a version, never changed. The newest holds; without words it is the
 * product's own text again.
 */
export const messageTemplate = pgTable(
  'message_template',
  {
    id: id(),
    kind: text('kind', { enum: ['week-before', 'day-before', 'missed'] }).notNull(),
    channel: text('channel', { enum: ['email', 'sms', 'letter'] }).notNull(),
    /** BCP 47, one of the catalogues'. */
    language: text('language').notNull(),
    version: integer('version').notNull(),
    /** Empty for a short message. */
    subject: text('subject'),
    text: text('text'),
    /** Why it was changed; empty = not said. */
    note: text('note').notNull().default(''),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    uniqueIndex('message_template_version').on(t.kind, t.channel, t.language, t.version),
    check('message_template_first', sql`${t.version} > 0`),
    check('message_template_whole', sql`(${t.subject} is null) = (${t.text} is null)`),
    check('message_template_says', sql`${t.text} <> ''`),
  ],
)

/** Who the city's messages come from: one row, made by the first change. */
export const messageSender = pgTable(
  'message_sender',
  {
    one: boolean('one').primaryKey().default(true),
    name: text('name').notNull(),
    localPart: text('local_part').notNull(),
    domain: text('domain').notNull(),
    replyTo: text('reply_to'),
    /** A name nobody can answer, or a number (E.164) that takes answers. */
    smsFrom: text('sms_name').notNull(),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    check('message_sender_one', sql`${t.one}`),
    check('message_sender_name', sql`${t.name} <> '' and ${t.name} !~ '[[:cntrl:]<>"]'`),
    check(
      'message_sender_sms',
      sql`${t.smsFrom} ~ '^[A-Za-z0-9]{1,11}$' or ${t.smsFrom} ~ '^[+][1-9][0-9]{6,14}$'`,
    ),
  ],
)
