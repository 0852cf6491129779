import { sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { todayOf } from '../clients/today.server.ts'
import { dueParts } from '../clients/today-due.server.ts'
import { DAILY_LINES, type DailyCounts, WEEKLY_LINES, type WorkerWeek } from './rules.ts'

/** How many of each somebody has before her this morning: the counts of her page "Heute", without a name. */
export async function dailyCounts(city: CityWork, accountId: string): Promise<Partial<DailyCounts>> {
  const { db, today, now, actor, city: place } = city
  const of = await todayOf({ db, today, now, city: place, actor: { ...actor, id: accountId } })
  const counts: Partial<DailyCounts> = {}
  for (const line of DAILY_LINES) counts[line] = of[line].count
  return counts
}

/** What is open in the city, by who leads the case, and missing outcomes by who had the talk: counts, and the names of colleagues. */
export async function weekOf({
  db,
  today,
  now,
}: Pick<CityWork, 'db' | 'today' | 'now'>): Promise<WorkerWeek[]> {
  const rows = await db.execute<WorkerWeek & Record<string, unknown>>(sql`
    with mine as materialized (
      select client.id as "clientId", client.person_id, client.lead_id, schedule.window_to
      from client
      left join follow_up_schedule schedule on schedule.client_id = client.id and schedule.state = 'live'
      where client.closed_on is null and client.voided_at is null and client.lead_id is not null),
    ${dueParts({ today, now })},
    counted as (
      select 'overdue' as line, lead_id as worker_id from overdue
      union all select 'closing', lead_id from closing
      union all select 'noReaction', lead_id from no_reaction
      union all select 'expiring', lead_id from expiring
      union all select 'referrals', lead_id from referrals
      union all select 'steps', lead_id from steps
      union all select 'missing', responsible_id from appointment
        where state = 'booked' and voided_at is null and starts_at <= ${now.toString()}::timestamptz
          and starts_at + make_interval(mins => minutes) <= ${now.toString()}::timestamptz)
    select actor.name, ${sql.raw(WEEKLY_LINES.map((line) => `count(*) filter (where line = '${line}')::int as "${line}"`).join(', '))}
    from counted join actor on actor.id = worker_id group by actor.id, actor.name`)
  return [...rows]
}
