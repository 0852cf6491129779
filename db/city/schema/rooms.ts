import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../columns.ts'
import { actor } from './actor.ts'

/** A room of the city for talks. Its key is a number: ranges of it may stand in an exclusion constraint without an extension. */
export const room = pgTable(
  'room',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    addedAt: instant('added_at').notNull(),
    addedBy: uuid('added_by')
      .notNull()
      .references(() => actor.id),
    /** Not booked any more from then on; what was booked stays. */
    retiredAt: instant('retired_at'),
  },
  (t) => [
    uniqueIndex('room_name').on(sql`lower(${t.name})`).where(sql`retired_at is null`),
    check('room_named', sql`${t.name} <> ''`),
  ],
)

/**
 * An address under which somebody's talks, or those of a room, can be read by a calendar that cannot sign in. Only the
 * hash of its token is known here; one address a person or room at a time.
 */
export const calendarFeed = pgTable(
  'calendar_feed',
  {
    id: id(),
    actorId: uuid('actor_id').references(() => actor.id),
    roomId: integer('room_id').references(() => room.id),
    tokenHash: text('token_hash').notNull(),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => actor.id),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    uniqueIndex('calendar_feed_token').on(t.tokenHash),
    uniqueIndex('calendar_feed_actor').on(t.actorId).where(sql`revoked_at is null`),
    uniqueIndex('calendar_feed_room').on(t.roomId).where(sql`revoked_at is null`),
    check('calendar_feed_of_one', sql`(${t.actorId} is null) <> (${t.roomId} is null)`),
  ],
)
