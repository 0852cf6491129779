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
  message, employer, placement, residence_title, permit_extension, consent, referral, referral_answer, note, file_access, deputy,
  hand_over, outreach_round, do_not_visit, outreach_letter, call_request, work_facts, contact_record, privacy_notice,
  household_contact, earning, list_header_meaning, help_request, not_duplicate, assessment_draft, assessment_draft_topic,
  assessment_draft_ability, city_setting, counselling, signing_request, plan_catalogue_step, letterhead, catalogue_review, document,
  follow_up_hold, closure_day, worker_absence, room, calendar_feed, blocked_address, message_batch, sms_reply,
  message_sender, client_reply,
  worker_hours, group_talk, interpreter, appointment_interpreter
  to {{staff}};
grant select, insert on timeline, work_plan_version, signature, plan_step_mark, list_import, list_row, round_walker, round_person, report_snapshot,
  person_merge, delivery_event, message_template
  to {{staff}};
-- A line of a list and of a round stays what it was; whose it is may turn out later. A merge is taken back, never told otherwise.
grant update (person_id) on list_row, round_person to {{staff}};
grant update (voided_at, voided_by, void_reason) on person_merge to {{staff}};
-- A draft is written on; what was offered keeps its words by a trigger, and only its state goes on.
grant update (state, content, hash, made_at, made_by, offered_at) on work_plan_version to {{staff}};
-- What was said in a talk: its assessment can be voided, and what hangs on it with it.
grant select, insert on
  assessment_job, assessment_paper, assessment_german, assessment_language, assessment_obstacles, assessment_readiness
  to {{staff}};
grant select on city_identity to {{staff}};
-- What is taken is written by triggers alone.
grant select on diary_time to {{staff}};
revoke execute on function appointment_takes_time(), group_talk_takes_time(), interpreter_takes_time() from public;
-- A list on its way in is no fact yet: it goes when it is taken or thrown away. Taking back goes through one function alone.
grant select, insert, update, delete on list_draft to {{staff}};
-- The mail in the morning: kept for thirty days, so that nobody gets two.
grant select, insert, update, delete on digest to {{staff}};
grant select on person_picture to {{staff}};
revoke execute on function import_built_on(uuid), take_back_import(uuid, uuid, timestamptz, text) from public;
grant execute on function import_built_on(uuid), take_back_import(uuid, uuid, timestamptz, text) to {{staff}};
-- Of the trail staff read a row's number, to hang a value on it, and nothing else: see audit.sql for the two doors.
grant insert on audit_event, audit_value to {{staff}};
grant select (id) on audit_event to {{staff}};
grant execute on function report.figures(uuid, date, date, date) to {{staff}};
grant execute on function report.counselling(uuid, date, date) to {{staff}};

-- Report: counts, never a row about a person. Reading them leaves its own trace.
grant usage on schema public, report to {{report}};
grant select on city_identity to {{report}};
grant execute on function report.frozen(uuid, text, uuid, text, text, timestamptz) to {{report}};

-- Sealer: chains the trail, can neither write nor change a row of it.
grant usage on schema public to {{sealer}};
grant select on city_identity, audit_event, audit_seal, platform_witness to {{sealer}};
grant select (event_id, nth, digest) on audit_change to {{sealer}};
grant insert on audit_seal, platform_witness to {{sealer}};

-- Partner: columns of the tables its organisation may be shown; which rows, say the policies below. It adds notes, answers
-- and what an act leaves behind, and changes nothing. No registry number, no paper.
grant usage on schema public to {{partner}};
grant select on city_identity to {{partner}};
grant select (id, name, organisation), insert on actor to {{partner}};
grant select (id, person_id, lead_id, closed_on) on client to {{partner}};
grant select (id, family_name, given_name, birth_date, gender) on person to {{partner}};
grant select (person_id, email, phone, language, interpreter) on person_contact to {{partner}};
grant select (id, client_id, occurred_on, schooling, isced, qualification, recognition, german_oral, german_written, german_proof, wish)
  on assessment to {{partner}};
