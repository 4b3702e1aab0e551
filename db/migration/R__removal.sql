-- Removing messages with everything that belongs to them, and raw events, a batch at a time.

-- Drops, or counts, the chunks that are older than a time as a whole. A chunk that somebody reads for longer than
-- lock_timeout stays for the next time: waiting would hold up everybody who comes after.
create or replace function whatsapp_gateway.drop_chunks_before(p_relation text, p_before timestamptz, p_dry_run boolean) returns bigint
  language plpgsql
  set search_path = pg_catalog
  set lock_timeout = '2s'
as $$
declare
  v_chunks bigint;
begin
  execute format('select count(*) from %I.%I(%L::regclass, older_than => %L::timestamptz)',
                 whatsapp_gateway.schema_of_extension('timescaledb'),
                 case when p_dry_run then 'show_chunks' else 'drop_chunks' end,
                 'whatsapp_gateway.' || p_relation, p_before)
    into v_chunks;
  return v_chunks;
exception
  when lock_not_available then
    raise warning 'chunks of % before % are in use and stay for now', p_relation, p_before;
    return 0;
end
$$;

-- Which rows of the old end stay for another time, though they are past a horizon: none, unless chunks in use could not be dropped. Chunks that
-- reach beyond the horizon are no reason, as their rows are deleted one by one.
create or replace function whatsapp_gateway.horizon_of_rows(p_relation text, p_before timestamptz) returns timestamptz
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
declare
  v_horizon timestamptz := p_before;
begin
  if whatsapp_gateway.tier() <> 'plain' then
    select coalesce(min(c.range_start), p_before) into v_horizon
      from timescaledb_information.chunks c
     where c.hypertable_schema = 'whatsapp_gateway' and c.hypertable_name = p_relation and c.range_end <= p_before;
  end if;
  return v_horizon;
end
$$;

-- Where the rows of a hypertable begin; null on plain PostgreSQL and while it has no chunk.
create or replace function whatsapp_gateway.first_chunk_starts(p_relation text) returns timestamptz
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
declare
  v_start timestamptz;
begin
  if whatsapp_gateway.tier() <> 'plain' then
    select min(c.range_start) into v_start
      from timescaledb_information.chunks c
     where c.hypertable_schema = 'whatsapp_gateway' and c.hypertable_name = p_relation;
  end if;
  return v_start;
end
$$;

-- Keys older than a time. There is no index by time alone, which every message would pay for: a loose scan finds the chats, and
-- message_keys_timeline each chat's old keys.
create or replace function whatsapp_gateway.keys_before(p_before timestamptz, p_limit bigint default null)
  returns setof whatsapp_gateway.message_keys
  language sql
  stable
  set search_path = pg_catalog
as $$
  with recursive chat(session_name, chat_id) as (
    (select k.session_name, k.chat_id
       from whatsapp_gateway.message_keys k
      order by k.session_name, k.chat_id
      limit 1)
     union all
    select following.session_name, following.chat_id
      from chat
     cross join lateral (
       select k.session_name, k.chat_id
         from whatsapp_gateway.message_keys k
        where (k.session_name, k.chat_id) > (chat.session_name, chat.chat_id)
        order by k.session_name, k.chat_id
        limit 1) following
  )
  select old_key.*
    from chat
   cross join lateral (
     select k.*
       from whatsapp_gateway.message_keys k
      where k.session_name = chat.session_name and k.chat_id = chat.chat_id and k."timestamp" < p_before) old_key
   limit p_limit
$$;

-- Removes the keys of messages and all that hangs on them, but not the rows; says how many of what.
create or replace function whatsapp_gateway.forget_messages(p_numbers bigint[]) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_sessions text[];
  v_chats    text[];
  v_core_ids text[];
  v_table    text;
  v_removed  bigint;
  v_counts   jsonb := '{}';
