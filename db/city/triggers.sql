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

-- What is taken in diaries and rooms: a booked talk with one client by itself, a group as a whole. The rows are these
-- functions' own; that no two of them overlap, say the constraints of the table.
create or replace function appointment_takes_time() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.state <> 'booked' or new.voided_at is not null or new.group_id is not null then
    delete from diary_time where ref_id = new.id;
    return null;
  end if;
  insert into diary_time (ref_id, responsible_id, room_id, interpreter_id, starts_at, minutes, travel_minutes)
    values (new.id, new.responsible_id, new.room_id,
      (select interpreter.id from appointment_interpreter asked join interpreter on interpreter.id = asked.interpreter_id
        where asked.appointment_id = new.id and asked.lifted_at is null and not interpreter.service),
      new.starts_at, new.minutes, new.travel_minutes)
    on conflict (ref_id) do update set responsible_id = excluded.responsible_id, room_id = excluded.room_id,
      interpreter_id = excluded.interpreter_id, starts_at = excluded.starts_at, minutes = excluded.minutes,
      travel_minutes = excluded.travel_minutes,
      apart = diary_time.apart or (diary_time.responsible_id, diary_time.starts_at, diary_time.minutes, diary_time.travel_minutes)
        is distinct from (excluded.responsible_id, excluded.starts_at, excluded.minutes, excluded.travel_minutes);
  return null;
end $$;
create or replace trigger appointment_takes_time
  after insert or update of state, voided_at, group_id, responsible_id, room_id, starts_at, minutes, travel_minutes
  on appointment for each row execute function appointment_takes_time();

create or replace function group_talk_takes_time() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.called_off_at is not null then
    delete from diary_time where ref_id = new.id;
    return null;
  end if;
  insert into diary_time (ref_id, responsible_id, room_id, starts_at, minutes, travel_minutes)
    values (new.id, new.responsible_id, new.room_id, new.starts_at, new.minutes, new.travel_minutes)
    on conflict (ref_id) do update set responsible_id = excluded.responsible_id, room_id = excluded.room_id,
      starts_at = excluded.starts_at, minutes = excluded.minutes, travel_minutes = excluded.travel_minutes;
  return null;
end $$;
create or replace trigger group_talk_takes_time
  after insert or update on group_talk for each row execute function group_talk_takes_time();

-- Whoever translates is there as long as the talk; a service by telephone is in many talks at once.
create or replace function interpreter_takes_time() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update diary_time set interpreter_id = (
    select interpreter.id from appointment_interpreter asked join interpreter on interpreter.id = asked.interpreter_id
      where asked.appointment_id = new.appointment_id and asked.lifted_at is null and not interpreter.service)
    where ref_id = new.appointment_id;
  return null;
end $$;
create or replace trigger interpreter_takes_time
  after insert or update on appointment_interpreter for each row execute function interpreter_takes_time();

-- A group has no more people than seats, and nobody twice. Its row is held until the end: two who add the last one come
-- after each other. Whoever came has come: an outcome that is written anew, for her or for whom it belongs to, asks for no seat.
create or replace function group_has_seats() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare seats int;
begin
  select capacity into seats from group_talk where id = new.group_id for update;
  if new.state = 'booked' and (select count(*) from appointment where group_id = new.group_id and id <> new.id
    and voided_at is null and state <> 'cancelled') >= seats then
    raise exception 'no seat is left' using errcode = 'check_violation', constraint = 'group_has_seats';
  end if;
  if exists (select from appointment where group_id = new.group_id and client_id = new.client_id and id <> new.id
    and voided_at is null and state <> 'cancelled') then
    raise exception 'this person is in the group already' using errcode = 'check_violation', constraint = 'group_member_once';
  end if;
  return new;
end $$;
create or replace trigger group_has_seats before insert on appointment
  for each row when (new.group_id is not null) execute function group_has_seats();
-- Also when she is back in it because something was taken back.
create or replace trigger group_has_seats_again before update of state, voided_at on appointment
  for each row when (new.group_id is not null and new.voided_at is null and new.state <> 'cancelled'
    and (old.voided_at is not null or old.state = 'cancelled')) execute function group_has_seats();
