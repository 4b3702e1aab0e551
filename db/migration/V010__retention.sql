-- Letting go of what is too old: messages with everything that belongs to them, and raw events after a time of their own.
-- Statistics stay.
--
-- Horizons are midnights in UTC, the borders of daily chunks, so that every tier keeps exactly the same messages.

create function whatsapp_gateway.retention_days(p_what text) returns integer
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

create function whatsapp_gateway.retention_horizon(p_what text) returns timestamptz
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

-- An operator may type DELETE FROM whatsapp_gateway.messages …, and the archive stays whole. What is deleted is noted here in the same
-- transaction; the next enforce_retention() takes the keys, words, reactions, receipts and files of these messages too. Until then
-- their keys have no rows, which every reader takes for a message that is not there; a message that comes again gets its row back.
-- Such a deletion takes its statistics with it, where retention would keep them: to have less history, set the retention instead.
create table whatsapp_gateway.deleted_messages (
  session_name text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  deleted_at   timestamptz not null default now()
);

create function whatsapp_gateway.note_deleted_message() returns trigger
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  insert into whatsapp_gateway.deleted_messages (session_name, core_id, is_from_me)
  values (old.session_name, old.core_id, old.is_from_me);
  return null;
end
$$;

-- Whoever deletes rows and looks after their keys, such as the writer that moves a message, may say so and is not noted:
-- set local whatsapp_gateway.keys_are_kept = 'on'. Without it the note costs a little and does no harm.
create trigger messages_deleted_by_hand_are_noted
  after delete on whatsapp_gateway.messages
  for each row
  when (coalesce(current_setting('whatsapp_gateway.keys_are_kept', true), '') <> 'on')
  execute function whatsapp_gateway.note_deleted_message();

-- Keys older than a time. There is no index by time alone, which every message would pay for: a loose scan finds the chats, and
-- message_keys_timeline each chat's old keys.
create function whatsapp_gateway.keys_before(p_before timestamptz, p_limit bigint default null)
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

-- Removes the keys of messages and all that hangs on them, but not the rows; says how many of what. The arrays run in parallel.
create function whatsapp_gateway.forget_messages(p_sessions text[], p_core_ids text[], p_from_me boolean[]) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_table   text;
  v_removed bigint;
  v_counts  jsonb := '{}';
