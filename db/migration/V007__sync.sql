-- What has been pulled from WAHA's history, and what is still to be pulled.

-- One row per chat: a queue of chats to pull and the memory of how far each got.
create table whatsapp_gateway.sync_state (
  id                       bigint      generated always as identity,
  session_name             text        not null,
  chat_id                  text        not null,
  sync_status              text        not null default 'pending',
  sync_type                text        not null default 'full',
  sync_enabled             boolean     not null default true,
  total_messages_count     bigint      not null default 0,
  synced_messages_count    bigint      not null default 0,
  cursor_timestamp         timestamptz,
  last_message_timestamp   timestamptz,
  oldest_message_timestamp timestamptz,
  newest_message_timestamp timestamptz,
  sync_started_at          timestamptz,
  sync_completed_at        timestamptz,
  last_successful_sync_at  timestamptz,
  next_sync_scheduled_at   timestamptz not null default now(),
  sync_interval_minutes    integer     not null default 1440,
  sync_lookback_days       integer,
  last_sync_request_at     timestamptz,
  lease_until              timestamptz,
  lease_owner              text,
  sync_error               text,
  retry_count              integer     not null default 0,
  max_retries              integer     not null default 8,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  metadata                 jsonb       not null default '{}',

  constraint sync_state_is_kept_per_chat primary key (session_name, chat_id),
  constraint sync_state_has_a_unique_id unique (id),
  constraint sync_state_has_a_known_status check (sync_status in ('pending', 'syncing', 'completed', 'failed')),
  constraint sync_state_has_a_known_type check (sync_type in ('full', 'incremental', 'manual')),
  constraint sync_state_leaves_time_between_syncs check (sync_interval_minutes > 0)
);

comment on column whatsapp_gateway.sync_state.cursor_timestamp is
  'History is pulled newest first; everything of the running sync down to this time is stored. Null before its first page and after its last.';
comment on column whatsapp_gateway.sync_state.total_messages_count is 'What WAHA offered in the running or the last sync.';
comment on column whatsapp_gateway.sync_state.synced_messages_count is 'What of it is stored.';
comment on column whatsapp_gateway.sync_state.last_message_timestamp is 'The newest message WAHA is known to have; later than newest_message_timestamp means that there is something to pull.';
comment on column whatsapp_gateway.sync_state.oldest_message_timestamp is 'The oldest message that came by history.';
comment on column whatsapp_gateway.sync_state.newest_message_timestamp is 'The newest message that came by history.';
comment on column whatsapp_gateway.sync_state.next_sync_scheduled_at is
  'Due from then on, whatever the status: a completed chat comes up again, a failed one after its wait.';
comment on column whatsapp_gateway.sync_state.sync_interval_minutes is
  'The safety net for a chat of which nothing is heard; chats that moved are scheduled as soon as that is known.';
comment on column whatsapp_gateway.sync_state.sync_lookback_days is 'How far an incremental sync looks back; null means the configured default.';
comment on column whatsapp_gateway.sync_state.last_sync_request_at is
  'When somebody last asked for a sync; asked during a sync, the chat is due again as soon as that one ends.';
comment on column whatsapp_gateway.sync_state.lease_until is
  'A worker has the chat until then; past it another may take over, so a crash costs one lease and no row stays stuck.';

-- Serves sync_queue and the claim of due chats, in their order. The lease is looked at row by row: few rows are leased.
create index sync_state_due on whatsapp_gateway.sync_state (next_sync_scheduled_at, id) where sync_enabled;

-- What each sync asked for, was offered and stored, so that gaps in the archive can be seen.
create table whatsapp_gateway.sync_coverage (
  session_name   text        not null,
  chat_id        text        not null,
  started_at     timestamptz not null,
  sync_type      text        not null,
  asked_from     timestamptz,
  asked_to       timestamptz not null,
  reached        timestamptz,
  offered_oldest timestamptz,
  offered_newest timestamptz,
  offered_count  bigint      not null default 0,
  stored_count   bigint      not null default 0,
  pages          integer     not null default 0,
  finished_at    timestamptz,
  outcome        text        not null default 'running',

  constraint sync_coverage_is_kept_per_run primary key (session_name, chat_id, started_at),
  constraint sync_coverage_has_a_known_outcome check (outcome in ('running', 'complete', 'exhausted', 'interrupted', 'failed'))
);

