-- Puts the new keys in the place of the old ones, and everything that named messages by the old ones.

-- What somebody wrote since the batches were carried over.
do $$
declare
  v_day timestamptz;
begin
  perform whatsapp_gateway.carry_identity_over(
    coalesce((select value::bigint from whatsapp_gateway.settings where name = 'identity_carried_to'), 0) - 100000, 9223372036854775807);
  for v_day in select distinct date_trunc('day', "timestamp", 'UTC') from whatsapp_gateway.message_keys where author is null loop
    perform whatsapp_gateway.carry_authors_over(v_day);
  end loop;
end
$$;

-- Keys whose rows are gone say no more who wrote them.
update whatsapp_gateway.message_keys set author = '' where author is null;

-- Words about messages that never came keep their core id, and no chat.
insert into whatsapp_gateway.message_receipts_next
select t.session_name, '', t.core_id, t.participant, t.server_at, t.delivered_at, t.read_at, t.played_at, t.error_at
  from whatsapp_gateway.message_receipts t
 where not exists (select from whatsapp_gateway.message_keys k where k.session_name = t.session_name and k.core_id = t.core_id)
on conflict do nothing;
insert into whatsapp_gateway.message_reactions_next
select t.session_name, '', t.core_id, t.reactor, t.emoji, t.reacted_at
  from whatsapp_gateway.message_reactions t
 where not exists (select from whatsapp_gateway.message_keys k where k.session_name = t.session_name and k.core_id = t.core_id)
on conflict do nothing;
insert into whatsapp_gateway.message_edits_next
select t.session_name, '', t.core_id, whatsapp_gateway.is_own_address(t.session_name, t.editor), t.editor,
       t.edited_at, t.edit_id, t.body, t.told_by
  from whatsapp_gateway.message_edits t
 where not exists (select from whatsapp_gateway.message_keys k where k.session_name = t.session_name and k.core_id = t.core_id)
on conflict do nothing;
insert into whatsapp_gateway.message_revocations_next
select t.session_name, '', t.core_id, coalesce(whatsapp_gateway.is_own_address(t.session_name, t.revoked_by), false),
       coalesce(t.revoked_by, ''), t.revoked_at, t.told_by
  from whatsapp_gateway.message_revocations t
 where not exists (select from whatsapp_gateway.message_keys k where k.session_name = t.session_name and k.core_id = t.core_id)
on conflict do nothing;
insert into whatsapp_gateway.poll_votes_next
select t.session_name, '', t.core_id, t.voter, t.selected_options, t.is_readable, t.voted_at
  from whatsapp_gateway.poll_votes t
 where not exists (select from whatsapp_gateway.message_keys k where k.session_name = t.session_name and k.core_id = t.core_id)
on conflict do nothing;
insert into whatsapp_gateway.invitation_answers_next
select t.session_name, '', t.core_id, t.respondent, t.response, t.extra_guests, t.answered_at
  from whatsapp_gateway.invitation_answers t
 where not exists (select from whatsapp_gateway.message_keys k where k.session_name = t.session_name and k.core_id = t.core_id)
on conflict do nothing;
insert into whatsapp_gateway.message_lids_next
select l.session_name, l.lid, k.id
  from whatsapp_gateway.message_lids l
  join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me)
on conflict do nothing;

-- Files and notes of deletion whose message is gone already.
delete from whatsapp_gateway.media_downloads where message_number is null;

drop procedure whatsapp_gateway.carry_identity_over(bigint);
drop function whatsapp_gateway.carry_identity_over(bigint, bigint);
drop function whatsapp_gateway.carry_authors_over(timestamptz);
drop function whatsapp_gateway.is_own_address(text, text);
delete from whatsapp_gateway.settings where name = 'identity_carried_to';

-- What stands on the old keys.
drop function whatsapp_gateway.search_messages(text, text, integer);
drop function whatsapp_gateway.forget_messages(text[], text[], boolean[]);
drop function whatsapp_gateway.lock_sessions(text[]);
drop function whatsapp_gateway.session_lock_key(text);

drop table whatsapp_gateway.message_search, whatsapp_gateway.message_aliases, whatsapp_gateway.message_lids,
           whatsapp_gateway.message_receipts, whatsapp_gateway.message_reactions, whatsapp_gateway.message_edits,
           whatsapp_gateway.message_revocations, whatsapp_gateway.poll_votes, whatsapp_gateway.invitation_answers;
