import { sql } from 'drizzle-orm'
import type { CityLook } from '../../db/act.ts'
import { isTaskReason, type TaskReason } from '../follow-ups/rules/tasks.ts'
import { type OutreachToday, outreachToday } from '../outreach/today.server.ts'
import { everyMonths } from '../settings/queries.server.ts'
import { atWall } from './rules.ts'

/** A person and why she stands in a list; `on` is an ISO date. */
interface Line {
  clientId: string
  name: string
}
export interface TalkLine extends Line {
  appointmentId: string
  /** ISO instant. */
  at: string
  interpreter: boolean
  language: string | null
  /** A reminder was delivered. */
  reminded: boolean
  past: boolean
}
export interface DayLine extends Line {
  on: string
}
export interface MissingLine extends DayLine {
  appointmentId: string
}
export interface TaskLine extends DayLine {
  taskId: string
  reason: TaskReason
  refId: string | null
}
/** As many as fit a screen, and how many there are in all. */
export interface Bucket<T> {
  lines: T[]
  count: number
}

export interface Today {
  cases: number
  inWindow: number
  talks: Bucket<TalkLine>
  overdue: Bucket<DayLine>
  /** Talks whose time is over and that have no outcome, those of today too; they stand under the talks no more. */
  missing: Bucket<MissingLine>
  closing: Bucket<DayLine>
  expiring: Bucket<DayLine>
  unsigned: Bucket<DayLine>
  tasks: Bucket<TaskLine>
  /** Whom nobody has told yet what the city holds of them (Art. 13, 14 GDPR); `on` = the first talk, when it was owed at the latest. */
  uninformed: Bucket<DayLine>
  /** Whose assessment talk is due again, by the city's interval; `on` = since when. */
  talkDue: Bucket<DayLine>
  /** Her next booked talk after now; `at` is an ISO instant. */
  next: (Line & { at: string }) | null
  week: { date: string; count: number }[]
  /** Names of absent colleagues whose work she does today. */
  standsInFor: string[]
  /** Rounds from door to door that run. */
  outreach: OutreachToday
}

const CLOSING_DAYS = 7
/** The residence permit is looked after eight weeks ahead. */
const EXPIRING_DAYS = 56
const MOST_LINES = 12

/** The name of whoever `row.person_id` is. */
const nameOf = (
  row: string,
) => `(select case given_name when '' then family_name else family_name || ', ' || given_name end
  from person where person.id = ${row}.person_id)`

/** How long a list is, and its first lines with their names; `rows` has a person_id, `order` is one of its columns. */
const bucket = (rows: string, order: string) =>
  sql.raw(`jsonb_build_object('count', (select count(*) from ${rows}), 'lines', to_jsonb(array(
    select to_jsonb(line) - 'person_id' - 'starts_at' || jsonb_build_object('name', ${nameOf('line')})
    from ${rows} line order by line.${order} limit ${MOST_LINES})))`)

/**
 * The home of a social worker: what must happen today, by reason. One statement over her open files and appointments,
 * and those of colleagues she stands in for; its cost grows with her caseload, never with the city: each lateral join is one step into an index, where
 * a plain one could be planned as a walk through the whole table.
 */
