import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  numeric,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { participation } from './programmes.ts'

export const employer = pgTable(
  'employer',
  {
    id: id(),
    name: text('name').notNull(),
    town: text('town').notNull().default(''),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('employer_once').on(sql`lower(${t.name})`, sql`lower(${t.town})`)],
)

/** A person starts a job. `occurredOn` is the first day of work. */
export const placement = pgTable(
  'placement',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    employerId: uuid('employer_id')
      .notNull()
      .references(() => employer.id),
    jobTitle: text('job_title').notNull(),
    fullTime: boolean('full_time').notNull(),
    hoursPerWeek: numeric('hours_per_week', { precision: 4, scale: 1, mode: 'number' }).notNull(),
    endedOn: day('ended_on'),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    index('placement_client').on(t.clientId),
    index('placement_recent').on(t.occurredOn.desc(), t.id),
    index('placement_employer').on(t.employerId),
    check('placement_hours', sql`${t.hoursPerWeek} > 0 and ${t.hoursPerWeek} <= 60`),
    check('placement_dates', sql`${t.endedOn} >= ${t.occurredOn}`),
  ],
)