grant select (assessment_id, client_id, occurred_on, ability, childcare, note) on assessment_ability to {{partner}};
grant select (id, client_id, in_force_on) on work_plan to {{partner}};
grant select (id, plan_id, state, content) on work_plan_version to {{partner}};
grant select (id, client_id, category, purpose, occurred_on, expires_on) on consent to {{partner}};
grant select (id, client_id, purpose, note, occurred_on, until_on, ended_at, voided_at) on referral to {{partner}};
grant select (referral_id, answer, reason, answered_at), insert on referral_answer to {{partner}};
grant select (id, client_id, text, organisation_id, occurred_on, recorded_at, recorded_by), insert on note to {{partner}};
grant insert on timeline to {{partner}};
grant select (id), insert on audit_event to {{partner}};
grant insert on audit_value to {{partner}};

-- Row level security on every table the partner's role reaches, its owner not excepted. City staff and the owner (report
-- functions, migrations) see every row: their policies are made here and nowhere else.
do $$
declare
  made record;
  reached text;
begin
  for made in select policyname, tablename from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on %I', made.policyname, made.tablename);
  end loop;
  foreach reached in array array[
    'city_identity', 'actor', 'client', 'person', 'person_contact', 'assessment', 'assessment_ability', 'work_plan',
    'work_plan_version', 'consent', 'referral', 'referral_answer', 'note', 'timeline', 'audit_event', 'audit_value'
  ] loop
    execute format('alter table %I enable row level security', reached);
    execute format('alter table %I force row level security', reached);
    execute format('create policy owner_all on %I to {{owner}} using (true) with check (true)', reached);
    -- Files and their stream have policies of their own for staff, below.
    if reached not in ('client', 'timeline') then
      execute format('create policy staff_all on %I to {{staff}} using (true) with check (true)', reached);
    end if;
  end loop;
end $$;
-- A restricted file is there for its named people and for the system alone, whatever statement asks. Its former lead may
-- look on until the day said, and write nothing. Without an actor in the transaction nobody is named.
create policy staff_reads on client for select to {{staff}} using (
  restriction is null
  or id = any(array(select client_id from file_access
    where actor_id = nullif(current_setting('app.actor', true), '')::uuid and ended_at is null
      and (until_on is null or until_on >= nullif(current_setting('app.today', true), '')::date)))
  or current_setting('app.actor', true) = '{{system}}');
create policy staff_writes on client for update to {{staff}} using (
  restriction is null
  or id = any(array(select client_id from file_access
    where actor_id = nullif(current_setting('app.actor', true), '')::uuid and ended_at is null and kind = 'named'))
  or current_setting('app.actor', true) = '{{system}}');
create policy staff_opens on client for insert to {{staff}} with check (restriction is null);

-- Every act on a file ends with a line in its stream: who does not see the file writes none.
create policy staff_reads on timeline for select to {{staff}} using (true);
create policy staff_writes on timeline for insert to {{staff}} with check (exists (select from client where client.id = client_id));

-- At the door nobody sees who has such a file: a view of the owner's, for staff does not see the files.
create or replace view restricted_person as select person_id from client where restriction is not null and voided_at is null;
grant select on restricted_person to {{staff}};

create policy anybody_reads on city_identity for select to {{partner}}, {{report}}, {{sealer}} using (true);
create policy sealer_reads on audit_event for select to {{sealer}} using (true);

-- What is open to the organisation of this transaction (app.org) on its day (app.today): a client referred to it, and the
-- categories that client's consent names for the purpose of that referral. Without a standing consent to identity nothing
-- is open. The one place where this is said; it runs with the owner's eyes, so policies may ask it about any table.
create or replace view open_to_partner with (security_barrier = true) as
with transaction as (
  select nullif(current_setting('app.org', true), '')::uuid as organisation_id,
    coalesce(nullif(current_setting('app.today', true), '')::date, (now() at time zone 'Europe/Berlin')::date) as today
),
standing as (
  select consent.id, consent.client_id, consent.purpose, consent.category
  from consent join transaction on consent.organisation_id = transaction.organisation_id
  where consent.answer = 'given' and consent.withdrawn_at is null and consent.voided_at is null
    and consent.occurred_on <= today and (consent.expires_on is null or consent.expires_on >= today)
)
select client.id as client_id, client.person_id, referral.id as referral_id, shared.id as consent_id, shared.category
from referral
join transaction on referral.organisation_id = transaction.organisation_id
join client on client.id = referral.client_id and client.voided_at is null
join standing identity on identity.client_id = referral.client_id and identity.purpose = referral.purpose
  and identity.category = 'identity'
