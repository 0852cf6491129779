import type { CityWork } from '../../db/act.ts'
import { citySetting } from '../../db/city/schema/settings.ts'
import { ok, type Result } from '../kit/result.ts'
import type { Settings } from './rules.ts'

/** From now on; what was set before stands in the trail. */
export async function changeSettings(
  { db, now, actor }: CityWork,
  settings: Settings,
): Promise<Result<null, never>> {
  const row = { ...settings, changedAt: now, changedBy: actor.id }
  await db.insert(citySetting).values(row).onConflictDoUpdate({ target: citySetting.one, set: row })
  return ok(null)
}
