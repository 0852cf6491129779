import { sql } from 'drizzle-orm'
import type { CityLook } from '../../db/act.ts'
import { seatsTaken } from '../follow-ups/queries.server.ts'
import { isTaskReason, type TaskReason } from '../follow-ups/rules/tasks.ts'
import { type OutreachToday, outreachToday } from '../outreach/today.server.ts'
import { runsOn } from '../programmes/queries.server.ts'
import { everyMonths } from '../settings/queries.server.ts'
import type { BucketKey } from './rules/today.ts'
import { atWall } from './rules.ts'
import { dueParts } from './today-due.server.ts'

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
/** A group of today: one line, however many come. */
export interface GroupLine {
  groupId: string
  title: string
  /** ISO instant. */
  at: string
  people: number
  capacity: number
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
  /** The talk that lies ahead, of which the task is. */
  appointmentId: string | null
  /** E.164 or as somebody wrote it. */
  phone: string | null
}
export interface ReferralLine extends DayLine {
  referralId: string
  organisation: string
}
export interface StepLine extends DayLine {
  what: string
  /** How many more steps of hers are due. */
  more: number
}
/** As many as fit a screen, and how many there are in all. */
export interface Bucket<T> {
  lines: T[]
  count: number
}

export interface Today {
  cases: number
  inWindow: number
  /** Each with one person, or with a group. */
  talks: Bucket<TalkLine | GroupLine>
  overdue: Bucket<DayLine>
  /** Talks whose time is over and that have no outcome, those of today too; they stand under the talks no more. */
  missing: Bucket<MissingLine>
  closing: Bucket<DayLine>
  expiring: Bucket<DayLine>
  unsigned: Bucket<DayLine>
  tasks: Bucket<TaskLine>
  /** Talks of the next two working days of whom nobody was reached yet, and who did not react; `on` = the day of the talk. */
  noReaction: Bucket<TaskLine>
  /** Referrals no organisation has answered; `on` = since when. */
  referrals: Bucket<ReferralLine>
  /** Steps of plans in force; `on` = when the first should be done. */
  steps: Bucket<StepLine>
  /** Whom nobody has told yet what the city holds of them (Art. 13, 14 GDPR); `on` = the first talk, when it was owed at the latest. */
  uninformed: Bucket<DayLine>
  /** Whose assessment talk is due again, by the city's interval; `on` = since when. */
  talkDue: Bucket<DayLine>
  /** Her next booked talk after now; `at` is an ISO instant. */
  next: (Line & { at: string }) | null
  week: { date: string; count: number }[]
  /** Else nothing new can begin: no list, no round, no file. */
  programmeRuns: boolean
  /** Names of absent colleagues whose work she does today. */
  standsInFor: string[]
  /** Rounds from door to door that run. */
  outreach: OutreachToday
}

const MOST_LINES = 12
/** Of the one list that is asked for in full. */
const ALL_LINES = 300

/** The name of whoever `row.person_id` is. */
const nameOf = (
  row: string,
) => `(select case given_name when '' then family_name else family_name || ', ' || given_name end
  from person where person.id = ${row}.person_id)`

/** How long a list is, and its first lines with their names; `rows` has a person_id, `order` is one of its columns. */
const bucket = (key: BucketKey, { rows, order, all, phone }: BucketWish) =>
  sql.raw(`'${key}', jsonb_build_object('count', (select count(*) from ${rows}), 'lines', to_jsonb(array(
    select to_jsonb(line) - 'person_id' - 'lead_id' - 'starts_at' || jsonb_build_object('name', ${nameOf('line')}${phone ? PHONE : ''})
    from ${rows} line order by line.${order} limit ${all === key ? ALL_LINES : MOST_LINES})))`)

interface BucketWish {
  rows: string
  order: string
  /** The list that is asked for in full. */
  all: BucketKey | undefined
  phone?: boolean
}

/** Of whoever is to be called; asked for the lines that are shown. */
const PHONE = `, 'phone', (select phone from person_contact where person_contact.person_id = line.person_id)`

/**
 * The home of a social worker: what must happen today, by reason. One statement over her open files and appointments,
 * and those of colleagues she stands in for; its cost grows with her caseload, never with the city: each lateral join is one step into an index, where
 * a plain one could be planned as a walk through the whole table.
 */
