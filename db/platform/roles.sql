-- Who may do what in the registry. Applied again after every migration.
revoke all on schema public from public;
revoke all on all tables in schema public from platform_web, platform_worker, platform_operator, platform_sealer;

do $$
begin
  execute format('grant connect on database %I to platform_web, platform_worker, platform_operator, platform_sealer', current_database());
end $$;
grant usage on schema public to platform_web, platform_worker, platform_operator, platform_sealer;

grant select on city, city_credential, city_file_key, organisation, account, membership, office, region, audit_anchor,
  report_run, report_part, released_figure to platform_web;
grant select, insert, update, delete on session, half_sign_in, second_factor, recovery_code, failed_attempt to platform_web;
grant insert on report_run, report_part to platform_web;
-- The life of an account. What an invitation offers is fixed when it is made: the web process can only end it. It never
-- reads where a mail goes or what it says, and makes nobody a demo account.
grant select on contract, invitation, account_link to platform_web;
grant insert (id, email, name, password_hash, organisation_id) on account to platform_web;
grant update (email, password_hash, organisation_id, digest) on account to platform_web;
grant insert, delete on membership to platform_web;
grant update (role) on membership to platform_web;
grant insert (account_id, role, region_slug) on office to platform_web;
grant insert on invitation, platform_mail to platform_web;
grant update (accepted_at, accepted_by, withdrawn_at) on invitation to platform_web;
grant update (used_at, replaced_at) on account_link to platform_web;
grant select (id, invitation_id, state, created_at) on platform_mail to platform_web;

-- Sign-in by a city's provider: the command line says which, an invitation links whom. Links are made and never bent.
grant select on city_sign_in to platform_web;
grant select, insert on account_identity to platform_web;
grant select, insert, delete on city_sign_in_attempt to platform_web;

-- The web process makes coordinators, as an invitation says, but no operator.
alter table office enable row level security;
drop policy if exists office_read on office;
create policy office_read on office for select to platform_web using (true);
drop policy if exists office_invited on office;
create policy office_invited on office for insert to platform_web with check (role = 'coordinator');

-- The worker makes the links it mails: until then nobody has one.
grant select (id, email, name, demo, digest) on account to platform_worker;
grant select on invitation, account_link, platform_mail, organisation to platform_worker;
grant update (token_hash) on invitation to platform_worker;
grant insert on account_link to platform_worker;
grant update (replaced_at) on account_link to platform_worker;
grant update (frozen, state, next_at, frozen_at, claimed_until, attempts, reason, vendor_id, closed_at, recipient)
  on platform_mail to platform_worker;

-- Whose turn it is to call a vendor.
grant select, insert, update on vendor_turn to platform_worker;

-- What runs by itself. The worker writes down its runs and what failed for good, and tells the operators, of whom it
-- knows which accounts they are; the web process says on /readyz what did not run.
grant select, insert, update, delete on schedule, schedule_day, schedule_outage, failed_job, queue_depth to platform_worker;
grant select (account_id, role) on office to platform_worker;
grant insert on platform_mail to platform_worker;
-- Who gets the mail in the morning.
grant select on membership to platform_worker;
grant select on schedule to platform_web;
drop policy if exists office_operators on office;
create policy office_operators on office for select to platform_worker using (role = 'operator');

-- A hint for the sweep; the web process sets it when an appointment is booked.
grant update (next_due_at) on city to platform_web;
-- Another: which trail has rows for a seal. Every process that works in a city gives it, the worker takes it away.
grant select, insert, update on trail_touch to platform_web, platform_worker;
grant delete on trail_touch to platform_worker;
grant select on trail_touch to platform_operator;

grant select on city, city_credential, city_file_key, region, report_run, report_part, released_figure, audit_anchor to platform_worker;
grant update (next_due_at) on city to platform_worker;
-- Which city has its turn next: the worker's alone.
grant select, insert, update on city_turn to platform_worker;
grant insert, update on report_part, report_run, audit_anchor to platform_worker;
grant insert, delete on released_figure to platform_worker;

-- BullMQ on PostgreSQL: its own schema, for the worker alone. It makes a sequence of job numbers for each queue.
revoke all on schema bullmq from public;
grant usage, create on schema bullmq to platform_worker;
grant select, insert, update, delete on all tables in schema bullmq to platform_worker;
grant usage on all sequences in schema bullmq to platform_worker;

-- The operator sees cities, their health and how many work there: no account, no name, no address, no figure of a report.
-- Of memberships and runs only what is counted, never whose they are; of a seal only that it is there.
grant select on city, region, contract to platform_operator;
grant select (city_slug, role) on membership to platform_operator;
grant select (city_slug, seq, anchored_at) on audit_anchor to platform_operator;
grant select (id, state, started_at) on report_run to platform_operator;
grant select (run_id, city_slug, state) on report_part to platform_operator;

-- What runs by itself, and what failed: he has it tried again or lays it aside, and changes nothing else of it.
grant select on schedule, schedule_day, schedule_outage, failed_job, queue_depth to platform_operator;
grant update (state, asked_at, closed_at) on failed_job to platform_operator;

-- The trail of accounts: everybody adds to it, nobody reads or changes it; its sealer reads and seals and nothing else.
grant select on platform_identity to platform_web, platform_worker, platform_operator, platform_sealer;
grant insert on account_event to platform_web, platform_worker, platform_operator;
grant select on account_event, audit_seal to platform_sealer;
grant insert on audit_seal to platform_sealer;
