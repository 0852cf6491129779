-- Every figure of every report is counted here, from rows. Applied again after every migration, by the owner.
create schema if not exists report;

-- Distinct people along the way from list to extended permit. Without a programme: all of the city's;
-- a date narrows to what happened in [p_from, p_to]. A job counts as kept on day p_today at the latest.
create or replace function report.figures(p_programme uuid, p_from date, p_to date, p_today date)
returns table (measure text, people integer)
language sql stable security definer set search_path = public, pg_temp
as $$
  with period as (select coalesce(p_from, date '-infinity') as a, coalesce(p_to, date 'infinity') as z),
  taking_part as (
    select participation.id, participation.client_id, participation.occurred_on from participation
    where voided_at is null and (p_programme is null or programme_id = p_programme)
  ),
  working as (
    select placement.* from placement join taking_part on taking_part.id = placement.participation_id, period
    where placement.voided_at is null and placement.occurred_on between period.a and least(period.z, p_today)
  )
  select 'listed', count(distinct list_row.person_id)::int
    from list_row join list_import on list_import.id = list_row.import_id, period
    where list_row.person_id is not null and (p_programme is null or list_import.programme_id = p_programme)
      and list_import.imported_on between period.a and period.z
  union all
  select 'reached', count(distinct visit.person_id)::int from visit, period
    where visit.voided_at is null and visit.outcome in ('interested', 'declined')
      and (p_programme is null or visit.programme_id = p_programme) and visit.occurred_on between period.a and period.z
  union all
  select 'clients', count(distinct client_id)::int from taking_part, period where occurred_on between period.a and period.z
  union all
  select 'assessed', count(distinct assessment.client_id)::int
    from assessment join taking_part on taking_part.id = assessment.participation_id, period
    where assessment.voided_at is null and assessment.occurred_on between period.a and period.z
  union all
  select 'signed', count(distinct work_plan.client_id)::int
    from work_plan join taking_part on taking_part.id = work_plan.participation_id, period
    where work_plan.voided_at is null and work_plan.in_force_on between period.a and period.z
  union all
  select 'in-work', count(distinct client_id)::int from working
  union all
  select 'full-time', count(distinct client_id)::int from working where full_time
  union all
  select 'kept-6-months', count(distinct client_id)::int from working
    where least(coalesce(ended_on, p_today), p_today) >= (occurred_on + interval '6 months')::date
  union all
  select 'permit-extended', count(distinct permit_extension.client_id)::int
    from permit_extension join taking_part on taking_part.id = permit_extension.participation_id, period
    where permit_extension.voided_at is null and permit_extension.outcome = 'granted'
      and permit_extension.decided_on between period.a and period.z
$$;

-- The last figures frozen up to a run, for the parent of that run; null id = the newest there are. Leaves an audit row.
create or replace function report.frozen(
  p_snapshot uuid, p_subject text, p_actor uuid, p_actor_name text, p_actor_role text, p_at timestamptz
) returns table (snapshot_id uuid, counted_on date, period_from date, period_to date, figures jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp
as $$
begin
  insert into audit_event (generation, at, actor_id, actor_name, actor_role, action, subject)
    select city_identity.generation, p_at, p_actor, p_actor_name, p_actor_role, 'count', p_subject from city_identity;
  return query
    select s.id, s.counted_on, s.period_from, s.period_to, s.figures from report_snapshot s
    where p_snapshot is null or s.id = p_snapshot order by s.counted_at desc limit 1;
end $$;
