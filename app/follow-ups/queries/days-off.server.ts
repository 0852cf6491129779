import { sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { StaffDb } from '../../../db/handles.ts'
import type { Window } from '../rules/windows.ts'
import { type DaysOff, openIn } from '../rules/working-days.ts'

/**
 * Days of a window on which a worker has no talks: the city is closed, she said that she is away, or a colleague stands
 * in for her. A day that is both is called closed.
 */
export async function daysOffOf(db: StaffDb, workerId: string, { from, to }: Window): Promise<DaysOff> {
  const [first, last] = [sql`${from.toString()}::date`, sql`${to.toString()}::date`]
  const rows = await db.execute<{ day: string; why: 'away' | 'city-closed' }>(sql`
    select day::date as day, 'away' as why from (
      select from_on, until_on from worker_absence where actor_id = ${workerId}::uuid and lifted_at is null
      union all
      select from_on, until_on from deputy where absent_id = ${workerId}::uuid and voided_at is null) absence,
      generate_series(greatest(from_on, ${first}), least(until_on, ${last}), '1 day') day
    where from_on <= ${last} and until_on >= ${first}
    union all
    select on_day, 'city-closed' from closure_day where lifted_at is null and on_day between ${first} and ${last}
    order by why`)
  return new Map(rows.map(({ day, why }) => [day, why]))
}

/** Whether the city's office is open on a day of the span, both ends included. */
export async function openDaysOf(
  db: StaffDb,
  { from, to }: Window,
): Promise<(day: Temporal.PlainDate) => boolean> {
  const rows = await db.execute<{ day: string }>(sql`
    select on_day as day from closure_day
    where lifted_at is null and on_day between ${from.toString()}::date and ${to.toString()}::date`)
  return openIn(new Set(rows.map(({ day }) => day)))
}
