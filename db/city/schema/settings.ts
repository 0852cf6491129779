import { sql } from 'drizzle-orm'
import { boolean, check, pgTable, smallint, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../columns.ts'
import { actor } from './actor.ts'

/** What a city decides for itself: one row, made by the first change; until then the rooms' own defaults hold. */
export const citySetting = pgTable(
  'city_setting',
  {
    one: boolean('one').primaryKey().default(true),
    /** Months from one assessment talk to the next. */
    assessmentEveryMonths: smallint('assessment_every_months').notNull(),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    check('city_setting_one', sql`${t.one}`),
    check('city_setting_assessment_every', sql`${t.assessmentEveryMonths} between 1 and 36`),
  ],
)
