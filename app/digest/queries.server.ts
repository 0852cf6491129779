import { sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { todayOf } from '../clients/today.server.ts'
import type { DailyCounts, WorkerWeek } from './rules.ts'

/** How many of each somebody has before her this morning: the counts of her page "Heute", without a name. */
export async function dailyCounts(city: CityWork, accountId: string): Promise<DailyCounts> {
  const { db, today, now, actor, city: place } = city
  const of = await todayOf({ db, today, now, city: place, actor: { ...actor, id: accountId } })
  const { talks, overdue, closing, missing, tasks, expiring, unsigned, talkDue, uninformed } = of
  return {
    talks: talks.count,
    overdue: overdue.count,
    closing: closing.count,
    missing: missing.count,
    tasks: tasks.count,
    expiring: expiring.count,
    unsigned: unsigned.count,
    talkDue: talkDue.count,
    uninformed: uninformed.count,
  }
}

const CLOSING_DAYS = 7

/** What is open in the city, by who leads the case: counts, and the names of colleagues. */
export async function weekOf({ db, today }: Pick<CityWork, 'db' | 'today'>): Promise<WorkerWeek[]> {
  const day = today.toString()
  const rows = await db.execute<WorkerWeek & Record<string, unknown>>(sql`
    with unbooked as (
      select client.lead_id, window_to from client
      join follow_up_schedule schedule on schedule.client_id = client.id and schedule.state = 'live'
        and window_to <= ${day}::date + ${CLOSING_DAYS}::int
      where client.closed_on is null and client.voided_at is null and client.lead_id is not null
        and not exists (select 1 from appointment
          where appointment.client_id = client.id and state = 'booked' and voided_at is null)),
    missing as (
      select client.lead_id from appointment join client on client.id = appointment.client_id
      where appointment.state = 'booked' and appointment.voided_at is null and client.lead_id is not null
        and (starts_at at time zone 'Europe/Berlin')::date < ${day}::date),
    counted as (
      select lead_id, 1 as overdue, 0 as missing, 0 as closing from unbooked where window_to < ${day}::date
      union all select lead_id, 0, 0, 1 from unbooked where window_to >= ${day}::date
      union all select lead_id, 0, 1, 0 from missing)
    select actor.name, sum(overdue)::int as overdue, sum(missing)::int as missing, sum(closing)::int as closing
    from counted join actor on actor.id = lead_id group by actor.id, actor.name`)
  return [...rows]
}
