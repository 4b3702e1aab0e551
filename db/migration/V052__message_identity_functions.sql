-- What is done with messages, by their new identity; see V050. The rows are carried over: V051.

-- One writer per chat at a time: whoever writes messages, or what is said about them, takes these locks for the chats, each once and in
-- ascending order, with pg_advisory_xact_lock(). They last as long as the transaction, so they also hold behind PgBouncer. The chats of a
-- session share 32 locks, because a transaction over thousands of chats would fill the server's table of locks. Whoever sorts work by lock
-- before it comes here computes the same number from the chat's address.
create function whatsapp_gateway.chat_lock_key(p_session_name text, p_chat_id text) returns bigint
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select hashtextextended('whatsapp_gateway.chats ' || p_session_name, get_byte(sha256(convert_to(p_chat_id, 'UTF8')), 0) % 32)
$$;

comment on function whatsapp_gateway.chat_lock_key(text, text) is
  'The advisory lock that writers take for a chat, by its canonical address. One of 32 of its session; the same for many chats.';

-- Waits for the writers of these chats, in the order that everybody keeps. The arrays run in parallel. A chat whose messages are still to be
-- moved to its phone number is written to under that.
create function whatsapp_gateway.lock_chats(p_sessions text[], p_chats text[]) returns void
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_key bigint;
begin
  for v_key in
    select distinct whatsapp_gateway.chat_lock_key(c.session_name, coalesce(l.phone, c.chat_id))
      from (select distinct u.session_name, u.chat_id from unnest(p_sessions, p_chats) u(session_name, chat_id)) c
      left join whatsapp_gateway.lid_links l on l.session_name = c.session_name and l.lid = c.chat_id
     order by 1
  loop
    perform pg_advisory_xact_lock(v_key);
  end loop;
end
$$;

comment on function whatsapp_gateway.lock_chats(text[], text[]) is
  'Waits for the writers of these chats, in the order that everybody keeps, and keeps them waiting to the end of the transaction.';

-- ---------------------------------------------------------------- statistics

-- As it was, over the new keys.
do $$
begin
  if whatsapp_gateway.tier() <> 'community' then
    create or replace view whatsapp_gateway.messages_hourly_stats as
    select hour,
           session_name,
           chat_id,
           message_type,
           sum(message_count)::bigint as message_count,
           sum(media_count)::bigint as media_count,
           sum(sent_count)::bigint as sent_count,
           sum(received_count)::bigint as received_count
      from (select date_trunc('hour', k."timestamp", 'UTC') as hour,
                   k.session_name,
                   k.chat_id,
                   k.message_type,
                   count(*) as message_count,
                   count(*) filter (where k.has_media) as media_count,
                   count(*) filter (where k.is_from_me) as sent_count,
                   count(*) filter (where not k.is_from_me) as received_count
              from whatsapp_gateway.message_keys k
             where k."timestamp" >= coalesce(
                     (select value::timestamptz from whatsapp_gateway.settings where name = 'statistics_retired_before'), '-infinity')
             group by 1, 2, 3, 4
             union all
            select r.hour, r.session_name, r.chat_id, r.message_type,
                   r.message_count, r.media_count, r.sent_count, r.received_count
              from whatsapp_gateway.retired_hourly_stats r) counted
     group by 1, 2, 3, 4;
  end if;
end
$$;

-- ---------------------------------------------------------------- search

-- The matches come first, whatever the planner thinks of walking the time instead, and then their rows by exact times: planned with
-- these as constants, only the chunks that hold them are looked at.
create or replace function whatsapp_gateway.search_messages(p_session_name text, p_query text, p_limit integer default 50)
  returns setof whatsapp_gateway.messages
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_times   timestamptz[];
  v_numbers bigint[];
