-- Who may do what in a city's database. Applied again after every migration, by the owner, in one transaction.
revoke all on database {{database}} from public;
-- Solid-state disks: a step into an index costs hardly more than the next page; short statements gain nothing by JIT.
alter database {{database}} set random_page_cost = 1.1;
alter database {{database}} set jit = off;
grant connect on database {{database}} to {{staff}}, {{partner}}, {{report}}, {{sealer}};
revoke all on schema public from public;
revoke all on schema public from {{staff}}, {{partner}}, {{report}}, {{sealer}};
revoke all on all tables in schema public from {{staff}}, {{partner}}, {{report}}, {{sealer}};
revoke all on all tables in schema report from public, {{staff}}, {{partner}}, {{report}}, {{sealer}};
revoke execute on all functions in schema report from public, {{staff}}, {{partner}}, {{report}}, {{sealer}};

-- Staff: the city's tables. Nothing is ever deleted; what must not change has insert only.
grant usage on schema public, report to {{staff}};
grant select, insert, update on
  actor, person, person_registry, person_contact, person_stay, dwelling, tenancy, household, household_member, client,
  programme, participation, visit, assessment, assessment_ability, work_plan, follow_up_schedule, appointment, task,
  message, employer, placement, residence_title, permit_extension, consent, referral, file_access, deputy, hand_over
  to {{staff}};
grant select, insert on timeline, work_plan_version, signature, list_import, list_row, report_snapshot to {{staff}};
grant select on city_identity to {{staff}};
-- Of the trail staff read a row's number, to hang a value on it, and nothing else: see audit.sql for the two doors.
grant insert on audit_event, audit_value to {{staff}};
grant select (id) on audit_event to {{staff}};
grant execute on function report.figures(uuid, date, date, date) to {{staff}};

-- Report: counts, never a row about a person. Reading them leaves its own trace.
grant usage on schema public, report to {{report}};
grant select on city_identity to {{report}};
grant execute on function report.frozen(uuid, text, uuid, text, text, timestamptz) to {{report}};

-- Sealer: chains the trail, can neither write nor change a row of it.
grant usage on schema public to {{sealer}};
grant select on city_identity, audit_event, audit_seal, platform_witness to {{sealer}};
grant insert on audit_seal, platform_witness to {{sealer}};

-- Partner: may open the database and compare its name. Everything else waits for a live referral and consent.
grant usage on schema public to {{partner}};
grant select on city_identity to {{partner}};

-- A restricted file is there for its named people and for the system alone, whatever statement asks. Its former lead may
-- look on until the day said, and write nothing. Without an actor in the transaction nobody is named.
alter table client enable row level security;
alter table client force row level security;
drop policy if exists owner on client;
create policy owner on client to {{owner}} using (true);
drop policy if exists staff_reads on client;
create policy staff_reads on client for select to {{staff}} using (
  restriction is null
  or id = any(array(select client_id from file_access
    where actor_id = nullif(current_setting('app.actor', true), '')::uuid and ended_at is null
      and (until_on is null or until_on >= nullif(current_setting('app.today', true), '')::date)))
  or current_setting('app.actor', true) = '{{system}}');
drop policy if exists staff_writes on client;
create policy staff_writes on client for update to {{staff}} using (
  restriction is null
  or id = any(array(select client_id from file_access
    where actor_id = nullif(current_setting('app.actor', true), '')::uuid and ended_at is null and kind = 'named'))
  or current_setting('app.actor', true) = '{{system}}');
drop policy if exists staff_opens on client;
create policy staff_opens on client for insert to {{staff}} with check (restriction is null);

-- Every act on a file ends with a line in its stream: who does not see the file writes none.
alter table timeline enable row level security;
alter table timeline force row level security;
drop policy if exists owner on timeline;
create policy owner on timeline to {{owner}} using (true);
drop policy if exists staff_reads on timeline;
create policy staff_reads on timeline for select to {{staff}} using (true);
drop policy if exists staff_writes on timeline;
create policy staff_writes on timeline for insert to {{staff}} with check (exists (select from client where client.id = client_id));

-- At the door nobody sees who has such a file: a view of the owner's, for staff does not see the files.
create or replace view restricted_person as select person_id from client where restriction is not null and voided_at is null;
grant select on restricted_person to {{staff}};
