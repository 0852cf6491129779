-- Taking back a whole import. Applied again after every migration, by the owner: staff may delete no person, and do not
-- see every file that may have been built on one.

-- What lists write about a person, as one value. An import notes a digest of it; another one now means a later change.
create or replace view person_picture as
select person.id as person_id, jsonb_build_object(
  'family_name', family_name, 'given_name', given_name, 'birth_date', birth_date, 'gender', gender,
  'nationality', nationality, 'nationality_text', nationality_text, 'names_key', names_key, 'sound_key', sound_key,
  'azr_number', person_registry.azr_number, 'entered_on', person_stay.entered_on,
  'contact', contact.value, 'home', tenancy.id,
  'papers', (select coalesce(jsonb_agg(t.id order by t.id), '[]') from residence_title t where t.person_id = person.id and t.voided_at is null)
) as picture
from person
left join person_registry on person_registry.person_id = person.id
left join person_stay on person_stay.person_id = person.id
left join tenancy on tenancy.person_id = person.id and tenancy.until_on is null
left join lateral (
  select jsonb_build_object('phone', c.phone, 'email', c.email, 'language', c.language, 'language_text', c.language_text,
    'interpreter', c.interpreter) as value
  from person_contact c where c.person_id = person.id) contact on true;

-- What was built on an import since, and on how many of its people; no row = nothing, it can be taken back.
--   file, visit   of people the import made
--   later-list    a list taken in after it names people it made or changed
--   changed       what it wrote reads differently now
--   unknown       it was taken in before imports noted how people stood: nobody can tell
--   other         something else names people it made: a household, a round they were not sent into by this list, ...
create or replace function import_built_on(p_import uuid) returns table (what text, people integer)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  mine uuid[] := (select coalesce(array_agg(person_id), '{}') from list_row where import_id = p_import and outcome = 'created');
  link record;
  named uuid[] := '{}';
  found uuid[];
begin
  return query
    select 'file', count(distinct person_id)::int from client where person_id = any(mine) having count(*) > 0;
  return query
    select 'visit', count(distinct person_id)::int from visit where person_id = any(mine) having count(*) > 0;
  return query
    select 'later-list', count(distinct own.person_id)::int
    from list_row own join list_row later using (person_id) join list_import on list_import.id = later.import_id
    where own.import_id = p_import and own.outcome in ('created', 'updated')
      and list_import.nth > (select nth from list_import where id = p_import)
    having count(*) > 0;
  return query
    select 'changed', count(*)::int from list_row join person_picture using (person_id)
    where import_id = p_import and outcome in ('created', 'updated') and md5(person_picture.picture::text) <> list_row.picture
    having count(*) > 0;
  return query
    select 'unknown', count(*)::int from list_row
    where import_id = p_import and outcome in ('created', 'updated') and (picture is null or outcome = 'updated' and before is null)
    having count(*) > 0;
  for link in
    select c.conrelid::regclass as name, a.attname as col
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'person'::regclass and cardinality(c.conkey) = 1
      and c.conrelid::regclass::text not in
        ('list_row', 'client', 'visit', 'round_person', 'person_registry', 'person_contact', 'person_stay', 'tenancy', 'residence_title')
  loop
    execute format('select array_agg(distinct %I) from %s where %I = any($1)', link.col, link.name, link.col) into found using mine;
    named := named || coalesce(found, '{}');
  end loop;
  select array_agg(distinct person_id) into found from round_person
  where person_id = any(mine) and import_id is distinct from p_import;
  named := named || coalesce(found, '{}');
  -- An extension that was asked for on a paper which the list brought.
  select array_agg(distinct row.person_id) into found
  from list_row row join residence_title paper using (person_id)
  join permit_extension extension on paper.id in (extension.title_id, extension.new_title_id)
  where row.import_id = p_import and row.before is not null and not row.before -> 'papers' @> to_jsonb(paper.id);
  named := named || coalesce(found, '{}');
  return query
    select 'other', count(distinct one)::int from unnest(named) as one having count(*) > 0;
end $$;

-- Takes an import back, or answers what was built on it and changes nothing. The persons it made go, those it changed are
-- what they were before, its rows go with their cells, its figures stay. A list taken back before stays as it is.
create or replace function take_back_import(p_import uuid, p_actor uuid, p_at timestamptz, p_reason text)
returns table (what text, people integer)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  mine uuid[];
begin
  perform 1 from list_import where id = p_import and voided_at is null for update;
  if not found then
    return;
  end if;
  -- Whoever writes a visit or opens a file right now comes before, or finds nobody.
  perform 1 from person where id in (select person_id from list_row where import_id = p_import) order by id for update;
  return query select * from import_built_on(p_import);
  if found then
    return;
  end if;

  update person set
    family_name = before ->> 'family_name', given_name = before ->> 'given_name', birth_date = before ->> 'birth_date',
    gender = before ->> 'gender', nationality = before ->> 'nationality', nationality_text = before ->> 'nationality_text',
    names_key = before ->> 'names_key', sound_key = coalesce(before ->> 'sound_key', '')
  from list_row where import_id = p_import and before is not null and person.id = list_row.person_id;
  update person_contact set
    phone = before -> 'contact' ->> 'phone', email = before -> 'contact' ->> 'email',
    language = before -> 'contact' ->> 'language', language_text = before -> 'contact' ->> 'language_text'
  from list_row where import_id = p_import and before is not null and person_contact.person_id = list_row.person_id;
  update person_stay set entered_on = before ->> 'entered_on'
  from list_row where import_id = p_import and before ->> 'entered_on' is not null and person_stay.person_id = list_row.person_id;
  update residence_title set voided_at = p_at, voided_by = p_actor, void_reason = p_reason
  from list_row where import_id = p_import and before is not null and residence_title.person_id = list_row.person_id
    and residence_title.voided_at is null and not before -> 'papers' @> to_jsonb(residence_title.id);
  delete from person_registry using list_row
  where import_id = p_import and before is not null and before ->> 'azr_number' is null and person_registry.person_id = list_row.person_id;
  delete from person_contact using list_row
  where import_id = p_import and before is not null and before ->> 'contact' is null and person_contact.person_id = list_row.person_id;
  delete from person_stay using list_row
  where import_id = p_import and before is not null and before ->> 'entered_on' is null and person_stay.person_id = list_row.person_id;
  delete from tenancy using list_row
  where import_id = p_import and before is not null and tenancy.person_id = list_row.person_id and until_on is null
    and tenancy.id::text is distinct from before ->> 'home';
  update tenancy set until_on = null
  from list_row where import_id = p_import and tenancy.id = (before ->> 'home')::uuid and until_on is not null;

  select coalesce(array_agg(person_id), '{}') into mine from list_row where import_id = p_import and outcome = 'created';
  -- Whom it sent into a running round stays there only where somebody has been or written to.
  delete from round_person sent where import_id = p_import
    and not exists (select from visit where visit.round_id = sent.round_id and visit.person_id = sent.person_id)
    and not exists (select from outreach_letter letter where letter.round_id = sent.round_id and letter.person_id = sent.person_id);
  delete from list_row where import_id = p_import;
  delete from residence_title where person_id = any(mine);
  delete from tenancy where person_id = any(mine);
  delete from person_stay where person_id = any(mine);
  delete from person_contact where person_id = any(mine);
  delete from person_registry where person_id = any(mine);
  delete from person where id = any(mine);
  update list_import set voided_at = p_at, voided_by = p_actor, void_reason = p_reason where id = p_import;
end $$;