comment on column whatsapp_gateway.sync_coverage.asked_from is 'Null means as far back as WAHA has anything.';
comment on column whatsapp_gateway.sync_coverage.reached is
  'Everything WAHA has between this time and asked_to was offered; older than that, nothing is known from this run.';
comment on column whatsapp_gateway.sync_coverage.stored_count is 'Messages the archive did not have before.';
comment on column whatsapp_gateway.sync_coverage.outcome is
  'complete: everything asked for was offered; exhausted: WAHA had nothing older; interrupted and failed: the range below reached is missing.';

-- Serves the count of pending files in sync_queue.
create index media_downloads_open_by_chat on whatsapp_gateway.media_downloads (session_name, chat_id)
  where download_status in ('pending', 'downloading', 'failed');

-- Chats that a worker may take now: new ones, failed ones whose wait is over, completed ones that are due again, and those whose
-- worker let its lease run out. The columns are those of the earlier stack.
create view whatsapp_gateway.sync_queue as
select s.id,
       s.session_name,
       s.chat_id,
       coalesce(c.group_name, c.name, c.push_name, c.phone_number) as chat_name,
       c.contact_type as chat_type,
       s.sync_status,
       s.sync_type,
       s.synced_messages_count,
       s.total_messages_count,
       (select count(*)
          from whatsapp_gateway.media_downloads m
         where m.session_name = s.session_name
           and m.chat_id = s.chat_id
           and m.download_status in ('pending', 'downloading', 'failed')) as media_pending_count,
       s.last_successful_sync_at,
       s.next_sync_scheduled_at,
       s.retry_count,
       s.sync_error
  from whatsapp_gateway.sync_state s
  left join whatsapp_gateway.contacts c on c.session_name = s.session_name and c.whatsapp_id = s.chat_id
 where s.sync_enabled
   and not exists (select from whatsapp_gateway.sessions o where o.session_name = s.session_name and not o.sync_enabled)
   and s.next_sync_scheduled_at <= now()
   and (s.lease_until is null or s.lease_until <= now())
 order by s.next_sync_scheduled_at, s.id;

comment on view whatsapp_gateway.sync_queue is 'Chats that a sync worker may take now, the longest waiting first.';

-- The address a chat is kept under: the phone number's where it is known, in WAHA's public form.
create function whatsapp_gateway.canonical_chat_id(p_session_name text, p_chat_id text) returns text
  language sql
  stable
  set search_path = pg_catalog
as $$
  select coalesce(
    (select l.phone from whatsapp_gateway.lid_links l where l.session_name = p_session_name and l.lid = p_chat_id),
    regexp_replace(p_chat_id, '^(\d+)(:\d+)?@(s\.whatsapp\.net|c\.us)$', '\1@c.us'))
$$;

-- Asks for a sync of one chat and brings back chats that were given up or switched off.
create function whatsapp_gateway.initialize_sync_state(
  p_session_name text, p_chat_id text, p_sync_type text default 'full') returns bigint
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_id bigint;
begin
  if p_session_name is null or p_session_name = '' or p_chat_id is null or p_chat_id = '' then
    raise exception 'a sync needs a session and a chat' using errcode = 'invalid_parameter_value';
  end if;
  if p_sync_type is null or p_sync_type not in ('full', 'incremental', 'manual') then
    raise exception 'unknown sync type %', coalesce(quote_literal(p_sync_type), 'null')
      using errcode = 'invalid_parameter_value', hint = 'Use full, incremental or manual.';
  end if;

  insert into whatsapp_gateway.sync_state as s (session_name, chat_id, sync_type, next_sync_scheduled_at, last_sync_request_at)
  values (p_session_name, whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id), p_sync_type, now(), clock_timestamp())
  on conflict (session_name, chat_id) do update
     set sync_type              = excluded.sync_type,
         sync_enabled           = true,
         next_sync_scheduled_at = excluded.next_sync_scheduled_at,
         last_sync_request_at   = excluded.last_sync_request_at,
         retry_count            = 0,
         sync_error             = null,
         -- A worker that has the chat keeps it, and its cursor; complete_sync() then sees the newer request.
         sync_status            = case when s.lease_until > now() then s.sync_status else 'pending' end,
         cursor_timestamp       = case when s.lease_until > now() then s.cursor_timestamp end,
         updated_at             = now()
  returning id into v_id;
  return v_id;