begin
  -- Objects that no other message needs. A thumbnail is shared by all files with the same bytes in a chat and month.
  with gone as (
    select d.*
      from unnest(p_sessions, p_core_ids, p_from_me) u(session_name, core_id, is_from_me)
      join whatsapp_gateway.media_downloads d using (session_name, core_id, is_from_me)
     where d.file_hash is not null and d.minio_key is not null
  ), kept as (
    select d.minio_bucket, d.minio_key, d.thumbnail_minio_key
      from whatsapp_gateway.media_downloads d
     where d.file_hash in (select file_hash from gone)
       and not exists (
         select from gone g
          where (g.session_name, g.core_id, g.is_from_me) = (d.session_name, d.core_id, d.is_from_me))
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

  foreach v_table in array array['message_search', 'media_downloads', 'message_aliases', 'message_lids', 'message_keys'] loop
    execute format(
      'delete from whatsapp_gateway.%I t
        using unnest($1, $2, $3) u(session_name, core_id, is_from_me)
        where t.session_name = u.session_name and t.core_id = u.core_id and t.is_from_me = u.is_from_me', v_table)
      using p_sessions, p_core_ids, p_from_me;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;

  -- These are kept by session and core id alone: only when no message of that id is left.
  foreach v_table in array array['message_receipts', 'message_reactions', 'message_edits', 'message_revocations',
                                 'poll_votes', 'invitation_answers'] loop
    execute format(
      'delete from whatsapp_gateway.%I t
        using (select distinct s, c from unnest($1, $2) u(s, c)) u
        where t.session_name = u.s and t.core_id = u.c
          and not exists (select from whatsapp_gateway.message_keys k where k.session_name = u.s and k.core_id = u.c)', v_table)
      using p_sessions, p_core_ids;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;

  return v_counts;
end
$$;

-- Drops, or counts, the chunks that are older than a time as a whole. A chunk that somebody reads for longer than
-- lock_timeout stays for the next time: waiting would hold up everybody who comes after.
create function whatsapp_gateway.drop_chunks_before(p_relation text, p_before timestamptz, p_dry_run boolean) returns bigint
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

-- Where the rows of a hypertable begin; null on plain PostgreSQL and while it has no chunk.
create function whatsapp_gateway.first_chunk_starts(p_relation text) returns timestamptz
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

-- What the tables kept by session and core id say without a message: receipts, edits and the like of a message that never came.
create function whatsapp_gateway.forget_unattached(p_before timestamptz) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_table   text;
  v_time    text;
  v_removed bigint;
  v_counts  jsonb := '{}';
begin
  for v_table, v_time in values
    ('message_receipts', 'coalesce(greatest(server_at, delivered_at, read_at, played_at, error_at), ''-infinity'')'),
    ('message_reactions', 'reacted_at'), ('message_edits', 'edited_at'), ('message_revocations', 'revoked_at'),
    ('poll_votes', 'voted_at'), ('invitation_answers', 'answered_at')
  loop
    execute format(
      'delete from whatsapp_gateway.%I t
        where %s < $1
          and not exists (select from whatsapp_gateway.message_keys k where k.session_name = t.session_name and k.core_id = t.core_id)',
      v_table, v_time) using p_before;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;
  return v_counts;
end
$$;

-- Remembers how far something got; never goes back.
create function whatsapp_gateway.advance_setting(p_name text, p_time timestamptz) returns void
  language sql
  set search_path = pg_catalog
as $$
  insert into whatsapp_gateway.settings as s (name, value)
  values (p_name, to_char(p_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
  on conflict (name) do update set value = excluded.value where s.value < excluded.value
$$;

-- Adds the counts of two reports.
create function whatsapp_gateway.sum_counts(p_one jsonb, p_other jsonb) returns jsonb
  language sql
  immutable
  set search_path = pg_catalog
as $$
  select coalesce(jsonb_object_agg(key, total), '{}')
    from (select key, sum(value::bigint) as total
            from (select * from jsonb_each_text(p_one) union all select * from jsonb_each_text(p_other)) counts
           group by key) totals
$$;

-- Waits for the writers of these sessions, in the order that everybody keeps.
create function whatsapp_gateway.lock_sessions(p_sessions text[]) returns void
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_session text;
begin
  for v_session in select distinct s from unnest(p_sessions) s order by s loop
    perform pg_advisory_xact_lock(whatsapp_gateway.session_lock_key(v_session));
  end loop;
end
$$;

-- One batch of messages past the horizon: rows (plain; elsewhere their chunk is gone), keys and what hangs on them.
create function whatsapp_gateway.forget_old_messages(p_before timestamptz, p_batch integer) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_tier     text := whatsapp_gateway.tier();
  v_sessions text[];
  v_core_ids text[];
  v_from_me  boolean[];
  v_rows     bigint := 0;
begin
  select array_agg(k.session_name), array_agg(k.core_id), array_agg(k.is_from_me)
    into v_sessions, v_core_ids, v_from_me
    from whatsapp_gateway.keys_before(p_before, p_batch) k;
  perform whatsapp_gateway.lock_sessions(v_sessions);

  -- A writer may have moved one of them meanwhile.
  select array_agg(k.session_name), array_agg(k.core_id), array_agg(k.is_from_me)
    into v_sessions, v_core_ids, v_from_me
    from unnest(v_sessions, v_core_ids, v_from_me) u(session_name, core_id, is_from_me)
    join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me)
   where k."timestamp" < p_before;

  if v_tier <> 'community' then
    insert into whatsapp_gateway.retired_hourly_stats as r
      (hour, session_name, chat_id, message_type, message_count, media_count, sent_count, received_count)
    select date_trunc('hour', k."timestamp", 'UTC'), k.session_name, k.chat_id, k.message_type, count(*),
           count(*) filter (where k.has_media), count(*) filter (where k.is_from_me), count(*) filter (where not k.is_from_me)
      from unnest(v_sessions, v_core_ids, v_from_me) u(session_name, core_id, is_from_me)
      join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me)
     where k."timestamp" >= coalesce(
             (select value::timestamptz from whatsapp_gateway.settings where name = 'statistics_retired_before'), '-infinity')
     group by 1, 2, 3, 4
    on conflict (session_name, chat_id, hour, message_type) do update
       set message_count  = r.message_count + excluded.message_count,
           media_count    = r.media_count + excluded.media_count,
           sent_count     = r.sent_count + excluded.sent_count,
           received_count = r.received_count + excluded.received_count;
  end if;

  if v_tier = 'plain' then
    delete from whatsapp_gateway.messages m
     using unnest(v_sessions, v_core_ids, v_from_me) u(session_name, core_id, is_from_me)
      join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me)
     where (m.session_name, m.chat_id, m."timestamp", m.core_id, m.is_from_me)
         = (k.session_name, k.chat_id, k."timestamp", k.core_id, k.is_from_me);
    get diagnostics v_rows = row_count;
  end if;
  return whatsapp_gateway.forget_messages(v_sessions, v_core_ids, v_from_me) || jsonb_build_object('messages', v_rows);
end
$$;

-- One batch of messages whose rows an operator removed, by DELETE or by drop_chunks().
create function whatsapp_gateway.forget_deleted_messages(p_batch integer) returns jsonb
  language plpgsql
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_notes    tid[];
  v_sessions text[];
  v_core_ids text[];
  v_from_me  boolean[];
  v_times    timestamptz[];
begin
  select array_agg(n.id), array_agg(n.session_name), array_agg(n.core_id), array_agg(n.is_from_me)
    into v_notes, v_sessions, v_core_ids, v_from_me
    from (select d.ctid as id, d.* from whatsapp_gateway.deleted_messages d limit p_batch) n;

  -- Chunks are dropped from the old end: keys from before the first have no rows.
  if whatsapp_gateway.tier() <> 'plain' then
    select v_sessions || array_agg(k.session_name), v_core_ids || array_agg(k.core_id), v_from_me || array_agg(k.is_from_me)
      into v_sessions, v_core_ids, v_from_me
      from whatsapp_gateway.keys_before(
        coalesce(whatsapp_gateway.first_chunk_starts('messages'), 'infinity'), p_batch) k;
  end if;
  perform whatsapp_gateway.lock_sessions(v_sessions);

  select coalesce(array_agg(k."timestamp"), '{}') into v_times
    from unnest(v_sessions, v_core_ids, v_from_me) u(session_name, core_id, is_from_me)
    join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me);

  -- Only if the row did not come back, be it moved or captured anew. The rows are looked for by their times, in one pass: without any
  -- times the planner would look at every chunk, and asked key by key it would look at them for each.
  with present as materialized (
    select m.session_name, m.chat_id, m."timestamp", m.core_id, m.is_from_me
      from whatsapp_gateway.messages m
     where m."timestamp" = any(v_times)
  )
  select array_agg(k.session_name), array_agg(k.core_id), array_agg(k.is_from_me)
    into v_sessions, v_core_ids, v_from_me
    from (select distinct * from unnest(v_sessions, v_core_ids, v_from_me) u(session_name, core_id, is_from_me)) u
    join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me)
   where (k.session_name, k.chat_id, k."timestamp", k.core_id, k.is_from_me)
         not in (select p.session_name, p.chat_id, p."timestamp", p.core_id, p.is_from_me from present p);

  delete from whatsapp_gateway.deleted_messages where ctid = any(v_notes);
  return whatsapp_gateway.forget_messages(v_sessions, v_core_ids, v_from_me)
    || jsonb_build_object('deleted_messages', coalesce(array_length(v_notes, 1), 0));
