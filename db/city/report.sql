-- Every figure of every report is counted here, from rows. Applied again after every migration, by the owner.
create schema if not exists report;

-- The way from list to extended permit of those who set out on it in [p_from, p_to] (null = open), as far as they had
-- come on p_today. People, never rows: a second job, a second plan, a second file of the same person adds nothing, and
-- what was taken back (voided) is not there. Without a programme: all of the city's, each with its own beginning.
--   listed             first stood on a list of the programme in the period
--   reached            of these: were spoken with at the door, or have a file
--   clients            entered the programme in the period, from a list or not
--   assessed, signed, in-work, permit-extended
--                      of the clients, by what hangs on that participation: a job of another programme is not counted
--   full-time          of those in work: with at least one full-time job
--   kept-6-months      of those in work: with at least one job that lasted six months
create or replace function report.figures(p_programme uuid, p_from date, p_to date, p_today date)
returns table (measure text, people integer)
language sql stable security definer set search_path = public, pg_temp
-- It reads whole tables. Just after a large import they have no statistics, and a nested loop, chosen by mistake, takes
-- long enough (20 s instead of 0.1 s at 12,000 rows) for the region's report to take the city for one that is down.
set enable_nestloop = off
as $$
  with period as (
    select coalesce(p_from, date '-infinity') as a, least(coalesce(p_to, p_today), p_today) as z
  ),
  listing as (
    select person_id, programme_id from list_row join list_import on list_import.id = list_row.import_id
    where person_id is not null and (p_programme is null or programme_id = p_programme)
    group by person_id, programme_id
    having min(imported_on) between (select a from period) and (select z from period)
  ),
  spoken_with as (
    select person_id, programme_id from visit
    where voided_at is null and outcome in ('interested', 'declined') and occurred_on <= p_today
    union
    select client.person_id, participation.programme_id
    from client join participation on participation.client_id = client.id
    where client.voided_at is null and participation.voided_at is null and participation.occurred_on <= p_today
  ),
  taking_part as (
    select participation.id, client.person_id
    from participation join client on client.id = participation.client_id, period
    where participation.voided_at is null and client.voided_at is null
      and (p_programme is null or participation.programme_id = p_programme)
      and participation.occurred_on between period.a and period.z
  ),
  working as (
    select taking_part.person_id, placement.full_time,
      least(coalesce(placement.ended_on, p_today), p_today) >= (placement.occurred_on + interval '6 months')::date as kept
    from placement join taking_part on taking_part.id = placement.participation_id
    where placement.voided_at is null and placement.occurred_on <= p_today
  )
  select 'listed', count(distinct person_id)::int from listing
  union all
  select 'reached', count(distinct person_id)::int
    from (select person_id, programme_id from listing intersect select person_id, programme_id from spoken_with) reached_people
  union all
  select 'clients', count(distinct person_id)::int from taking_part
  union all
  select 'assessed', count(distinct person_id)::int
    from assessment join taking_part on taking_part.id = assessment.participation_id
    where assessment.voided_at is null and assessment.occurred_on <= p_today
  union all
  select 'signed', count(distinct person_id)::int
    from work_plan join taking_part on taking_part.id = work_plan.participation_id
    where work_plan.voided_at is null and work_plan.in_force_on <= p_today
  union all
  select 'in-work', count(distinct person_id)::int from working
  union all
  select 'full-time', count(distinct person_id)::int from working where full_time
  union all
  select 'kept-6-months', count(distinct person_id)::int from working where kept
  union all
  select 'permit-extended', count(distinct person_id)::int
    from permit_extension join taking_part on taking_part.id = permit_extension.participation_id
    where permit_extension.voided_at is null and permit_extension.outcome = 'granted'
      and permit_extension.decided_on <= p_today
$$;

-- Counselling between the appointments by kind, of the days in [p_from, p_to] (null = open): how often, minutes in all and
-- to how many people. What was taken back is not there. Without a programme: all of the city's.
create or replace function report.counselling(p_programme uuid, p_from date, p_to date)
returns table (kind text, times integer, minutes integer, people integer)
language sql stable security definer set search_path = public, pg_temp
as $$
  select counselling.kind, count(*)::int, sum(counselling.minutes)::int, count(distinct client.person_id)::int
  from counselling
  join participation on participation.id = counselling.participation_id
  join client on client.id = counselling.client_id
  where counselling.voided_at is null and participation.voided_at is null and client.voided_at is null
    and (p_programme is null or participation.programme_id = p_programme)
    and (p_from is null or counselling.occurred_on >= p_from) and (p_to is null or counselling.occurred_on <= p_to)
  group by counselling.kind
$$;

-- What a run froze here, for the one who combines the cities of that run. Leaves its own audit row, or shows nothing.
create or replace function report.frozen(
  p_snapshot uuid, p_subject text, p_actor uuid, p_actor_name text, p_actor_role text, p_at timestamptz
) returns table (snapshot_id uuid, counted_on date, period_from date, period_to date, figures jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  insert into audit_event (generation, at, actor_id, actor_name, actor_role, action, subject)
    select city_identity.generation, p_at, p_actor, p_actor_name, p_actor_role, 'count', p_subject from city_identity;
  return query
    select s.id, s.counted_on, s.period_from, s.period_to, s.figures from report_snapshot s where s.id = p_snapshot;
end $$;
