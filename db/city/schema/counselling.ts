import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { id } from '../../columns.ts'
import { actColumns, standing } from './act-columns.ts'
import { participation } from './programmes.ts'

export const COUNSELLING_KINDS = ['phone', 'walk-in', 'accompaniment', 'writing', 'other'] as const

/** Time given to a client between two appointments. It counts in hours and moves no window. `note` stays in the city. */
export const counselling = pgTable(
  'counselling',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    kind: text('kind', { enum: COUNSELLING_KINDS }).notNull(),
    minutes: smallint('minutes').notNull(),
    /** The office gone to, or who else was there. */
    withWhom: text('with_whom').notNull().default(''),
    interpreter: boolean('interpreter').notNull().default(false),
    note: text('note').notNull(),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    index('counselling_client').on(t.clientId, t.occurredOn.desc()),
    index('counselling_participation').on(t.participationId, t.occurredOn).where(standing),
    check('counselling_minutes', sql`${t.minutes} between 5 and 600`),
    check('counselling_note', sql`${t.note} <> ''`),
  ],
)
