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
  message, employer, placement, residence_title, permit_extension, consent, referral
  to {{staff}};
grant select, insert on timeline, work_plan_version, signature, list_import, list_row, report_snapshot to {{staff}};
grant select on city_identity to {{staff}};
grant insert on audit_event, audit_value to {{staff}};
grant select (id) on audit_event to {{staff}};
grant execute on function report.figures(uuid, date, date, date) to {{staff}};

-- Report: counts, never a row about a person. Reading them leaves its own trace.
grant usage on schema public, report to {{report}};
grant select on city_identity to {{report}};
grant execute on function report.frozen(uuid, text, uuid, text, text, timestamptz) to {{report}};

-- Sealer: chains the trail, can neither write nor change a row of it.
grant usage on schema public to {{sealer}};
grant select on city_identity, audit_event, audit_seal to {{sealer}};
grant insert on audit_seal to {{sealer}};

-- Partner: may open the database and compare its name. Everything else waits for a live referral and consent.
grant usage on schema public to {{partner}};
grant select on city_identity to {{partner}};
