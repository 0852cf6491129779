import { eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../db/act.ts'
import { programme } from '../../db/city/schema/programmes.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { type DaysError, decideDays, freeSlug } from './rules.ts'

export interface ProgrammeOrder {
  /** The one to change; undefined: a new one. */
  programme?: string | undefined
  name: string
  /** ISO dates, both included. */
  startsOn: string
  endsOn?: string | undefined
}

export type ProgrammeError = DaysError | 'named'

/**
 * Begins a programme, or changes the name and days of one. The days say to which programme new work belongs; what belongs to
 * one stays with it whatever its days become. No two have one name, in any case of letters; the same form twice makes one.
 */
export async function saveProgramme(
  city: CityWork,
  { programme: id, name, ...days }: ProgrammeOrder,
): Promise<Result<null, ProgrammeError | 'not-found'>> {
  const decided = decideDays(
    {
      startsOn: Temporal.PlainDate.from(days.startsOn),
      endsOn: days.endsOn ? Temporal.PlainDate.from(days.endsOn) : null,
    },
    city.today,
  )
  if (!decided.ok) return decided
  // Two leads saving at once come one after the other: the second finds the first one's name.
  await city.db.execute(sql`select pg_advisory_xact_lock(7049)`)
  const known = await city.db
    .select({
      id: programme.id,
      slug: programme.slug,
      startsOn: programme.startsOn,
      endsOn: programme.endsOn,
      sameName: sql<boolean>`lower(${programme.name}) = lower(${name})`,
    })
    .from(programme)
  if (id !== undefined && !known.some((one) => one.id === id)) return fail('not-found')
  const row = { name, startsOn: days.startsOn, endsOn: days.endsOn ?? null }
  const namesake = known.find((one) => one.sameName && one.id !== id)
  if (namesake) {
    const twice = id === undefined && namesake.startsOn === row.startsOn && namesake.endsOn === row.endsOn
    return twice ? ok(null) : fail('named')
  }
  if (id === undefined)
    await city.db
      .insert(programme)
      .values({ ...row, slug: freeSlug(name, new Set(known.map(({ slug }) => slug))) })
  else await city.db.update(programme).set(row).where(eq(programme.id, id))
  return ok(null)
}