end
$$;

comment on function whatsapp_gateway.initialize_sync_state(text, text, text) is
  'Asks for a sync of one chat: full (everything), incremental (since the last one) or manual. Retries start anew; a chat that was given up or switched off is back.';

create function whatsapp_gateway.update_sync_progress(
  p_session_name text, p_chat_id text, p_synced_count bigint, p_total_count bigint,
  p_last_message_ts timestamptz default null) returns void
  language sql
  set search_path = pg_catalog
as $$
  update whatsapp_gateway.sync_state
     set synced_messages_count  = p_synced_count,
         total_messages_count   = p_total_count,
         last_message_timestamp = greatest(last_message_timestamp, p_last_message_ts),
         updated_at             = now()
   where session_name = p_session_name
     and chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id)
$$;

create function whatsapp_gateway.complete_sync(p_session_name text, p_chat_id text) returns void
  language sql
  set search_path = pg_catalog
as $$
  update whatsapp_gateway.sync_state
     set sync_status             = case when last_sync_request_at > sync_started_at then 'pending' else 'completed' end,
         next_sync_scheduled_at  = case when last_sync_request_at > sync_started_at then now()
                                        else now() + make_interval(mins => sync_interval_minutes) end,
         sync_type               = case when last_sync_request_at > sync_started_at then sync_type else 'incremental' end,
         cursor_timestamp        = null,
         sync_completed_at       = now(),
         last_successful_sync_at = now(),
         retry_count             = 0,
         sync_error              = null,
         lease_until             = null,
         lease_owner             = null,
         updated_at              = now()
   where session_name = p_session_name
     and chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id)
$$;

comment on function whatsapp_gateway.complete_sync(text, text) is
  'Ends a sync and schedules the next, an incremental one; at once if somebody asked for one meanwhile.';

create function whatsapp_gateway.fail_sync(p_session_name text, p_chat_id text, p_error text) returns void
  language sql
  set search_path = pg_catalog
as $$
  update whatsapp_gateway.sync_state
     set sync_status            = 'failed',
         retry_count            = retry_count + 1,
         sync_enabled           = sync_enabled and retry_count + 1 < max_retries,
         sync_error             = case when retry_count + 1 < max_retries then p_error
                                       else coalesce(p_error, 'failed') || ' (max retries reached)' end,
         -- 5, 15, 45, 135 minutes, then every 6 hours.
         next_sync_scheduled_at = now() + least(interval '5 minutes' * 3 ^ least(retry_count, 10), interval '6 hours'),
         lease_until            = null,
         lease_owner            = null,
         updated_at             = now()
   where session_name = p_session_name
     and chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id)
$$;

comment on function whatsapp_gateway.fail_sync(text, text, text) is
  'Ends a sync that failed through the chat itself: waits longer each time and gives up after max_retries, visibly (sync_enabled is false). The cursor stays, so the next attempt goes on where this one stopped. An outage of WAHA is no chat''s failure: give the lease back instead.';

create function whatsapp_gateway.schedule_media_download_retry(p_id bigint, p_error text) returns void
  language sql
  set search_path = pg_catalog
as $$
  update whatsapp_gateway.media_downloads
     set download_status = 'failed',
         retry_count     = retry_count + 1,
         download_error  = case when retry_count + 1 < max_retries then p_error
                                else coalesce(p_error, 'failed') || ' (max retries reached)' end,
         -- 1, 5, 25, 125 minutes, then every 6 hours.
         next_retry_at   = case when retry_count + 1 < max_retries
                                then now() + least(interval '1 minute' * 5 ^ least(retry_count, 10), interval '6 hours') end,
         lease_until     = null,
         updated_at      = now()
   where id = p_id
$$;

comment on function whatsapp_gateway.schedule_media_download_retry(bigint, text) is
  'Puts a download off, longer each time; after max_retries the row stays failed and is not taken again.';
