-- Letting go of what is too old: messages with everything that belongs to them, and raw events after a time of their own.
-- Statistics stay.
--
-- Horizons are midnights in UTC, and every tier keeps exactly the same messages: chunks before the horizon are dropped, and of the one that
-- reaches beyond it rows are deleted.

create or replace function whatsapp_gateway.retention_days(p_what text) returns integer
  language sql
  stable
  set search_path = pg_catalog
as $$
  select case p_what
           when 'messages' then coalesce((select value::integer from whatsapp_gateway.settings where name = 'retention_days'), 365)
           when 'events' then coalesce((select value::integer from whatsapp_gateway.settings where name = 'events_retention_days'), 30)
         end
$$;

comment on function whatsapp_gateway.retention_days(text) is 'How long messages or events are kept, in days; 0 means for ever.';

create or replace function whatsapp_gateway.retention_horizon(p_what text) returns timestamptz
  language sql
  stable
  set search_path = pg_catalog
as $$
  select case whatsapp_gateway.retention_days(p_what)
           when 0 then '-infinity'
           else (date_trunc('day', now() at time zone 'UTC')
                 - make_interval(days => whatsapp_gateway.retention_days(p_what))) at time zone 'UTC'
         end
$$;

comment on function whatsapp_gateway.retention_horizon(text) is 'Messages or events older than this are let go of.';

-- Remembers how far something got; never goes back.
create or replace function whatsapp_gateway.advance_setting(p_name text, p_time timestamptz) returns void
  language sql
  set search_path = pg_catalog
