import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id } from '../../columns.ts'
import { actColumns, standing } from './act-columns.ts'
import { client } from './clients.ts'

/** A funded round of the work, such as "Partizipation 2008-2010". */
export const programme = pgTable(
  'programme',
  {
    id: id(),
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on'),
  },
  (t) => [
    uniqueIndex('programme_named_once').on(sql`lower(${t.name})`),
    check('programme_dates', sql`${t.endsOn} >= ${t.startsOn}`),
  ],
)

/** One person's time in one programme; every later act hangs on one. */
export const participation = pgTable(
  'participation',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programme.id),
    exitedOn: day('exited_on'),
    ...actColumns(),
  },
  (t) => [
    unique('participation_of_client').on(t.id, t.clientId),
    uniqueIndex('participation_once').on(t.clientId, t.programmeId).where(standing),
    index('participation_programme').on(t.programmeId),
    check('participation_dates', sql`${t.exitedOn} >= ${t.occurredOn}`),
  ],
)
