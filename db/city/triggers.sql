-- What constraints cannot say, for they look at one row. Applied again after every migration, by the owner.

-- No referral without consent: the foreign key holds whose consent it is, to whom and for what; here that it stands on
-- the day of the referral. The consent is held until the end, so that a withdrawal of the same moment comes before or
-- after. To another file both move together, whatever has become of them since: that asks for nothing.
create or replace function referral_needs_consent() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from consent
    where id = new.consent_id and answer = 'given' and withdrawn_at is null and voided_at is null
      and occurred_on <= new.occurred_on and (expires_on is null or expires_on >= new.occurred_on)
    for share;
  if not found then
    raise exception 'no live consent for this referral' using errcode = 'check_violation', constraint = 'referral_needs_consent';
  end if;
  return new;
end $$;
create or replace trigger referral_needs_consent
  before insert or update of consent_id, occurred_on, organisation_id, purpose on referral
  for each row execute function referral_needs_consent();

-- A version of a plan is written on while it is a draft and never again; which state follows which is the table of
-- app/work-plans/rules/states.ts, held against these lines by a test.
create or replace function work_plan_version_moves() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (
    ('draft', 'offered'), ('offered', 'partly-signed'), ('partly-signed', 'in-force'),
    ('draft', 'void'), ('offered', 'void'), ('partly-signed', 'void'),
    ('in-force', 'superseded'), ('in-force', 'ended'), ('ended', 'in-force')
  ) then
    raise exception 'a version does not go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'work_plan_version_moves';
  end if;
  if old.state <> 'draft' and (old.plan_id, old.version, old.content, old.hash, old.made_at, old.made_by, old.offered_at)
    is distinct from (new.plan_id, new.version, new.content, new.hash, new.made_at, new.made_by, new.offered_at) then
    raise exception 'what was offered is not changed' using errcode = 'check_violation', constraint = 'work_plan_version_fixed';
  end if;
  return new;
end $$;
create or replace trigger work_plan_version_moves before update on work_plan_version
  for each row execute function work_plan_version_moves();

-- Nobody signs what is not laid before them.
create or replace function signature_under_offer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from work_plan_version where id = new.version_id and state not in ('draft', 'void') for share;
  if not found then
    raise exception 'this version is not to be signed' using errcode = 'check_violation', constraint = 'signature_under_offer';
  end if;
  return new;
end $$;
create or replace trigger signature_under_offer before insert on signature
  for each row execute function signature_under_offer();
