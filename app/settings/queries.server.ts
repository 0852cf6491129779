import { type SQL, sql } from 'drizzle-orm'
import { citySetting } from '../../db/city/schema/settings.ts'
import type { StaffDb } from '../../db/handles.ts'
import { DEFAULTS, type Settings } from './rules.ts'

/** What the city has set, or what holds until it does. */
export async function settingsOf(db: StaffDb): Promise<Settings> {
  const [set] = await db
    .select({
      assessmentEveryMonths: citySetting.assessmentEveryMonths,
      rhythmFromDays: citySetting.rhythmFromDays,
      rhythmToDays: citySetting.rhythmToDays,
      noShowFromDays: citySetting.noShowFromDays,
      noShowToDays: citySetting.noShowToDays,
      permitWeeks: citySetting.permitWeeks,
      holdBackDays: citySetting.holdBackDays,
      reactionDays: citySetting.reactionDays,
      travelMinutes: citySetting.travelMinutes,
    })
    .from(citySetting)
  return set ?? DEFAULTS
}

/** Months between two assessment talks, inside of a larger statement. */
export const everyMonths: SQL = sql.raw(
  `coalesce((select assessment_every_months from city_setting), ${DEFAULTS.assessmentEveryMonths})::int`,
)
