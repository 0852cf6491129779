-- The audit trail's own functions: what Postgres writes down by itself, and the only two doors to what is written.
-- Applied again after every migration and every grant, by the owner.
create schema if not exists audit;
revoke all on schema audit from public, {{staff}}, {{partner}}, {{report}}, {{sealer}};

-- An act that may write says which row of the trail is its own, for the changes that follow in its transaction.
create or replace function audit.begin_act() returns trigger
language plpgsql
as $$
begin
  perform set_config('app.event', new.id::text, true);
  return null;
end $$;

-- Field, before and after of every row that is changed, whichever command it was. Outside of an act nobody but the owner
-- (migrations, the fleet's tools) changes anything.
create or replace function audit.note_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own bigint := (select id from audit_event
    where id = nullif(current_setting('app.event', true), '')::bigint and xid = pg_current_xact_id());
  was jsonb := to_jsonb(old);
  salt bytea := uuid_send(gen_random_uuid());
  key jsonb;
  fields jsonb;
begin
  if own is null then
    if pg_has_role(session_user, (select c.relowner from pg_class c where c.oid = tg_relid), 'member') then
      return null;
    end if;
    raise exception 'A row of % is changed outside of an act', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  select jsonb_object_agg(name, was -> name) into key from unnest(tg_argv) as name;
  select jsonb_object_agg(name, jsonb_build_object('before', was -> name, 'after', value)) into fields
    from jsonb_each(to_jsonb(new)) as now (name, value) where value is distinct from was -> name;
  insert into audit_change (event_id, table_name, row_key, salt, fields, digest)
    values (own, tg_table_name, key, salt, fields, audit.change_digest(salt, tg_table_name, key, fields));
  return null;
end $$;

-- jsonb is written in one way only: keys in their own order, numbers as they are.
create or replace function audit.change_digest(salt bytea, table_name text, row_key jsonb, fields jsonb) returns bytea
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select sha256(salt || convert_to(jsonb_build_array(table_name, row_key, fields)::text, 'UTF8')) $$;

-- Accounts of changes that are not what their digest says. A change taken away or slipped in shows in the act's own row,
-- which is sealed with the digests of all it changed.
create or replace function audit.bent_changes() returns setof bigint
language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct event_id from audit_change
    where fields is not null and digest <> audit.change_digest(salt, table_name, row_key, fields)
$$;

create or replace trigger audit_begin_act after insert on audit_event for each row
  when (new.action not in ('view', 'search', 'count', 'export', 'print', 'failure')) execute function audit.begin_act();

-- Every table staff or partners may change, those to come too. Not the outbox, whose rows are the account of what became
-- of them, not the names of those who act, which the trail's rows carry anyway, and not lists on their way in: the trail
-- would keep whole files that must be gone in a day.
do $$
declare
  one record;
begin
  for one in
    select c.oid::regclass as name, (
      select string_agg(quote_literal(a.attname), ', ' order by a.attnum)
      from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('message', 'message_batch', 'actor', 'list_draft', 'digest')
      and (has_any_column_privilege('{{staff}}'::regrole, c.oid, 'update') or has_any_column_privilege('{{partner}}'::regrole, c.oid, 'update'))
  loop
    execute format('create or replace trigger audit_change after update on %s for each row
      when (old.* is distinct from new.*) execute function audit.note_change(%s)', one.name, one.key);
  end loop;
end $$;

-- The row of the trail is the key to the trail: who reads it has, in this very transaction, written down that he does.
create or replace function audit.key_of(p_subject text, p_subject_id uuid, p_roles text[]) returns audit_event
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  key audit_event;
begin
  select e.* into key from audit_event e
    where e.generation = (select generation from city_identity) and e.xid = pg_current_xact_id()
      and e.subject = p_subject and e.subject_id is not distinct from p_subject_id and e.actor_role = any(p_roles)
    order by e.id desc limit 1;
  if key.id is null then
    raise exception 'The audit trail is read only by an act that says so' using errcode = 'insufficient_privilege';
  end if;
  return key;
end $$;

-- Who opened, changed or tried one file, the newest first, after the row `p_before` when it is given.
create or replace function audit.of_client(p_client uuid, p_before bigint, p_limit integer)
returns table (id bigint, at timestamptz, actor_id uuid, actor_name text, actor_role text, organisation text, action text,
  subject text, reason text, special text[])
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform audit.key_of('client-access', p_client, array['lead', 'dpo']);
  return query
    select e.id, e.at, e.actor_id, e.actor_name, e.actor_role, e.organisation, e.action, e.subject, e.reason, e.special
    from audit_event e
    where e.subject_id = p_client
      and (p_before is null or (e.at, e.id) < (select b.at, b.id from audit_event b where b.id = p_before and b.subject_id = p_client))
    order by e.at desc, e.id desc limit least(p_limit, 200);
end $$;

-- How often one file was opened in each week since `p_since`, by whom it is led and by others; weeks begin on Monday.
create or replace function audit.weeks_of_client(p_client uuid, p_since date)
returns table (week date, by_lead integer, by_others integer)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  zone text := (select time_zone from city_identity);
  lead uuid := (select lead_id from client where client.id = p_client);
begin
  perform audit.key_of('client-access', p_client, array['lead', 'dpo']);
  return query
    select date_trunc('week', e.at at time zone zone)::date,
      (count(*) filter (where e.actor_id = lead))::integer, (count(*) filter (where e.actor_id is distinct from lead))::integer
    from audit_event e
    where e.subject_id = p_client and e.at >= p_since::timestamp at time zone zone and e.action <> 'failure'
    group by 1;
end $$;

-- Everybody who ever left a trace, whoever has gone since: names as they were written last. One step into the index each.
create or replace function audit.people() returns table (actor_id uuid, actor_name text, actor_role text, organisation text)
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform audit.key_of('staff-access', null, array['dpo']);
  return query
    with recursive known as (
      (select e.actor_id from audit_event e order by e.actor_id limit 1)
      union all
      select (select e.actor_id from audit_event e where e.actor_id > known.actor_id order by e.actor_id limit 1)
      from known where known.actor_id is not null
    )
    select last.* from known cross join lateral (
      select e.actor_id, e.actor_name, e.actor_role, e.organisation from audit_event e
      where e.actor_id = known.actor_id order by e.at desc, e.id desc limit 1) last
    where last.actor_role <> 'system';
end $$;

-- What one person did here, the newest first: to the data protection officer, for a reason, for 31 days at most. Days are
-- the city's; `p_until` is the last of them.
create or replace function audit.of_actor(p_actor uuid, p_from date, p_until date, p_before bigint, p_limit integer)
returns table (id bigint, at timestamptz, action text, subject text, client_id uuid, family_name text, given_name text,
  reason text, special text[])
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  zone text := (select time_zone from city_identity);
  key audit_event := audit.key_of('staff-access', p_actor, array['dpo']);
begin
  if key.action not in ('search', 'export') or char_length(coalesce(key.reason, '')) < 20 then
    raise exception 'What a colleague looked at is searched for a reason, or not at all' using errcode = 'insufficient_privilege';
  end if;
  if p_until - p_from not between 0 and 30 then
    raise exception 'A search covers 31 days at most' using errcode = 'check_violation';
  end if;
  return query
    -- Whose file a restricted one is, its named people know; here it is a file.
    select e.id, e.at, e.action, e.subject, client.id, person.family_name, person.given_name, e.reason, e.special
    from audit_event e
    left join client on client.id = e.subject_id
    left join person on person.id = client.person_id and client.restriction is null
    where e.actor_id = p_actor and e.at >= p_from::timestamp at time zone zone
      and e.at < (p_until + 1)::timestamp at time zone zone
      and (p_before is null or (e.at, e.id) < (select b.at, b.id from audit_event b where b.id = p_before and b.actor_id = p_actor))
    order by e.at desc, e.id desc limit least(p_limit, 10000);
end $$;

revoke execute on all functions in schema audit from public, {{staff}}, {{partner}}, {{report}}, {{sealer}};
grant usage on schema audit to {{staff}}, {{sealer}};
grant execute on function audit.bent_changes() to {{sealer}};
grant execute on function audit.of_client(uuid, bigint, integer), audit.weeks_of_client(uuid, date), audit.people(),
  audit.of_actor(uuid, date, date, bigint, integer) to {{staff}};
