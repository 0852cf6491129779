import { sql } from 'drizzle-orm'
import { text, uuid } from 'drizzle-orm/pg-core'
import { day, instant } from '../../columns.ts'
import { actor } from './actor.ts'

/** On every act: when it happened, who wrote it down and when, who led it, and whether it was taken back. */
export const actColumns = () => ({
  occurredOn: day('occurred_on').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: uuid('recorded_by')
    .notNull()
    .references(() => actor.id),
  conductedBy: uuid('conducted_by').references(() => actor.id),
  voidedAt: instant('voided_at'),
  voidedBy: uuid('voided_by').references(() => actor.id),
  voidReason: text('void_reason'),
})

/** For partial unique indexes: what was taken back no longer counts. */
export const standing = sql`voided_at is null`