as $$
  insert into whatsapp_gateway.settings as s (name, value)
  values (p_name, to_char(p_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
  on conflict (name) do update set value = excluded.value where s.value < excluded.value
$$;

-- Adds the counts of two reports.
create or replace function whatsapp_gateway.sum_counts(p_one jsonb, p_other jsonb) returns jsonb
  language sql
  immutable
  set search_path = pg_catalog
as $$
  select coalesce(jsonb_object_agg(key, total), '{}')
    from (select key, sum(value::bigint) as total
            from (select * from jsonb_each_text(p_one) union all select * from jsonb_each_text(p_other)) counts
           group by key) totals
$$;

-- What enforce_retention() would do in all, if it ran until it is done.
create or replace function whatsapp_gateway.preview_retention()
  returns table (what text, unit text, removed bigint, older_than timestamptz, is_done boolean)
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
declare
  v_chunked boolean := whatsapp_gateway.tier() <> 'plain';
  v_first   timestamptz;
begin
  unit := 'rows';
  is_done := true;
  older_than := whatsapp_gateway.retention_horizon('messages');
  if older_than > '-infinity' then
    what := 'messages';
    v_first := '-infinity';
    if v_chunked then
      unit := 'chunks';
      removed := whatsapp_gateway.drop_chunks_before('messages', older_than, true);
      return next;
      unit := 'rows';
      select max(c.range_end) into v_first
        from timescaledb_information.chunks c
       where c.hypertable_schema = 'whatsapp_gateway' and c.hypertable_name = 'messages' and c.range_end <= older_than;
      v_first := coalesce(v_first, '-infinity');
    end if;
    select count(*) into removed
      from whatsapp_gateway.keys_before(older_than) k
      join whatsapp_gateway.messages m using (session_name, chat_id, "timestamp", id)
     where m."timestamp" >= v_first and m."timestamp" < older_than;
    return next;

    what := 'message_keys';
    select count(*) into removed from whatsapp_gateway.keys_before(older_than);
    return next;

    for what in select side_table from whatsapp_gateway.side_tables() where said_at is null loop
      execute format(
        'select count(*)
           from whatsapp_gateway.%I t
          where t.message_number in (select k.id from whatsapp_gateway.keys_before($1) k)', what)
        into removed using older_than;
      return next;
    end loop;

    for what in select side_table from whatsapp_gateway.side_tables() where said_at is not null loop
      execute format(
        'with gone as (
           select distinct o.session_name, o.chat_id, o.core_id
             from whatsapp_gateway.keys_before($1) o
            where not exists (select from whatsapp_gateway.message_keys k
                               where (k.session_name, k.chat_id, k.core_id) = (o.session_name, o.chat_id, o.core_id)
                                 and k."timestamp" >= $1)
         ), told as (
           select session_name, chat_id, core_id from gone
            union
           select g.session_name, l.lid, g.core_id
             from gone g
             join whatsapp_gateway.lid_links l on l.session_name = g.session_name and l.phone = g.chat_id
         )
         select count(*) from whatsapp_gateway.%I t join told using (session_name, chat_id, core_id)', what)
        into removed using older_than;
      return next;
    end loop;

    what := 'sync_coverage';
    select count(*) into removed from whatsapp_gateway.sync_coverage c where c.asked_to < older_than;
    return next;
  end if;

  older_than := whatsapp_gateway.retention_horizon('events');
  if older_than > '-infinity' then
    what := 'webhook_events';
    if v_chunked then
      unit := 'chunks';
      removed := whatsapp_gateway.drop_chunks_before('webhook_events', older_than, true);
    else
      select count(*) into removed from whatsapp_gateway.webhook_events e where e.received_at < older_than;
    end if;
    return next;
  end if;
end
$$;

create or replace function whatsapp_gateway.enforce_retention(p_dry_run boolean default false, p_batch integer default 2000)
  returns table (what text, unit text, removed bigint, older_than timestamptz, is_done boolean)
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_chunked  boolean := whatsapp_gateway.tier() <> 'plain';
  v_horizon  timestamptz := whatsapp_gateway.retention_horizon('messages');
  v_chunks   bigint := 0;
  v_removed  bigint;
  v_counts   jsonb := '{}';
  v_is_done  boolean := true;
begin
  if p_dry_run then
    return query select * from whatsapp_gateway.preview_retention();
    return;
  end if;
  perform set_config('whatsapp_gateway.keys_are_kept', 'on', true);

  if v_horizon > '-infinity' then
    if v_chunked then
      v_chunks := whatsapp_gateway.drop_chunks_before('messages', v_horizon, false);
      -- Chunks in use keep their keys, too.
      v_horizon := whatsapp_gateway.horizon_of_rows('messages', v_horizon);
    end if;
    v_counts := whatsapp_gateway.forget_old_messages(v_horizon, p_batch);
    if v_chunked and v_chunks + (v_counts ->> 'messages')::bigint > 0 then
      perform whatsapp_gateway.advance_setting('messages_dropped_before', v_horizon);
    end if;
    v_is_done := (v_counts ->> 'message_keys')::bigint < p_batch;

    -- Looks through whole tables, so only once: when nothing else is left.
    if v_is_done then
      perform whatsapp_gateway.advance_setting('statistics_retired_before', v_horizon);
      v_counts := whatsapp_gateway.sum_counts(v_counts, whatsapp_gateway.forget_unattached(v_horizon));
      delete from whatsapp_gateway.sync_coverage c where c.asked_to < v_horizon;
      get diagnostics v_removed = row_count;
      v_counts := v_counts || jsonb_build_object('sync_coverage', v_removed);
    end if;
  end if;

  -- After the old ones, which are counted for the statistics before they go.
  if v_is_done then
    v_counts := whatsapp_gateway.sum_counts(v_counts, whatsapp_gateway.forget_deleted_messages(p_batch));
    v_is_done := (v_counts ->> 'deleted_messages')::bigint < p_batch and (v_counts ->> 'message_keys')::bigint < p_batch;
  end if;
  perform set_config('whatsapp_gateway.keys_are_kept', '', true);

  if v_chunked and v_horizon > '-infinity' then
    return query select 'messages', 'chunks', v_chunks, v_horizon, v_is_done;
  end if;
  return query
    select c.key, 'rows', c.value::bigint, v_horizon, v_is_done
      from jsonb_each_text(v_counts) c
     order by c.key;

  older_than := whatsapp_gateway.retention_horizon('events');
  if older_than > '-infinity' then
    what := 'webhook_events';
    unit := case when v_chunked then 'chunks' else 'rows' end;
    removed := whatsapp_gateway.forget_old_events(older_than, p_batch);
    is_done := v_chunked or removed < p_batch;
    return next;
  end if;
end
$$;

comment on function whatsapp_gateway.enforce_retention(boolean, integer) is
  'Removes messages past the horizon with everything that belongs to them, and raw events past theirs; never statistics. One call removes at most a batch of messages, so that writers wait a moment only: call it, each time in a transaction of its own, until is_done is true in every row. A dry run says what all these calls would remove.';