begin
  with matches as materialized (
    select s."timestamp", s.message_number
      from whatsapp_gateway.message_search s
     where s.session_name = p_session_name
       and s.vector @@ whatsapp_gateway.search_query(p_query)
  ), newest as (
    select * from matches order by "timestamp" desc, message_number desc limit least(p_limit, 1000)
  )
  select array_agg("timestamp"), array_agg(message_number)
    into v_times, v_numbers
    from newest;

  -- Without times to go by, the query below would look at every chunk.
  if v_times is null then
    return;
  end if;

  return query
    select m.*
      from whatsapp_gateway.messages m
     where m.session_name = p_session_name
       and m."timestamp" = any(v_times)
       and m.id = any(v_numbers)
     order by m."timestamp" desc, m.id desc;
end
$$;

-- ---------------------------------------------------------------- retention

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

-- Removes the keys of messages and all that hangs on them, but not the rows; says how many of what.
create function whatsapp_gateway.forget_messages(p_numbers bigint[]) returns jsonb
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

  foreach v_table in array array['message_search', 'media_downloads', 'message_aliases', 'message_lids'] loop
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

  foreach v_table in array array['message_receipts', 'message_reactions', 'message_edits', 'message_revocations',
                                 'poll_votes', 'invitation_answers'] loop
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
    ('message_receipts', 'coalesce(greatest(t.server_at, t.delivered_at, t.read_at, t.played_at, t.error_at), ''-infinity'')'),
    ('message_reactions', 't.reacted_at'), ('message_edits', 't.edited_at'), ('message_revocations', 't.revoked_at'),
    ('poll_votes', 't.voted_at'), ('invitation_answers', 't.answered_at')
  loop
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

-- One batch of messages past the horizon: rows (plain; elsewhere their chunk is gone), keys and what hangs on them.
create function whatsapp_gateway.forget_old_messages(p_before timestamptz, p_batch integer) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_tier     text := whatsapp_gateway.tier();
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

  if v_tier <> 'community' then
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

  if v_tier = 'plain' then
    delete from whatsapp_gateway.messages m
     using whatsapp_gateway.message_keys k
     where k.id = any(v_numbers)
       and (m.session_name, m.chat_id, m."timestamp", m.id) = (k.session_name, k.chat_id, k."timestamp", k.id);
    get diagnostics v_rows = row_count;
  end if;
  return whatsapp_gateway.forget_messages(v_numbers) || jsonb_build_object('messages', v_rows);
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

-- What enforce_retention() would do in all, if it ran until it is done.
create or replace function whatsapp_gateway.preview_retention()
  returns table (what text, unit text, removed bigint, older_than timestamptz, is_done boolean)
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
declare
  v_chunked boolean := whatsapp_gateway.tier() <> 'plain';
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
        join whatsapp_gateway.messages m using (session_name, chat_id, "timestamp", id);
    end if;
    return next;

    unit := 'rows';
    what := 'message_keys';
    select count(*) into removed from whatsapp_gateway.keys_before(older_than);
    return next;

    foreach what in array array['message_search', 'media_downloads', 'message_aliases', 'message_lids'] loop
      execute format(
        'select count(*)
           from whatsapp_gateway.%I t
          where t.message_number in (select k.id from whatsapp_gateway.keys_before($1) k)', what)
        into removed using older_than;
      return next;
    end loop;

    foreach what in array array['message_receipts', 'message_reactions', 'message_edits', 'message_revocations',
                                'poll_votes', 'invitation_answers'] loop
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

-- ---------------------------------------------------------------- what is not needed any more

drop table whatsapp_gateway.former_message_keys, whatsapp_gateway.former_message_search, whatsapp_gateway.former_message_aliases,
  whatsapp_gateway.former_message_lids, whatsapp_gateway.former_message_receipts, whatsapp_gateway.former_message_reactions,
  whatsapp_gateway.former_message_edits, whatsapp_gateway.former_message_revocations, whatsapp_gateway.former_poll_votes,
  whatsapp_gateway.former_invitation_answers, whatsapp_gateway.former_deleted_messages;
drop procedure whatsapp_gateway.carry_over_messages();
drop procedure whatsapp_gateway.carry_over_references(text, text, text, text);
drop procedure whatsapp_gateway.carry_over(text, text, text, text);
drop function whatsapp_gateway.is_own_address(text, text);
drop table whatsapp_gateway.identity_steps;

do $$ begin perform whatsapp_gateway.grant_access(); end $$;
