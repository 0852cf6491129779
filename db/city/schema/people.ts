/** Who asked for help by himself or was sent, and who turned out to be whom. */
import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id } from '../../columns.ts'
import { actColumns, standing } from './act-columns.ts'
import { client, person } from './clients.ts'

/** Who asks: the person himself, or who sends him. */
export const ASKERS = ['self', 'partner', 'jobcenter', 'other'] as const

/** Somebody called, came by, or was sent by somebody else. */
export const helpRequest = pgTable(
  'help_request',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    asker: text('asker', { enum: ASKERS }).notNull(),
    /** Who sent him, organisation or name; empty when he asks himself. */
    referrer: text('referrer').notNull().default(''),
    /** What it is about, in a sentence. */
    concern: text('concern').notNull(),
    ...actColumns(),
  },
  (t) => [
    index('help_request_client').on(t.clientId),
    check('help_request_referrer', sql`(${t.asker} = 'self') = (${t.referrer} = '')`),
  ],
)

/** One row that a merge changed: enough to put it back. Keys and columns are named as in the database. */
export interface MergedRow {
  /** Steps are put back from the last to the first, the rows of one step together. */
  step: number
  table: string
  key: Record<string, string | number>
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Two entries that are one person: `gone` went into `kept`. Voided = taken back. */
export const personMerge = pgTable(
  'person_merge',
  {
    id: id(),
    keptId: uuid('kept_id')
      .notNull()
      .references(() => person.id),
    goneId: uuid('gone_id')
      .notNull()
      .references(() => person.id),
    /** The files brought together; null where there was none. */
    keptClientId: uuid('kept_client_id').references(() => client.id),
    goneClientId: uuid('gone_client_id').references(() => client.id),
    reason: text('reason').notNull(),
    /** Every row it changed, in the order of the changes. */
    changed: jsonb('changed').$type<MergedRow[]>().notNull(),
    ...actColumns(),
  },
  (t) => [
    uniqueIndex('person_merge_once').on(t.goneId).where(standing),
    index('person_merge_kept').on(t.keptId),
    index('person_merge_recent').on(t.recordedAt.desc()),
    check('person_merge_other', sql`${t.keptId} <> ${t.goneId}`),
  ],
)

/** Two who look like one and are two: not proposed again. The smaller id stands first. */
export const notDuplicate = pgTable(
  'not_duplicate',
  {
    id: id(),
    oneId: uuid('one_id')
      .notNull()
      .references(() => person.id),
    otherId: uuid('other_id')
      .notNull()
      .references(() => person.id),
    ...actColumns(),
  },
  (t) => [
    uniqueIndex('not_duplicate_once').on(t.oneId, t.otherId).where(standing),
    check('not_duplicate_order', sql`${t.oneId} < ${t.otherId}`),
  ],
)