alter table whatsapp_gateway.message_search_next rename to message_search;
alter table whatsapp_gateway.message_aliases_next rename to message_aliases;
alter table whatsapp_gateway.message_lids_next rename to message_lids;
alter table whatsapp_gateway.message_receipts_next rename to message_receipts;
alter table whatsapp_gateway.message_reactions_next rename to message_reactions;
alter table whatsapp_gateway.message_edits_next rename to message_edits;
alter table whatsapp_gateway.message_revocations_next rename to message_revocations;
alter table whatsapp_gateway.poll_votes_next rename to poll_votes;
alter table whatsapp_gateway.invitation_answers_next rename to invitation_answers;

alter table whatsapp_gateway.message_keys
  alter column author set default '',
  alter column author set not null,
  drop constraint message_keys_make_one_message_one_row,
  add constraint message_keys_make_one_message_one_row primary key (session_name, chat_id, core_id, is_from_me, author),
  add constraint message_keys_have_a_number unique using index message_keys_have_a_number;

comment on column whatsapp_gateway.message_keys.core_id is
  'The part of WAHA''s message id that stays the same whatever form the chat and the participant take. The sender chooses it, so it identifies nothing by itself.';
comment on column whatsapp_gateway.message_keys.author is
  'Who wrote it, by the address that was told, a LID before a phone number''s; empty for the account''s own messages, for channels, and where nobody told.';
comment on column whatsapp_gateway.message_keys.id is 'The message''s number, by which other tables name it.';

-- Serves GET /api/messages/{session}/{chat} with its filters, the newest message of a chat, and the list of chats.
drop index whatsapp_gateway.message_keys_timeline;
create index message_keys_timeline on whatsapp_gateway.message_keys
  (session_name, chat_id, "timestamp" desc, id desc) include (message_type, has_media, is_from_me);

-- Serves the rows of a page by their exact times, the merge of later events, and analysts who read one chat in time order.
alter table whatsapp_gateway.messages drop constraint messages_have_one_row_per_key;
alter table whatsapp_gateway.messages
  add constraint messages_have_one_row_per_message primary key (session_name, chat_id, "timestamp", id);

comment on column whatsapp_gateway.messages.id is 'The message''s number; other tables name it by that.';
comment on column whatsapp_gateway.messages.from_lid is
  'The author''s hidden id, where one was told. It stays with the person when the phone number changes hands.';

comment on column whatsapp_gateway.webhook_events.chat_id is 'The chat of the message it speaks of, as told; null in events from before this was noted.';
comment on column whatsapp_gateway.webhook_events.author is
  'Who said what it tells of a message: the address as told, me for the account itself; null where it has nobody''s words.';

alter table whatsapp_gateway.media_downloads
  alter column message_number set not null,
  drop constraint media_downloads_are_one_per_message,
  add constraint media_downloads_are_one_per_message primary key (message_number);

-- Serves search by words.
create index message_search_by_word on whatsapp_gateway.message_search using gin (vector);

comment on table whatsapp_gateway.message_search is
  'The words of each message that has any; chat_id and timestamp are those of message_keys and follow them when a message moves.';
comment on table whatsapp_gateway.message_aliases is
  'The full ids a message was seen under, kept only for those seen under several. They tell nothing about who is who: the sender chooses the core id.';
comment on table whatsapp_gateway.message_lids is
  'Which messages still show a LID, in whatever column, so that they are found when its phone number becomes known without asking every chunk of the hypertable.';

-- Serves the removal of messages.
create index message_lids_by_message on whatsapp_gateway.message_lids (message_number);

-- Serve the list of what was said about a message in other chats.
create index message_edits_by_core_id on whatsapp_gateway.message_edits (session_name, core_id);
create index message_revocations_by_core_id on whatsapp_gateway.message_revocations (session_name, core_id);

-- Serve the second decision when a LID's phone number becomes known; only rows that still show one are in them.
create index message_edits_by_lid on whatsapp_gateway.message_edits (session_name, editor) where editor like '%@lid';
create index message_revocations_by_lid on whatsapp_gateway.message_revocations (session_name, revoked_by) where revoked_by like '%@lid';

comment on table whatsapp_gateway.message_receipts is
  'How far a message got with each participant; may be here before the message. These tables name their message by its core id within the chat, and everybody by the address with which it was said: canonical_chat_id() tells the one in messages.';
comment on column whatsapp_gateway.message_receipts.participant is 'Empty where WAHA did not tell who.';
comment on column whatsapp_gateway.message_reactions.emoji is 'Empty once the reaction was taken back; the newest wins.';
comment on table whatsapp_gateway.message_edits is
  'Every edit anybody asked for. It changes the message only if the editor is its author.';
comment on column whatsapp_gateway.message_edits.is_from_me is 'Whether the account itself made it.';
comment on column whatsapp_gateway.message_edits.told_by is 'Which event said so; the lowest wins.';
comment on table whatsapp_gateway.message_revocations is
  'Everybody who asked to delete a message for everyone, the earliest time of each. It counts only if that was its author or an admin of the group then.';
