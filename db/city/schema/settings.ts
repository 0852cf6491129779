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
    /** First and last day of the window after a talk, and after a missed one. */
    rhythmFromDays: smallint('rhythm_from_days').notNull().default(28),
    rhythmToDays: smallint('rhythm_to_days').notNull().default(42),
    noShowFromDays: smallint('no_show_from_days').notNull().default(7),
    noShowToDays: smallint('no_show_to_days').notNull().default(14),
    /** Weeks before a permit expires, and days to catch up behind a hold. */
    permitWeeks: smallint('permit_weeks').notNull().default(8),
    holdBackDays: smallint('hold_back_days').notNull().default(10),
    /** Days after which it is asked why nobody answered a reminder; 0 = never. */
    reactionDays: smallint('reaction_days').notNull().default(3),
    /** Before and after a talk that is not at the office, unless the talk says otherwise. */
    travelMinutes: smallint('travel_minutes').notNull().default(20),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    check('city_setting_one', sql`${t.one}`),
    check('city_setting_assessment_every', sql`${t.assessmentEveryMonths} between 1 and 36`),
    check(
      'city_setting_rhythm',
      sql`${t.rhythmFromDays} >= 28 and ${t.rhythmToDays} <= 42 and ${t.rhythmToDays} - ${t.rhythmFromDays} >= 6`,
    ),
    check(
      'city_setting_no_show',
      sql`${t.noShowFromDays} >= 3 and ${t.noShowToDays} <= 21 and ${t.noShowToDays} - ${t.noShowFromDays} >= 4`,
    ),
    check('city_setting_permit', sql`${t.permitWeeks} between 8 and 16`),
    check('city_setting_reaction', sql`${t.reactionDays} between 0 and 5`),
    check('city_setting_travel', sql`${t.travelMinutes} between 5 and 90`),
    check('city_setting_hold', sql`${t.holdBackDays} between 3 and 10`),
  ],
)