export async function todayOf(
  { db, actor, today, now }: CityLook,
  all?: BucketKey | undefined,
): Promise<Today> {
  const day = today.toString()
  // On a weekend the week to look at is the coming one.
  const monday = today.add({ days: today.dayOfWeek > 5 ? 8 - today.dayOfWeek : 1 - today.dayOfWeek })
  const [row] = await db.execute<{ today: Today }>(sql`
    with absent as materialized (
      select absent_id from deputy
      where deputy_id = ${actor.id}::uuid and voided_at is null and ${day}::date between from_on and until_on),
    workers as materialized (select ${actor.id}::uuid as id union select absent_id from absent),
    mine as materialized (
      select client.id as "clientId", client.person_id, client.lead_id, client.occurred_on as spoken_on, schedule.window_from,
        schedule.window_to
      from client
      left join lateral (select window_from, window_to from follow_up_schedule
        where follow_up_schedule.client_id = client.id and state = 'live' limit 1) schedule on true
      where client.lead_id = any(array(select id from workers)) and client.closed_on is null and client.voided_at is null),
    booked as materialized (
      select appointment.id as "appointmentId", appointment.client_id as "clientId", group_id, starts_at,
        (starts_at at time zone 'Europe/Berlin')::date as on_day,
        starts_at + make_interval(mins => minutes) <= ${now.toString()}::timestamptz as over
      from appointment
      where responsible_id = any(array(select id from workers)) and state = 'booked' and voided_at is null
        and starts_at < ${atWall(monday.add({ days: 7 }))}::timestamptz),
    talks as (
      select booked."appointmentId", booked."clientId", client.person_id,
        to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, starts_at < ${now.toString()}::timestamptz as past,
        coalesce(contact.interpreter, false) as interpreter, contact.language,
        exists (select 1 from message where message.appointment_id = booked."appointmentId" and message.state = 'sent') as reminded,
        null::uuid as "groupId", null as title, null::int as people, null::int as capacity
      from booked
      cross join lateral (select person_id from client where client.id = booked."clientId" limit 1) client
      left join lateral (select interpreter, language from person_contact
        where person_contact.person_id = client.person_id limit 1) contact on true
      where on_day = ${day}::date and not over and booked.group_id is null
      union all
      select null, null, null, to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        starts_at < ${now.toString()}::timestamptz, null, null, null, id, title, ${seatsTaken}, capacity
      from group_talk
      where responsible_id = any(array(select id from workers)) and called_off_at is null
        and starts_at >= ${atWall(today)}::timestamptz and starts_at < ${atWall(today.add({ days: 1 }))}::timestamptz
        and starts_at + make_interval(mins => minutes) > ${now.toString()}::timestamptz),
    -- Whoever had the talk knows what came of it: also of a file that is closed by now or that a colleague leads.
    missing as (
      select booked."appointmentId", booked."clientId", client.person_id, starts_at, on_day as "on"
      from booked
      cross join lateral (select person_id from client where client.id = booked."clientId" limit 1) client
      where over),
    ${dueParts({ today, now })},
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
    uninformed as (
      select "clientId", person_id, spoken_on as "on" from mine
      where not exists (select 1 from privacy_notice
        where privacy_notice.person_id = mine.person_id and voided_at is null offset 0))
    select jsonb_build_object(
      'cases', (select count(*) from mine),
      'inWindow', (select count(*) from mine where ${day}::date between window_from and window_to),
      ${bucket('talks', { rows: 'talks', order: 'at', all })},
      ${bucket('overdue', { rows: 'overdue', order: '"on"', all })},
      ${bucket('missing', { rows: 'missing', order: 'starts_at', all })},
      ${bucket('noReaction', { rows: 'no_reaction', order: '"on"', all, phone: true })},
      ${bucket('closing', { rows: 'closing', order: '"on"', all })},
      ${bucket('tasks', { rows: 'tasks', order: '"on"', all, phone: true })},
      ${bucket('expiring', { rows: 'expiring', order: '"on"', all })},
      ${bucket('referrals', { rows: 'referrals', order: '"on"', all })},
      ${bucket('steps', { rows: 'steps', order: '"on"', all })},
      ${bucket('unsigned', { rows: 'unsigned', order: '"on"', all })},
      ${bucket('talkDue', { rows: 'talk_due', order: '"on"', all })},
      ${bucket('uninformed', { rows: 'uninformed', order: '"on"', all })},
      'next', (select jsonb_build_object('clientId', client_id, 'name', ${sql.raw(nameOf('client'))},
          'at', to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        from appointment cross join lateral (select person_id from client where client.id = client_id limit 1) client
        where responsible_id = ${actor.id}::uuid and state = 'booked' and voided_at is null and group_id is null
          and starts_at > ${now.toString()}::timestamptz
        order by starts_at limit 1),
      'week', (select jsonb_agg(jsonb_build_object('date', d::date, 'count',
          (select count(distinct coalesce(group_id, "appointmentId")) from booked where on_day = d::date)) order by d)
        from generate_series(${monday.toString()}::date, ${monday.add({ days: 4 }).toString()}::date, '1 day') d),
      'programmeRuns', exists (select from programme where ${runsOn(day)}),
      'standsInFor', to_jsonb(array(select name from absent join actor on actor.id = absent_id order by name)),
      'outreach', ${outreachToday(actor, day)}
    ) as today`)
  if (!row) throw new Error('A statement without rows answered none')
  const { tasks, noReaction } = row.today
  // A reason this version does not know has no words: it was written by a newer one.
  return {
    ...row.today,
    tasks: { ...tasks, lines: tasks.lines.filter(known) },
    noReaction: { ...noReaction, lines: noReaction.lines.filter(known) },
  }
}

const known = ({ reason }: TaskLine): boolean => isTaskReason(reason)