comment on column whatsapp_gateway.message_revocations.revoked_by is 'Empty where WAHA did not tell who.';
comment on column whatsapp_gateway.poll_votes.is_readable is 'Whether WAHA could decrypt the vote; where not, the choice is unknown.';

-- One writer per chat at a time: whoever writes messages takes the locks of their chats, in ascending order, with
-- pg_advisory_xact_lock(). They last as long as the transaction, so they also hold behind PgBouncer. Chats share a fixed number
-- of locks, so that a transaction over many chats holds few.
create function whatsapp_gateway.chat_lock_key(p_session_name text, p_chat_id text) returns bigint
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select hashtextextended('whatsapp_gateway.chats', mod(hashtextextended(p_session_name || ' ' || p_chat_id, 0), 64))
$$;

comment on function whatsapp_gateway.chat_lock_key(text, text) is 'The advisory lock that writers of a chat take.';

create function whatsapp_gateway.lock_messages(p_numbers bigint[]) returns void
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_key bigint;
begin
  for v_key in
    select distinct whatsapp_gateway.chat_lock_key(k.session_name, whatsapp_gateway.canonical_chat_id(k.session_name, k.chat_id)) as key
      from whatsapp_gateway.message_keys k
     where k.id = any(p_numbers)
     order by key
  loop
    perform pg_advisory_xact_lock(v_key);
  end loop;
end
$$;

comment on function whatsapp_gateway.lock_messages(bigint[]) is 'Waits for the writers of these messages'' chats, in the order that everybody keeps.';

create function whatsapp_gateway.search_messages(p_session_name text, p_query text, p_limit integer default 50)
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

comment on function whatsapp_gateway.search_messages(text, text, integer) is
  'The newest messages of a session with these words: words, "phrases", or, -without; accents do not matter. At most 1,000.';

-- Deletions by hand, by the messages' numbers.
create table whatsapp_gateway.deleted_messages_next (
  message_number bigint      not null,
  deleted_at     timestamptz not null default now()
);
insert into whatsapp_gateway.deleted_messages_next
select k.id, d.deleted_at
  from whatsapp_gateway.deleted_messages d
  join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me);
drop table whatsapp_gateway.deleted_messages;
alter table whatsapp_gateway.deleted_messages_next rename to deleted_messages;

create or replace function whatsapp_gateway.note_deleted_message() returns trigger
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  insert into whatsapp_gateway.deleted_messages (message_number) values (old.id);
  return null;
end
$$;

-- Removes the keys of messages and all that hangs on them, but not the rows; says how many of what.
create function whatsapp_gateway.forget_messages(p_numbers bigint[]) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_table    text;
  v_removed  bigint;
  v_counts   jsonb := '{}';
  v_sessions text[];
  v_chats    text[];
  v_core_ids text[];