join standing shared on shared.client_id = referral.client_id and shared.purpose = referral.purpose
where referral.ended_at is null and referral.voided_at is null
  and referral.occurred_on <= today and (referral.until_on is null or referral.until_on >= today)
  and not exists (select from referral_answer where referral_id = referral.id and answer = 'declined');
revoke all on open_to_partner from {{staff}}, {{report}}, {{sealer}};
grant select on open_to_partner to {{partner}};

create policy partner_reads on referral for select to {{partner}}
  using (id = any(array(select referral_id from open_to_partner)));
create policy partner_reads on consent for select to {{partner}}
  using (id = any(array(select consent_id from open_to_partner)));
create policy partner_reads on client for select to {{partner}}
  using (id = any(array(select client_id from open_to_partner)));
create policy partner_reads on person for select to {{partner}}
  using (id = any(array(select person_id from open_to_partner)));
create policy partner_reads on person_contact for select to {{partner}}
  using (person_id = any(array(select person_id from open_to_partner where category = 'contact')));
create policy partner_reads on assessment for select to {{partner}}
  using (voided_at is null and client_id = any(array(select client_id from open_to_partner where category = 'assessment')));
create policy partner_reads on assessment_ability for select to {{partner}}
  using (standing and client_id = any(array(select client_id from open_to_partner where category = 'health')));
create policy partner_reads on work_plan for select to {{partner}}
  using (voided_at is null and client_id = any(array(select client_id from open_to_partner where category = 'plan')));
create policy partner_reads on work_plan_version for select to {{partner}}
  using (state = 'in-force' and plan_id = any(array(select work_plan.id from work_plan)));

-- Notes: what the city does not keep to itself, and the organisation's own; never another organisation's.
create policy partner_reads on note for select to {{partner}}
  using (
    voided_at is null and client_id = any(array(select client_id from open_to_partner where category = 'services'))
    and case when organisation_id is null then not internal
      else organisation_id = (select nullif(current_setting('app.org', true), '')::uuid) end
  );
create policy partner_writes on note for insert to {{partner}}
  with check (
    voided_at is null and not internal
    and client_id = any(array(select client_id from open_to_partner where category = 'services'))
    and organisation_id = (select nullif(current_setting('app.org', true), '')::uuid)
    and recorded_by = (select nullif(current_setting('app.actor', true), '')::uuid)
  );

create policy partner_reads on referral_answer for select to {{partner}}
  using (referral_id = any(array(select referral_id from open_to_partner)));
create policy partner_writes on referral_answer for insert to {{partner}}
  with check (
    referral_id = any(array(select referral_id from open_to_partner))
    and organisation_id = (select nullif(current_setting('app.org', true), '')::uuid)
    and answered_by = (select nullif(current_setting('app.actor', true), '')::uuid)
  );

-- Names of the city's staff, and of whoever wrote what may be read; never who works for other organisations.
create policy partner_reads on actor for select to {{partner}}
  using (organisation is null or id = (select nullif(current_setting('app.actor', true), '')::uuid)
    or id = any(array(select note.recorded_by from note)));
create policy partner_writes on actor for insert to {{partner}}
  with check (organisation is not null and id = (select nullif(current_setting('app.actor', true), '')::uuid));

-- What an act of a partner leaves behind, in its own name.
create policy partner_writes on timeline for insert to {{partner}}
  with check (
    kind in ('partner-note', 'referral-accepted', 'referral-declined')
    and client_id = any(array(select client_id from open_to_partner))
    and recorded_by = (select nullif(current_setting('app.actor', true), '')::uuid)
  );
create policy partner_writes on audit_event for insert to {{partner}}
  with check (actor_role = 'partner' and actor_id = (select nullif(current_setting('app.actor', true), '')::uuid));
create policy partner_reads on audit_event for select to {{partner}} using (xid = (select pg_current_xact_id()));
create policy partner_writes on audit_value for insert to {{partner}} with check (true);
