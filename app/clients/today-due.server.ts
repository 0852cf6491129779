/** What is due of a set of files, reason by reason: the same rows for the home of a worker, her mail in the morning and that of the lead. */
import { type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { isWorkingDay } from '../follow-ups/rules/working-days.ts'
import { atWall } from './rules.ts'

const CLOSING_DAYS = 7
/** The residence permit is looked after eight weeks ahead. */
const EXPIRING_DAYS = 56
/** A step of the plan is spoken of a week before it should be done. */
const STEP_DAYS = 7
/** An organisation has three days to answer before somebody asks. */
const ANSWER_DAYS = 3
/** Whoever has a talk on the next two working days and was not reached is called first. */
const REACH_WORKING_DAYS = 2

/** The end of the second working day after today. */
function reachUntil(today: Temporal.PlainDate): string {
  let day = today
  for (let left = REACH_WORKING_DAYS; left > 0; ) {
    day = day.add({ days: 1 })
    if (isWorkingDay(day)) left -= 1
  }
  return atWall(day.add({ days: 1 }))
}

/**
 * Parts of a statement over `mine` ("clientId", person_id, lead_id, window_to), one for each reason; in each a person stands once, with the
 * day `"on"` by which the worst comes first. Each lateral join is one step into an index, where a plain one could be planned as
 * a walk through the whole table; `offset 0` keeps a question from being asked of all rows at once.
 */
export function dueParts({ today, now }: { today: Temporal.PlainDate; now: Temporal.Instant }): SQL {
  const day = sql`${today.toString()}::date`
  return sql`
    -- Whether a talk is booked is asked only where the window is about to close, and one by one. A group is no follow-up.
    unbooked as materialized (
      select "clientId", person_id, lead_id, window_to as "on" from mine
      where window_to <= ${day} + ${CLOSING_DAYS}::int and not exists (select 1 from appointment
        where appointment.client_id = mine."clientId" and state = 'booked' and voided_at is null and group_id is null offset 0)),
    overdue as (select * from unbooked where "on" < ${day}),
    closing as (select * from unbooked where "on" >= ${day}),
    expiring as (
      select "clientId", mine.person_id, lead_id, title.valid_until as "on" from mine
      cross join lateral (select valid_until from residence_title
        where residence_title.person_id = mine.person_id and voided_at is null
        order by occurred_on desc, recorded_at desc limit 1) title
      where title.valid_until <= ${day} + ${EXPIRING_DAYS}::int),
    open_tasks as materialized (
      select open.id as "taskId", "clientId", mine.person_id, lead_id, open.reason, open.due_on as "on",
        talk.id as "appointmentId", talk.starts_at,
        open.reason = 'no-reaction' or (open.reason <> 'interpreter-missing'
          and coalesce(talk.starts_at < ${reachUntil(today)}::timestamptz, false)) as unreached
      from mine
      cross join lateral (select id, reason, ref_id, due_on from task
        where task.client_id = mine."clientId" and done_at is null offset 0) open
      left join lateral (select id, starts_at from appointment
        where appointment.id = open.ref_id and open.reason in ('no-reaction', 'call', 'door-visit', 'interpreter-missing')
          and state = 'booked' and voided_at is null and starts_at > ${now.toString()}::timestamptz limit 1) talk on true),
    no_reaction as (
      select distinct on ("clientId") "taskId", "clientId", person_id, lead_id, reason, "appointmentId",
        coalesce((starts_at at time zone 'Europe/Berlin')::date, "on") as "on"
      from open_tasks where unreached order by "clientId", starts_at nulls last),
    tasks as (
      select distinct on ("clientId") "taskId", "clientId", person_id, lead_id, reason, "appointmentId", "on"
      from open_tasks where not unreached order by "clientId", "on"),
    referrals as (
      select "clientId", mine.person_id, lead_id, waits.id as "referralId", waits.organisation_name as organisation, waits.occurred_on as "on" from mine
      cross join lateral (select id, organisation_name, occurred_on from referral
        where referral.client_id = mine."clientId" and ended_at is null and voided_at is null
          and occurred_on <= ${day} - ${ANSWER_DAYS}::int and (until_on is null or until_on >= ${day})
          and not exists (select 1 from referral_answer where referral_id = referral.id offset 0)
        order by occurred_on limit 1) waits),
    steps as (
      select "clientId", mine.person_id, lead_id, step.what, step.more, step."on" from mine
      cross join lateral (
        select min(written.until)::date as "on", (array_agg(written.what order by written.until, written.place))[1] as what,
          count(*) - 1 as more
        from work_plan plan
        join work_plan_version version on version.plan_id = plan.id and version.state = 'in-force'
        cross join lateral (
          select said ->> 'what' as what, said ->> 'until' as until, said ->> 'key' as key, place
          from jsonb_path_query(version.content, '$.goals[*].steps[*]') with ordinality as one (said, place)) written
        where plan.client_id = mine."clientId" and plan.ended_on is null and plan.voided_at is null
          and written.until <= (${day} + ${STEP_DAYS}::int)::text
          and coalesce((select state from plan_step_mark where plan_step_mark.plan_id = plan.id and step_key = written.key
            order by nth desc limit 1), 'open') = 'open') step
      where step."on" is not null)`
}