export async function todayOf({ db, actor, today, now }: CityLook): Promise<Today> {
  const day = today.toString()
  // On a weekend the week to look at is the coming one.
  const monday = today.add({ days: today.dayOfWeek > 5 ? 8 - today.dayOfWeek : 1 - today.dayOfWeek })
  const [row] = await db.execute<{ today: Today }>(sql`
    with absent as materialized (
      select absent_id from deputy
      where deputy_id = ${actor.id}::uuid and voided_at is null and ${day}::date between from_on and until_on),
    workers as materialized (select ${actor.id}::uuid as id union select absent_id from absent),
    mine as materialized (
      select client.id as "clientId", client.person_id, client.occurred_on as spoken_on, schedule.window_from,
        schedule.window_to
      from client
      left join lateral (select window_from, window_to from follow_up_schedule
        where follow_up_schedule.client_id = client.id and state = 'live' limit 1) schedule on true
      where client.lead_id = any(array(select id from workers)) and client.closed_on is null and client.voided_at is null),
    booked as materialized (
      select appointment.id as "appointmentId", appointment.client_id as "clientId", starts_at,
        (starts_at at time zone 'Europe/Berlin')::date as on_day,
        starts_at + make_interval(mins => minutes) <= ${now.toString()}::timestamptz as over
      from appointment
      where responsible_id = any(array(select id from workers)) and state = 'booked' and voided_at is null
        and starts_at < ${atWall(monday.add({ days: 7 }))}::timestamptz),
    talks as (
      select booked."appointmentId", booked."clientId", client.person_id,
        to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, starts_at < ${now.toString()}::timestamptz as past,
        coalesce(contact.interpreter, false) as interpreter, contact.language,
        exists (select 1 from message where message.appointment_id = booked."appointmentId" and message.state = 'sent') as reminded
      from booked
      cross join lateral (select person_id from client where client.id = booked."clientId" limit 1) client
      left join lateral (select interpreter, language from person_contact
        where person_contact.person_id = client.person_id limit 1) contact on true
      where on_day = ${day}::date and not over),
    -- Whoever had the talk knows what came of it: also of a file that is closed by now or that a colleague leads.
    missing as (
      select booked."appointmentId", booked."clientId", client.person_id, starts_at, on_day as "on"
      from booked
      cross join lateral (select person_id from client where client.id = booked."clientId" limit 1) client
      where over),
    -- Whether a talk is booked is asked only where the window is about to close, and one by one: offset 0 keeps it so.
    unbooked as materialized (
      select "clientId", person_id, window_to as "on" from mine
      where window_to <= ${day}::date + ${CLOSING_DAYS}::int and not exists (select 1 from appointment
        where appointment.client_id = mine."clientId" and state = 'booked' and voided_at is null offset 0)),
    overdue as (select * from unbooked where "on" < ${day}::date),
    closing as (select * from unbooked where "on" >= ${day}::date),
    expiring as (
      select "clientId", mine.person_id, title.valid_until as "on" from mine
      cross join lateral (select valid_until from residence_title
        where residence_title.person_id = mine.person_id and voided_at is null
        order by occurred_on desc, recorded_at desc limit 1) title
      where title.valid_until <= ${day}::date + ${EXPIRING_DAYS}::int),
    unsigned as (
      select "clientId", mine.person_id, plan.occurred_on as "on" from mine
      cross join lateral (select occurred_on from work_plan
        where work_plan.client_id = mine."clientId" and in_force_on is null and voided_at is null
          and exists (select 1 from work_plan_version version where version.plan_id = work_plan.id
            and version.state in ('offered', 'partly-signed') offset 0) limit 1) plan),
    talk_due as (
      select "clientId", mine.person_id, (talk.occurred_on + make_interval(months => ${everyMonths}))::date as "on" from mine
      cross join lateral (select occurred_on from assessment
        where assessment.client_id = mine."clientId" and voided_at is null order by occurred_on desc limit 1) talk
      where talk.occurred_on + make_interval(months => ${everyMonths}) <= ${day}::date),
    tasks as (
      select open.id as "taskId", "clientId", mine.person_id, open.reason, open.ref_id as "refId", open.due_on as "on" from mine
      cross join lateral (select id, reason, ref_id, due_on from task
        where task.client_id = mine."clientId" and done_at is null order by due_on limit 1) open),
    uninformed as (
      select "clientId", person_id, spoken_on as "on" from mine
      where not exists (select 1 from privacy_notice
        where privacy_notice.person_id = mine.person_id and voided_at is null offset 0))
    select jsonb_build_object(
      'cases', (select count(*) from mine),
      'inWindow', (select count(*) from mine where ${day}::date between window_from and window_to),
      'talks', ${bucket('talks', 'at')}, 'overdue', ${bucket('overdue', '"on"')}, 'missing', ${bucket('missing', 'starts_at')},
      'closing', ${bucket('closing', '"on"')}, 'expiring', ${bucket('expiring', '"on"')},
      'unsigned', ${bucket('unsigned', '"on"')}, 'tasks', ${bucket('tasks', '"on"')},
      'uninformed', ${bucket('uninformed', '"on"')},
      'talkDue', ${bucket('talk_due', '"on"')},
      'next', (select jsonb_build_object('clientId', client_id, 'name', ${sql.raw(nameOf('client'))},
          'at', to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        from appointment cross join lateral (select person_id from client where client.id = client_id limit 1) client
        where responsible_id = ${actor.id}::uuid and state = 'booked' and voided_at is null
          and starts_at > ${now.toString()}::timestamptz
        order by starts_at limit 1),
      'week', (select jsonb_agg(jsonb_build_object('date', d::date, 'count',
          (select count(*) from booked where on_day = d::date)) order by d)
        from generate_series(${monday.toString()}::date, ${monday.add({ days: 4 }).toString()}::date, '1 day') d),
      'standsInFor', to_jsonb(array(select name from absent join actor on actor.id = absent_id order by name)),
      'outreach', ${outreachToday(actor, day)}
    ) as today`)
  if (!row) throw new Error('A statement without rows answered none')
  const { tasks } = row.today
  // A reason this version does not know has no words: it was written by a newer one.
  return {
    ...row.today,
    tasks: { ...tasks, lines: tasks.lines.filter(({ reason }) => isTaskReason(reason)) },
  }
}