begin
  -- Objects that no other message needs. A thumbnail is shared by all files with the same bytes in a chat and month.
  with gone as (
    select d.*
      from whatsapp_gateway.media_downloads d
     where d.message_number = any(p_numbers)
       and d.file_hash is not null and d.minio_key is not null
  ), kept as (
    select d.minio_bucket, d.minio_key, d.thumbnail_minio_key
      from whatsapp_gateway.media_downloads d
     where d.file_hash in (select file_hash from gone)
       and d.message_number not in (select message_number from gone)
  ), objects as (
    select minio_bucket as bucket, minio_key as object_key from gone
     union
    select minio_bucket, thumbnail_minio_key from gone where thumbnail_minio_key is not null
  )
  insert into whatsapp_gateway.media_garbage (bucket, object_key)
  select o.bucket, o.object_key
    from objects o
   where not exists (
     select from kept k where k.minio_bucket = o.bucket and o.object_key in (k.minio_key, k.thumbnail_minio_key))
  on conflict do nothing;

  for v_table in select side_table from whatsapp_gateway.side_tables() where said_at is null loop
    execute format('delete from whatsapp_gateway.%I where message_number = any($1)', v_table) using p_numbers;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;

  with gone as (
    delete from whatsapp_gateway.message_keys k where k.id = any(p_numbers) returning k.session_name, k.chat_id, k.core_id
  )
  select count(*), array_agg(g.session_name), array_agg(g.chat_id), array_agg(g.core_id)
    into v_removed, v_sessions, v_chats, v_core_ids
    from gone g;
  v_counts := v_counts || jsonb_build_object('message_keys', v_removed);

  -- What is said about messages names a chat and a core id: it goes when no message of that id is left in the chat. It may have been
  -- told by any address of the chat.
  with gone as (
    select distinct u.session_name, u.chat_id, u.core_id
      from unnest(v_sessions, v_chats, v_core_ids) u(session_name, chat_id, core_id)
     where not exists (select from whatsapp_gateway.message_keys k
                        where (k.session_name, k.chat_id, k.core_id) = (u.session_name, u.chat_id, u.core_id))
  ), told as (
    select session_name, chat_id, core_id from gone
     union
    select g.session_name, l.lid, g.core_id
      from gone g
      join whatsapp_gateway.lid_links l on l.session_name = g.session_name and l.phone = g.chat_id
  )
  select array_agg(t.session_name), array_agg(t.chat_id), array_agg(t.core_id)
    into v_sessions, v_chats, v_core_ids
    from told t;

  for v_table in select side_table from whatsapp_gateway.side_tables() where said_at is not null loop
    execute format(
      'delete from whatsapp_gateway.%I t
        using unnest($1, $2, $3) u(session_name, chat_id, core_id)
        where t.session_name = u.session_name and t.chat_id = u.chat_id and t.core_id = u.core_id', v_table)
      using v_sessions, v_chats, v_core_ids;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;

  return v_counts;
end
$$;

-- What is said about messages that are not there, be it that they never came: receipts, edits and the like without a message of that
-- core id in their chat, under whichever address of it.
create or replace function whatsapp_gateway.forget_unattached(p_before timestamptz) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_table   text;
  v_time    text;
  v_removed bigint;
  v_counts  jsonb := '{}';
begin
  for v_table, v_time in select side_table, said_at from whatsapp_gateway.side_tables() where said_at is not null loop
    execute format(
      'delete from whatsapp_gateway.%I t
        where %s < $1
          and not exists (select from whatsapp_gateway.message_keys k
                           where k.session_name = t.session_name and k.chat_id = t.chat_id and k.core_id = t.core_id)
          and not exists (select
                            from whatsapp_gateway.lid_links l
                            join whatsapp_gateway.message_keys k on k.session_name = l.session_name and k.chat_id = l.phone
                           where l.session_name = t.session_name and l.lid = t.chat_id and k.core_id = t.core_id)',
      v_table, v_time) using p_before;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;
  return v_counts;
end
$$;

-- One batch of messages past the horizon: rows, unless their chunk is gone, keys and what hangs on them.
create or replace function whatsapp_gateway.forget_old_messages(p_before timestamptz, p_batch integer) returns jsonb
  language plpgsql
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_first    timestamptz := coalesce(whatsapp_gateway.first_chunk_starts('messages'), '-infinity');
  v_numbers  bigint[];
  v_sessions text[];
  v_chats    text[];
  v_rows     bigint := 0;
begin
  select array_agg(k.id), array_agg(k.session_name), array_agg(k.chat_id)
    into v_numbers, v_sessions, v_chats
    from whatsapp_gateway.keys_before(p_before, p_batch) k;
  perform whatsapp_gateway.lock_chats(v_sessions, v_chats);

  -- A writer may have moved one of them meanwhile, to another time or to a chat that is not locked.
  select array_agg(k.id)
    into v_numbers
    from unnest(v_numbers, v_sessions, v_chats) u(id, session_name, chat_id)
    join whatsapp_gateway.message_keys k using (id, session_name, chat_id)
   where k."timestamp" < p_before;

  if whatsapp_gateway.tier() <> 'community' then
    insert into whatsapp_gateway.retired_hourly_stats as r
      (hour, session_name, chat_id, message_type, message_count, media_count, sent_count, received_count)
    select date_trunc('hour', k."timestamp", 'UTC'), k.session_name, k.chat_id, k.message_type, count(*),
           count(*) filter (where k.has_media), count(*) filter (where k.is_from_me), count(*) filter (where not k.is_from_me)
      from whatsapp_gateway.message_keys k
     where k.id = any(v_numbers)
       and k."timestamp" >= coalesce(
             (select value::timestamptz from whatsapp_gateway.settings where name = 'statistics_retired_before'), '-infinity')
     group by 1, 2, 3, 4
    on conflict (session_name, chat_id, hour, message_type) do update
       set message_count  = r.message_count + excluded.message_count,
           media_count    = r.media_count + excluded.media_count,
           sent_count     = r.sent_count + excluded.sent_count,
           received_count = r.received_count + excluded.received_count;
  end if;

  if v_first < p_before then
    -- Planned for the chunk at the horizon alone.
    delete from whatsapp_gateway.messages m
     using whatsapp_gateway.message_keys k
     where k.id = any(v_numbers)
       and (m.session_name, m.chat_id, m."timestamp", m.id) = (k.session_name, k.chat_id, k."timestamp", k.id)
       and m."timestamp" >= v_first and m."timestamp" < p_before;
    get diagnostics v_rows = row_count;
  end if;
  return whatsapp_gateway.forget_messages(v_numbers) || jsonb_build_object('messages', v_rows);
end
$$;

-- One batch of messages whose rows an operator removed, by DELETE or by drop_chunks().
create or replace function whatsapp_gateway.forget_deleted_messages(p_batch integer) returns jsonb
  language plpgsql
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_notes    tid[];
  v_numbers  bigint[];
  v_sessions text[];
  v_chats    text[];
  v_times    timestamptz[];
begin
  select array_agg(n.id), array_agg(n.message_number)
    into v_notes, v_numbers
    from (select d.ctid as id, d.message_number from whatsapp_gateway.deleted_messages d limit p_batch) n;

  -- Chunks are dropped from the old end: keys from before the first have no rows.
  if whatsapp_gateway.tier() <> 'plain' then
    select v_numbers || array_agg(k.id)
      into v_numbers
      from whatsapp_gateway.keys_before(
        coalesce(whatsapp_gateway.first_chunk_starts('messages'), 'infinity'), p_batch) k;
  end if;

  select array_agg(k.id), array_agg(k.session_name), array_agg(k.chat_id)
    into v_numbers, v_sessions, v_chats
    from whatsapp_gateway.message_keys k
   where k.id = any(v_numbers);
  perform whatsapp_gateway.lock_chats(v_sessions, v_chats);

  -- One that was moved meanwhile has its row back, in a chat that is not locked.
  select array_agg(k.id), coalesce(array_agg(k."timestamp"), '{}')
    into v_numbers, v_times
    from unnest(v_numbers, v_sessions, v_chats) u(id, session_name, chat_id)
    join whatsapp_gateway.message_keys k using (id, session_name, chat_id);

  -- Only if the row did not come back, be it moved or captured anew. The rows are looked for by their times, in one pass: without any
  -- times the planner would look at every chunk, and asked key by key it would look at them for each.
  with present as materialized (
    select m.session_name, m.chat_id, m."timestamp", m.id
      from whatsapp_gateway.messages m
     where m."timestamp" = any(v_times)
  )
  select array_agg(k.id)
    into v_numbers
    from whatsapp_gateway.message_keys k
   where k.id = any(v_numbers)
     and (k.session_name, k.chat_id, k."timestamp", k.id) not in (select p.session_name, p.chat_id, p."timestamp", p.id from present p);

  delete from whatsapp_gateway.deleted_messages where ctid = any(v_notes);
  return whatsapp_gateway.forget_messages(v_numbers)
    || jsonb_build_object('deleted_messages', coalesce(array_length(v_notes, 1), 0));
end
$$;

-- Raw events past their horizon: whole chunks, or a batch of rows.
create or replace function whatsapp_gateway.forget_old_events(p_before timestamptz, p_batch integer) returns bigint
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_removed bigint;
begin
  if whatsapp_gateway.tier() <> 'plain' then
    return whatsapp_gateway.drop_chunks_before('webhook_events', p_before, false);
  end if;
  delete from whatsapp_gateway.webhook_events
   where ctid = any(array(select e.ctid from whatsapp_gateway.webhook_events e where e.received_at < p_before limit p_batch));
  get diagnostics v_removed = row_count;
  return v_removed;
end
$$;