begin
  -- Objects that no other message needs. A thumbnail is shared by all files with the same bytes in a chat and month.
  with gone as (
    select d.* from whatsapp_gateway.media_downloads d
     where d.message_number = any(p_numbers) and d.file_hash is not null and d.minio_key is not null
  ), kept as (
    select d.minio_bucket, d.minio_key, d.thumbnail_minio_key
      from whatsapp_gateway.media_downloads d
     where d.file_hash in (select file_hash from gone) and d.message_number <> all(p_numbers)
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

  -- What others said of them is in their chat, under whatever address of it.
  select array_agg(k.session_name), array_agg(a.address), array_agg(k.core_id)
    into v_sessions, v_chats, v_core_ids
    from whatsapp_gateway.message_keys k
   cross join lateral (
     select k.chat_id as address
      union
     select l.lid from whatsapp_gateway.lid_links l where l.session_name = k.session_name and l.phone = k.chat_id) a
   where k.id = any(p_numbers);

  foreach v_table in array array['message_search', 'media_downloads', 'message_aliases', 'message_lids', 'message_keys'] loop
    execute format('delete from whatsapp_gateway.%I t where t.%I = any($1)', v_table,
                   case v_table when 'message_keys' then 'id' else 'message_number' end)
      using p_numbers;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;

  -- Only when no message of that core id is left in the chat.
  foreach v_table in array array['message_receipts', 'message_reactions', 'message_edits', 'message_revocations',
                                 'poll_votes', 'invitation_answers'] loop
    execute format(
      'delete from whatsapp_gateway.%I t
        using (select distinct s, h, c from unnest($1, $2, $3) u(s, h, c)) u
        where t.session_name = u.s and t.chat_id = u.h and t.core_id = u.c
          and not exists (select from whatsapp_gateway.message_keys k
                           where k.session_name = u.s and k.core_id = u.c
                             and k.chat_id in (u.h, whatsapp_gateway.canonical_chat_id(u.s, u.h)))', v_table)
      using v_sessions, v_chats, v_core_ids;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;

  return v_counts;
end
$$;

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
  for v_table, v_time in values
    ('message_receipts', 'coalesce(greatest(server_at, delivered_at, read_at, played_at, error_at), ''-infinity'')'),
    ('message_reactions', 'reacted_at'), ('message_edits', 'edited_at'), ('message_revocations', 'revoked_at'),
    ('poll_votes', 'voted_at'), ('invitation_answers', 'answered_at')
  loop
    execute format(
      'delete from whatsapp_gateway.%I t
        where %s < $1
          and not exists (select from whatsapp_gateway.message_keys k
                           where k.session_name = t.session_name and k.core_id = t.core_id and k.chat_id = t.chat_id)
          and not exists (select from whatsapp_gateway.message_keys k
                            join whatsapp_gateway.lid_links l on l.session_name = k.session_name and l.phone = k.chat_id
                           where l.session_name = t.session_name and l.lid = t.chat_id and k.core_id = t.core_id)',
      v_table, v_time) using p_before;
    get diagnostics v_removed = row_count;
    v_counts := v_counts || jsonb_build_object(v_table, v_removed);
  end loop;
  return v_counts;
end
$$;

create or replace function whatsapp_gateway.forget_old_messages(p_before timestamptz, p_batch integer) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_tier    text := whatsapp_gateway.tier();
  v_numbers bigint[];
  v_rows    bigint := 0;
begin
  select array_agg(k.id) into v_numbers from whatsapp_gateway.keys_before(p_before, p_batch) k;
  perform whatsapp_gateway.lock_messages(v_numbers);

  -- A writer may have moved one of them meanwhile.
  select array_agg(k.id) into v_numbers
    from whatsapp_gateway.message_keys k
   where k.id = any(v_numbers) and k."timestamp" < p_before;

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

create or replace function whatsapp_gateway.forget_deleted_messages(p_batch integer) returns jsonb
  language plpgsql
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_notes   tid[];
  v_numbers bigint[];
  v_times   timestamptz[];
begin
  select array_agg(n.place), array_agg(n.message_number)
    into v_notes, v_numbers
    from (select d.ctid as place, d.message_number from whatsapp_gateway.deleted_messages d limit p_batch) n;

  -- Chunks are dropped from the old end: keys from before the first have no rows.
  if whatsapp_gateway.tier() <> 'plain' then
    select v_numbers || array_agg(k.id)
      into v_numbers
      from whatsapp_gateway.keys_before(
        coalesce(whatsapp_gateway.first_chunk_starts('messages'), 'infinity'), p_batch) k;
  end if;
  perform whatsapp_gateway.lock_messages(v_numbers);

  select coalesce(array_agg(k."timestamp"), '{}') into v_times
    from whatsapp_gateway.message_keys k where k.id = any(v_numbers);

  -- Only if the row did not come back, be it moved or captured anew. The rows are looked for by their times, in one pass: without any
  -- times the planner would look at every chunk, and asked key by key it would look at them for each.
  with present as materialized (
    select m.id, m.session_name, m.chat_id, m."timestamp"
      from whatsapp_gateway.messages m
     where m."timestamp" = any(v_times)
  )
  select array_agg(k.id)
    into v_numbers
    from whatsapp_gateway.message_keys k
   where k.id = any(v_numbers)
     and (k.id, k.session_name, k.chat_id, k."timestamp") not in (select p.id, p.session_name, p.chat_id, p."timestamp" from present p);

  delete from whatsapp_gateway.deleted_messages where ctid = any(v_notes);
  return whatsapp_gateway.forget_messages(v_numbers)
    || jsonb_build_object('deleted_messages', coalesce(array_length(v_notes, 1), 0));
end
$$;

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
        'select count(*) from whatsapp_gateway.%I t
          where t.message_number in (select k.id from whatsapp_gateway.keys_before($1) k)', what)
        into removed using older_than;
      return next;
    end loop;
    foreach what in array array['message_receipts', 'message_reactions', 'message_edits', 'message_revocations',
                                'poll_votes', 'invitation_answers'] loop
      execute format(
        'select count(*)
           from whatsapp_gateway.%I t
          where (t.session_name, whatsapp_gateway.canonical_chat_id(t.session_name, t.chat_id), t.core_id)
                in (select k.session_name, whatsapp_gateway.canonical_chat_id(k.session_name, k.chat_id), k.core_id
                      from whatsapp_gateway.keys_before($1) k)', what)
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

do $$ begin perform whatsapp_gateway.grant_access(); end $$;
