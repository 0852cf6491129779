import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../db/act.ts'
import { hoursByWorker } from '../follow-ups/queries.server.ts'
import { openIn, TALK_MINUTES } from '../follow-ups/rules/working-days.ts'
import { HORIZON_DAYS, type Question } from './rules.ts'

interface Facts extends Record<string, unknown> {
  waiting: { lead: string | null; from: string; to: string; count: number }[]
  booked: { worker: string; day: string; count: number }[]
  absences: { worker: string; from: string; until: string }[]
  closed: string[]
}

/**
 * Windows without a talk, talks already booked, absences and closed days of the next four weeks, counted in the database: as many
 * rows as there are days and workers, however many people the city has.
 */
export async function capacityFacts(
  { db, today }: Pick<CityWork, 'db' | 'today'>,
  workerIds: readonly string[],
): Promise<Required<Pick<Question, 'isOpen' | 'hours' | 'workers' | 'waiting'>>> {
  const day = today.toString()
  const [facts] = await db.execute<Facts>(sql`
    with waiting as (
      select client.lead_id as lead, window_from as "from", window_to as "to", count(*)::int as count
      from follow_up_schedule schedule join client on client.id = schedule.client_id
      where schedule.state = 'live' and window_from <= ${day}::date + ${HORIZON_DAYS}::int
        and client.closed_on is null and client.voided_at is null
        and not exists (select 1 from appointment
          where appointment.client_id = client.id and appointment.state = 'booked' and appointment.voided_at is null
            and appointment.group_id is null)
      group by 1, 2, 3),
    booked as (
      select responsible_id as worker, (starts_at at time zone 'Europe/Berlin')::date as day,
        sum(ceil((minutes + 2 * travel_minutes) / ${TALK_MINUTES}::numeric))::int as count
      from diary_time
      where starts_at >= (${day}::date + 1)::timestamp at time zone 'Europe/Berlin'
        and starts_at < (${day}::date + ${HORIZON_DAYS + 1}::int)::timestamp at time zone 'Europe/Berlin'
      group by 1, 2),
    absences as (
      select distinct absent_id as worker, from_on as "from", until_on as until from deputy
      where voided_at is null and until_on > ${day}::date and from_on <= ${day}::date + ${HORIZON_DAYS}::int
      union
      select actor_id, from_on, until_on from worker_absence
      where lifted_at is null and until_on > ${day}::date and from_on <= ${day}::date + ${HORIZON_DAYS}::int)
    select (select coalesce(jsonb_agg(waiting), '[]') from waiting) as waiting,
      (select coalesce(jsonb_agg(booked), '[]') from booked) as booked,
      (select coalesce(jsonb_agg(absences), '[]') from absences) as absences,
      (select coalesce(jsonb_agg(on_day), '[]') from closure_day
        where lifted_at is null and on_day > ${day}::date and on_day <= ${day}::date + ${HORIZON_DAYS}::int) as closed`)
  if (!facts) throw new Error('A statement without rows answered none')
  const date = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
  const hoursOf = await hoursByWorker(db, today.add({ days: HORIZON_DAYS }))
  return {
    hours: hoursOf(null),
    isOpen: openIn(new Set(facts.closed)),
    waiting: facts.waiting.map(({ lead, from, to, count }) => ({
      // Somebody who no longer works here sees nobody.
      workerId: lead && workerIds.includes(lead) ? lead : null,
      from: date(from),
      to: date(to),
      count,
    })),
    workers: workerIds.map((id) => ({
      id,
      hours: hoursOf(id),
      absences: facts.absences
        .filter(({ worker }) => worker === id)
        .map(({ from, until }) => ({ from: date(from), until: date(until) })),
      booked: new Map(facts.booked.filter(({ worker }) => worker === id).map((one) => [one.day, one.count])),
    })),
  }
}
