/** What a household shares, and who in it earns. Members and where they live: clients.ts. */
import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { household, person } from './clients.ts'

/** Category contact: a number or address all of a household answer to. The newest row counts, those before stay. */
export const householdContact = pgTable(
  'household_contact',
  {
    id: id(),
    householdId: uuid('household_id')
      .notNull()
      .references(() => household.id),
    /** E.164. */
    phone: text('phone'),
    email: text('email'),
    note: text('note').notNull().default(''),
    ...actColumns(),
  },
  (t) => [index('household_contact_of').on(t.householdId, t.recordedAt)],
)

export const EARNING_KINDS = ['employment', 'minijob', 'self-employed', 'training', 'other'] as const

/** Whether somebody earns, as told on a day; no amounts. The newest row counts, those before stay. */
export const earning = pgTable(
  'earning',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    earns: text('earns', { enum: ['yes', 'no'] }).notNull(),
    kind: text('kind', { enum: EARNING_KINDS }),
    ...actColumns(),
  },
  (t) => [
    index('earning_person').on(t.personId, t.recordedAt),
    check('earning_kind', sql`(${t.earns} = 'yes') = (${t.kind} is not null)`),
  ],
)
