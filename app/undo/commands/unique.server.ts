import type { CityWork } from '../../../db/act.ts'

/** A unique index, or an exclusion constraint. */
const TAKEN: readonly unknown[] = ['23505', '23P01']
/** Said by triggers, for an index cannot count. */
const COUNTED: readonly unknown[] = ['group_has_seats', 'group_member_once']

const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && TAKEN.includes(error.code)) ||
    ('constraint_name' in error && COUNTED.includes(error.constraint_name)) ||
    isTaken(error.cause))

/** Runs statements of which an index may say that something else stands there already; false when it does. */
export async function unlessTaken(
  { db }: CityWork,
  work: (db: Pick<CityWork['db'], 'execute'>) => Promise<unknown>,
): Promise<boolean> {
  try {
    await db.transaction(async (savepoint) => {
      await work(savepoint)
    })
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}
