-- Who may do what in the registry. Applied again after every migration.
revoke all on schema public from public;
revoke all on all tables in schema public from platform_web, platform_worker, platform_operator, platform_sealer;

do $$
begin
  execute format('grant connect on database %I to platform_web, platform_worker, platform_operator, platform_sealer', current_database());
end $$;
grant usage on schema public to platform_web, platform_worker, platform_operator, platform_sealer;

grant select on city, city_credential, organisation, account, membership, office, region, audit_anchor,
  report_run, report_part, released_figure to platform_web;
grant select, insert, update, delete on session, half_sign_in, second_factor, recovery_code, failed_attempt to platform_web;
grant insert on report_run, report_part to platform_web;
-- A hint for the sweep; the web process sets it when an appointment is booked.
grant update (next_due_at) on city to platform_web;

grant select on city, city_credential, region, report_run, report_part, released_figure, audit_anchor to platform_worker;
grant update (next_due_at) on city to platform_worker;
grant insert, update on report_part, report_run, audit_anchor to platform_worker;
grant insert, delete on released_figure to platform_worker;

-- BullMQ on PostgreSQL: its own schema, for the worker alone. It makes a sequence of job numbers for each queue.
revoke all on schema bullmq from public;
grant usage, create on schema bullmq to platform_worker;
grant select, insert, update, delete on all tables in schema bullmq to platform_worker;
grant usage on all sequences in schema bullmq to platform_worker;

-- The operator sees cities and their health: no account's secret, no password, no figure.
grant select on city, region, organisation, audit_anchor, report_run, report_part, milestone to platform_operator;

-- The trail of accounts: everybody adds to it, nobody reads or changes it; its sealer reads and seals and nothing else.
grant select on platform_identity to platform_web, platform_worker, platform_operator, platform_sealer;
grant insert on account_event to platform_web, platform_worker, platform_operator;
grant select on account_event, audit_seal to platform_sealer;
grant insert on audit_seal to platform_sealer;
