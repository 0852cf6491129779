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
