-- What is to be pulled from WAHA's history, and what was.

-- Chats that a worker may take now: new ones, failed ones whose wait is over, completed ones that are due again, and those whose
-- worker let its lease run out. The columns are those of the earlier stack.
create or replace view whatsapp_gateway.sync_queue as
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
comment on column whatsapp_gateway.sync_queue.id is 'sync_state.id, by which complete_sync() and fail_sync() take the row.';
comment on column whatsapp_gateway.sync_queue.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.sync_queue.chat_id is 'The chat''s canonical address; contacts.whatsapp_id.';
comment on column whatsapp_gateway.sync_queue.chat_name is 'What the chat is called.';
comment on column whatsapp_gateway.sync_queue.chat_type is 'contacts.contact_type of the chat.';
comment on column whatsapp_gateway.sync_queue.sync_status is 'sync_state.sync_status.';
comment on column whatsapp_gateway.sync_queue.sync_type is 'full, incremental or manual.';
comment on column whatsapp_gateway.sync_queue.synced_messages_count is 'Messages of the running or the last sync that are stored.';
comment on column whatsapp_gateway.sync_queue.total_messages_count is 'Messages WAHA offered in it.';
comment on column whatsapp_gateway.sync_queue.media_pending_count is 'Files of the chat that are still to be fetched.';
comment on column whatsapp_gateway.sync_queue.last_successful_sync_at is 'When a sync last ended well.';
comment on column whatsapp_gateway.sync_queue.next_sync_scheduled_at is 'Since when it is due.';
comment on column whatsapp_gateway.sync_queue.retry_count is 'Failed attempts in a row.';
comment on column whatsapp_gateway.sync_queue.sync_error is 'Why the last attempt failed; null if it did not.';

-- Asks for a sync of one chat and brings back chats that were given up or switched off.
create or replace function whatsapp_gateway.initialize_sync_state(
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
         updated_at             = clock_timestamp()
  returning id into v_id;
  return v_id;
end
$$;

comment on function whatsapp_gateway.initialize_sync_state(text, text, text) is
  'Asks for a sync of one chat: full (everything), incremental (since the last one) or manual. Retries start anew; a chat that was given up or switched off is back.';

create or replace function whatsapp_gateway.update_sync_progress(
  p_session_name text, p_chat_id text, p_synced_count bigint, p_total_count bigint,
  p_last_message_ts timestamptz default null) returns void
  language sql
  set search_path = pg_catalog
as $$
  update whatsapp_gateway.sync_state
     set synced_messages_count  = p_synced_count,
         total_messages_count   = p_total_count,
         last_message_timestamp = greatest(last_message_timestamp, p_last_message_ts),
         updated_at             = clock_timestamp()
   where session_name = p_session_name
     and chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id)
$$;

create or replace function whatsapp_gateway.complete_sync(p_id bigint) returns void
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
         updated_at              = clock_timestamp()
   where id = p_id
$$;

comment on function whatsapp_gateway.complete_sync(bigint) is
  'complete_sync(session, chat) for exactly this row of sync_state, whatever the canonical address of its chat is by now; for whoever claimed it.';

create or replace function whatsapp_gateway.complete_sync(p_session_name text, p_chat_id text) returns void
  language sql
  set search_path = pg_catalog
as $$
  select whatsapp_gateway.complete_sync(id)
    from whatsapp_gateway.sync_state
   where session_name = p_session_name
     and chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id)
$$;

comment on function whatsapp_gateway.complete_sync(text, text) is
  'Ends a sync and schedules the next, an incremental one; at once if somebody asked for one meanwhile.';

create or replace function whatsapp_gateway.fail_sync(p_id bigint, p_error text) returns void
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
         updated_at             = clock_timestamp()
   where id = p_id
$$;

comment on function whatsapp_gateway.fail_sync(bigint, text) is
  'fail_sync(session, chat, error) for exactly this row of sync_state, whatever the canonical address of its chat is by now; for whoever claimed it.';

create or replace function whatsapp_gateway.fail_sync(p_session_name text, p_chat_id text, p_error text) returns void
  language sql
  set search_path = pg_catalog
as $$
  select whatsapp_gateway.fail_sync(id, p_error)
    from whatsapp_gateway.sync_state
   where session_name = p_session_name
     and chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id)
$$;

comment on function whatsapp_gateway.fail_sync(text, text, text) is
  'Ends a sync that failed through the chat itself: waits longer each time and gives up after max_retries, visibly (sync_enabled is false). The cursor stays, so the next attempt goes on where this one stopped. An outage of WAHA is no chat''s failure: give the lease back instead.';

-- What was asked for of a chat, and what of that was offered, as ranges of time. Runs over all chats count for each of them.
create or replace view whatsapp_gateway.sync_ranges as
with runs as not materialized (
  select c.session_name,
         c.chat_id,
         tstzrange(coalesce(c.asked_from, '-infinity'), greatest(c.asked_to, c.asked_from), '[]') as asked,
         case when c.outcome in ('complete', 'exhausted')
              then tstzrange(coalesce(c.asked_from, '-infinity'), greatest(c.asked_to, c.asked_from), '[]')
              when c.reached <= c.asked_to
              then tstzrange(c.reached, c.asked_to, '[]')
         end as offered
    from whatsapp_gateway.sync_coverage c
),
shared as (
  select session_name, range_agg(offered) filter (where offered is not null) as offered
    from runs
   where chat_id = 'all'
   group by session_name
)
select r.session_name,
       r.chat_id,
       range_agg(r.asked)
         + coalesce(tstzmultirange(range_merge(range_agg(r.offered) filter (where r.offered is not null))), '{}') as asked,
       coalesce(range_agg(r.offered) filter (where r.offered is not null), '{}')
         + case when r.chat_id = 'all' then '{}' else coalesce(s.offered, '{}') end
         as offered
  from runs r
  left join shared s using (session_name)
 group by r.session_name, r.chat_id, s.offered;