end
$$;

-- Raw events past their horizon: whole chunks, or a batch of rows.
create function whatsapp_gateway.forget_old_events(p_before timestamptz, p_batch integer) returns bigint
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

-- What enforce_retention() would do in all, if it ran until it is done.
create function whatsapp_gateway.preview_retention()
  returns table (what text, unit text, removed bigint, older_than timestamptz, is_done boolean)
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
declare
  v_chunked boolean := whatsapp_gateway.tier() <> 'plain';
  v_key     text;
begin
  unit := 'rows';
  is_done := true;
  older_than := whatsapp_gateway.retention_horizon('messages');
  if older_than > '-infinity' then
    what := 'messages';
    if v_chunked then
      unit := 'chunks';
      removed := whatsapp_gateway.drop_chunks_before('messages', older_than, true);
    else
      select count(*) into removed
        from whatsapp_gateway.keys_before(older_than) k
        join whatsapp_gateway.messages m using (session_name, chat_id, "timestamp", core_id, is_from_me);
    end if;
    return next;

    unit := 'rows';
    foreach what in array array['message_keys', 'message_search', 'media_downloads', 'message_aliases', 'message_lids',
                                'message_receipts', 'message_reactions', 'message_edits', 'message_revocations',
                                'poll_votes', 'invitation_answers'] loop
      v_key := case when what in ('message_keys', 'message_search', 'media_downloads', 'message_aliases', 'message_lids')
                    then 'session_name, core_id, is_from_me' else 'session_name, core_id' end;
      execute format(
        'select count(*)
           from whatsapp_gateway.%I t
          where (%s) in (select %s from whatsapp_gateway.keys_before($1))', what, v_key, v_key)
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

create function whatsapp_gateway.enforce_retention(p_dry_run boolean default false, p_batch integer default 2000)
  returns table (what text, unit text, removed bigint, older_than timestamptz, is_done boolean)
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_chunked  boolean := whatsapp_gateway.tier() <> 'plain';
  v_horizon  timestamptz := whatsapp_gateway.retention_horizon('messages');
  v_removed  bigint;
  v_counts   jsonb := '{}';
  v_unit     text := 'rows';
  v_is_done  boolean := true;
begin
  if p_dry_run then
    return query select * from whatsapp_gateway.preview_retention();
    return;
  end if;
  perform set_config('whatsapp_gateway.keys_are_kept', 'on', true);

  if v_horizon > '-infinity' then
    if v_chunked then
      v_unit := 'chunks';
      v_removed := whatsapp_gateway.drop_chunks_before('messages', v_horizon, false);
      -- What is left of a chunk that is in use, or of one that is longer than a day, keeps its keys.
      v_horizon := least(v_horizon, whatsapp_gateway.first_chunk_starts('messages'));
      if v_removed > 0 then
        perform whatsapp_gateway.advance_setting('messages_dropped_before', v_horizon);
      end if;
    end if;
    v_counts := whatsapp_gateway.forget_old_messages(v_horizon, p_batch);
    if v_chunked then
      v_counts := v_counts || jsonb_build_object('messages', v_removed);
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

  return query
    select c.key, case c.key when 'messages' then v_unit else 'rows' end, c.value::bigint, v_horizon, v_is_done
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

-- Hours that may be counted again: the messages of older ones may be gone, and counting what is left would erase their statistics.
create function whatsapp_gateway.statistics_horizon() returns timestamptz
  language sql
  stable
  set search_path = pg_catalog
as $$
  select greatest(whatsapp_gateway.retention_horizon('messages'),
                  (select value::timestamptz from whatsapp_gateway.settings where name = 'messages_dropped_before'))
$$;

do $do$
begin
  if whatsapp_gateway.tier() <> 'community' then
    create procedure whatsapp_gateway.refresh_hourly_stats(p_from timestamptz default null, p_to timestamptz default null)
      language sql
    begin atomic
    end;
    return;
  end if;

  -- Refreshing takes transactions of its own, which a procedure may not have under a search_path of its own; hence names in full.
  execute format($procedure$
    create procedure whatsapp_gateway.refresh_hourly_stats(p_from timestamptz default null, p_to timestamptz default null)
      language plpgsql
    as $$
    declare
      -- The running hour is counted live; were it stored, what comes later in it would be missing until the next refresh.
      v_from timestamptz := nullif(greatest(pg_catalog.date_trunc('hour', p_from, 'UTC'),
                                            whatsapp_gateway.statistics_horizon()), '-infinity');
      v_to   timestamptz := least(pg_catalog.date_trunc('hour', p_to + interval '1 hour', 'UTC'),
                                  pg_catalog.date_trunc('hour', pg_catalog.now(), 'UTC'));
    begin
      if v_from is null or v_from < v_to then
        call %I.refresh_continuous_aggregate('whatsapp_gateway.messages_hourly_stats', v_from, v_to);
      end if;
    end
    $$
  $procedure$, whatsapp_gateway.schema_of_extension('timescaledb'));
end
$do$;

comment on procedure whatsapp_gateway.refresh_hourly_stats(timestamptz, timestamptz) is
  'Makes messages that were written late into a range of time show in messages_hourly_stats at once rather than within the quarter of an hour. Not inside a transaction. Does nothing where the statistics are always live.';

-- Runs enforce_retention() to its end, each batch in a transaction; a job of TimescaleDB on the community tier.
create procedure whatsapp_gateway.retention_job(job_id integer, config jsonb)
  language plpgsql
as $$
declare
  v_is_done boolean;
begin
  loop
    select pg_catalog.bool_and(r.is_done) into v_is_done from whatsapp_gateway.enforce_retention() r;
    commit;
    exit when coalesce(v_is_done, true);
  end loop;
  perform whatsapp_gateway.configure_policies();
end
$$;

-- Brings the jobs of the community tier in line with the settings; may be called at any time and by several at once.
create function whatsapp_gateway.configure_policies() returns void
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_timescaledb text := whatsapp_gateway.schema_of_extension('timescaledb');
  v_wanted      interval;
  v_exists      boolean;
  v_present     interval;
begin
  if whatsapp_gateway.tier() <> 'community' then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('whatsapp_gateway.configure_policies', 0));

  if whatsapp_gateway.statistics_horizon() > '-infinity' then
    v_wanted := make_interval(days => greatest(1, extract(day from now() - whatsapp_gateway.statistics_horizon())::integer));
  end if;
  select true, (j.config ->> 'start_offset')::interval
    into v_exists, v_present
    from timescaledb_information.jobs j
    join timescaledb_information.continuous_aggregates a
      on (j.hypertable_schema, j.hypertable_name) in ((a.view_schema, a.view_name),
                                                      (a.materialization_hypertable_schema, a.materialization_hypertable_name))
   where j.proc_name = 'policy_refresh_continuous_aggregate'
     and a.view_schema = 'whatsapp_gateway' and a.view_name = 'messages_hourly_stats';

  if v_exists is null or v_wanted is distinct from v_present then
    if v_exists then
      execute format($sql$
        select %I.remove_continuous_aggregate_policy('whatsapp_gateway.messages_hourly_stats')
      $sql$, v_timescaledb);
    end if;
    execute format($sql$
      select %I.add_continuous_aggregate_policy('whatsapp_gateway.messages_hourly_stats',
        start_offset => $1::interval, end_offset => interval '1 hour', schedule_interval => interval '15 minutes')
    $sql$, v_timescaledb) using v_wanted;
  end if;

  if not exists (select from timescaledb_information.jobs j
                  where j.proc_schema = 'whatsapp_gateway' and j.proc_name = 'retention_job') then
    execute format($sql$
      select %I.add_job('whatsapp_gateway.retention_job', interval '1 day',
        initial_start => date_trunc('day', now(), 'UTC') + interval '1 day 3 hours')
    $sql$, v_timescaledb);
  end if;
end
$$;

comment on function whatsapp_gateway.configure_policies() is
  'Brings the background jobs of the community tier (refresh of statistics, daily retention) in line with the settings; elsewhere there are none.';

do $$ begin perform whatsapp_gateway.configure_policies(); end $$;
