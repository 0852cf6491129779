/** Who works with a file: deputies, hand-overs, and the named people of a restricted file. */
import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { actColumns, standing } from './act-columns.ts'
import { actor } from './actor.ts'
import { client } from './clients.ts'

/**
 * Somebody who may open a restricted file. `named`: reads and writes. `former-lead`: still reads until that day. The
 * policy of `client` in roles.sql asks this table.
 */
export const fileAccess = pgTable(
  'file_access',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    actorId: uuid('actor_id')
      .notNull()
      .references(() => actor.id),
    kind: text('kind', { enum: ['named', 'former-lead'] }).notNull(),
    /** Last day, included; null = until it is taken back. */
    untilOn: day('until_on'),
    grantedAt: instant('granted_at').notNull(),
    grantedBy: uuid('granted_by')
      .notNull()
      .references(() => actor.id),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by').references(() => actor.id),
  },
  (t) => [
    uniqueIndex('file_access_once').on(t.actorId, t.clientId, t.kind).where(sql`ended_at is null`),
    index('file_access_client').on(t.clientId).where(sql`ended_at is null`),
    check('file_access_former', sql`(${t.kind} = 'former-lead') = (${t.untilOn} is not null)`),
    check('file_access_ended', sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
  ],
)

/** Who does the work of somebody who is away, both days included. */
export const deputy = pgTable(
  'deputy',
  {
    id: id(),
    absentId: uuid('absent_id')
      .notNull()
      .references(() => actor.id),
    deputyId: uuid('deputy_id')
      .notNull()
      .references(() => actor.id),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on').notNull(),
    ...actColumns(),
  },
  (t) => [
    check('deputy_other', sql`${t.absentId} <> ${t.deputyId}`),
    check('deputy_dates', sql`${t.untilOn} >= ${t.fromOn}`),
    uniqueIndex('deputy_once').on(t.absentId, t.deputyId, t.fromOn).where(standing),
    index('deputy_of').on(t.deputyId, t.untilOn).where(standing),
    index('deputy_ahead').on(t.untilOn).where(standing),
  ],
)

/** A file that changed hands, for good or until a day; then it goes back by itself and `returnedAt` says when. */
export const handOver = pgTable(
  'hand_over',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    /** Null: nobody led the file. */
    fromId: uuid('from_id').references(() => actor.id),
    toId: uuid('to_id')
      .notNull()
      .references(() => actor.id),
    note: text('note').notNull(),
    /** Last day with the one it was given to; null = for good. */
    untilOn: day('until_on'),
    returnedAt: instant('returned_at'),
    ...actColumns(),
  },
  (t) => [
    check('hand_over_other', sql`${t.fromId} is distinct from ${t.toId}`),
    check('hand_over_dates', sql`${t.untilOn} >= ${t.occurredOn}`),
    check('hand_over_back', sql`${t.untilOn} is null or ${t.fromId} is not null`),
    index('hand_over_client').on(t.clientId),
    // One loan of a file at a time; and what is due to go back is found without a walk.
    uniqueIndex('hand_over_lent')
      .on(t.clientId)
      .where(sql`until_on is not null and returned_at is null and voided_at is null`),
    index('hand_over_due')
      .on(t.untilOn)
      .where(sql`until_on is not null and returned_at is null and voided_at is null`),
  ],
)