comment on view whatsapp_gateway.sync_ranges is
  'Per chat: the time that was asked for, with what lies between, and the time for which WAHA offered everything it has.';
comment on column whatsapp_gateway.sync_ranges.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.sync_ranges.chat_id is 'The chat; sync_coverage.chat_id.';
comment on column whatsapp_gateway.sync_ranges.asked is 'The times that were asked for, with what lies between.';
comment on column whatsapp_gateway.sync_ranges.offered is 'The times for which WAHA offered everything it has.';

-- A gap is time that was asked for, or that lies between two times that were offered, and was not offered itself.
create or replace view whatsapp_gateway.sync_gaps as
select r.session_name,
       r.chat_id,
       greatest(nullif(lower(missing), '-infinity'), nullif(whatsapp_gateway.retention_horizon('messages'), '-infinity')) as missing_from,
       upper(missing) as missing_to,
       s.sync_status,
       s.sync_enabled,
       s.sync_error,
       s.next_sync_scheduled_at
  from whatsapp_gateway.sync_ranges r
  cross join lateral unnest(r.asked - r.offered) missing
  left join whatsapp_gateway.sync_state s on s.session_name = r.session_name and s.chat_id = r.chat_id
 where not isempty(missing)
   and upper(missing) > whatsapp_gateway.retention_horizon('messages');

comment on view whatsapp_gateway.sync_gaps is
  'Time for which the archive cannot say that it has everything WAHA has. A sync that is under way shows as the gap it is closing.';
comment on column whatsapp_gateway.sync_gaps.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.sync_gaps.chat_id is 'The chat; sync_coverage.chat_id.';
comment on column whatsapp_gateway.sync_gaps.missing_from is 'Where the gap begins; null means the beginning of time.';
comment on column whatsapp_gateway.sync_gaps.missing_to is 'Where the gap ends.';
comment on column whatsapp_gateway.sync_gaps.sync_status is 'sync_state.sync_status of the chat.';
comment on column whatsapp_gateway.sync_gaps.sync_enabled is 'Whether the chat is still pulled.';
comment on column whatsapp_gateway.sync_gaps.sync_error is 'Why its last attempt failed; null if it did not.';
comment on column whatsapp_gateway.sync_gaps.next_sync_scheduled_at is 'When it is due next.';

-- What there is to do, per session.
create or replace view whatsapp_gateway.sync_backlog as
select s.session_name,
       count(*) filter (where s.sync_enabled and (s.next_sync_scheduled_at <= now()
                                                  or s.next_sync_scheduled_at is null and s.sync_status <> 'completed')) as due,
       count(*) filter (where s.lease_until > now()) as running,
       count(*) filter (where s.sync_status = 'failed' and s.sync_enabled) as failing,
       count(*) filter (where s.retry_count >= s.max_retries) as given_up,
       count(*) as chats,
       count(*) filter (where s.last_successful_sync_at is not null) as synced_chats,
       sum(s.total_messages_count)::bigint as offered,
       sum(s.synced_messages_count)::bigint as stored,
       min(s.next_sync_scheduled_at) filter (where s.sync_enabled and s.next_sync_scheduled_at <= now()) as oldest_due
  from whatsapp_gateway.sync_state s
 group by s.session_name;

comment on view whatsapp_gateway.sync_backlog is 'Chats per session that are due, under way, failing or given up, and how far the last syncs got.';
comment on column whatsapp_gateway.sync_backlog.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.sync_backlog.due is 'Chats that are due now.';
comment on column whatsapp_gateway.sync_backlog.running is 'Chats a worker has.';
comment on column whatsapp_gateway.sync_backlog.failing is 'Chats whose last attempt failed and that are tried again.';
comment on column whatsapp_gateway.sync_backlog.given_up is 'Chats that failed too often.';
comment on column whatsapp_gateway.sync_backlog.chats is 'All chats.';
comment on column whatsapp_gateway.sync_backlog.synced_chats is 'Chats that were pulled to the end at least once.';
comment on column whatsapp_gateway.sync_backlog.offered is 'Messages WAHA offered in the running or last sync of each chat.';
comment on column whatsapp_gateway.sync_backlog.stored is 'How many of these are stored.';
comment on column whatsapp_gateway.sync_backlog.oldest_due is 'Since when the longest waiting chat is due.';

-- How long a session is usually quiet at most: of the pauses between its last events, the one that only one in a hundred exceeds.
create or replace function whatsapp_gateway.usual_silence(p_session_name text) returns interval
  language sql
  stable
  set search_path = pg_catalog
as $$
  select percentile_disc(0.99) within group (order by pause)
    from (select e.received_at - lag(e.received_at) over (order by e.received_at) as pause
            from (select received_at
                    from whatsapp_gateway.webhook_events
                   where session_name = p_session_name
                     and received_at > now() - interval '14 days'
                   order by received_at desc
                   limit 2000) e) pauses
   where pause is not null
$$;

comment on function whatsapp_gateway.usual_silence(text) is
  'The pause between two events of a session that only one in a hundred of its last 2,000 pauses exceeds; null while there are too few events to tell.';
