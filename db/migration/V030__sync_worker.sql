-- What the sync worker has to remember beyond the queue, and what can be asked about its work.

alter table whatsapp_gateway.sync_state
  add column walk         jsonb,
  add column head_id      text,
  add column wanted_at    timestamptz,
  add column deepen_at    timestamptz,
  add column deepen_round smallint not null default 0;

comment on column whatsapp_gateway.sync_state.walk is
  'Where the running sync stands, in the worker''s own words; null means that the next claim begins a new one.';
comment on column whatsapp_gateway.sync_state.head_id is
  'Core id of the newest message for which the chat was last scheduled. A head the archive cannot read is asked for once, not for ever.';

comment on column whatsapp_gateway.sync_state.wanted_at is
  'When the chat was last scheduled because something moved in it; last_sync_request_at is when a person asked.';
comment on column whatsapp_gateway.sync_state.deepen_at is
  'When WAHA is asked again whether it has older messages by now: after pairing it goes on receiving history for hours, without a word when it is done.';

alter table whatsapp_gateway.sync_coverage
  add column unreadable_count bigint not null default 0,
  add column reason           text;

comment on column whatsapp_gateway.sync_coverage.unreadable_count is 'Messages of it that WAHA offered and the archive could not read or store.';
comment on column whatsapp_gateway.sync_coverage.reason is 'Why the run ended before its end; null where it did not.';
comment on column whatsapp_gateway.sync_coverage.chat_id is
  'The chat, or all for a run over the messages of all chats of the session at once.';

-- Serves the claim of a session's due chats, the longest waiting first.
create index sync_state_due_by_session on whatsapp_gateway.sync_state
  (session_name, next_sync_scheduled_at nulls first, id) where sync_enabled;

-- Serves the workers' count of what a session has under way.
create index sync_state_leased on whatsapp_gateway.sync_state (session_name, lease_until) where lease_until is not null;

-- One row per session that WAHA has: when it was looked at, and what follows from that.
create table whatsapp_gateway.sync_sessions (
  session_name       text        not null,
  waha_status        text        not null,
  engine             text,
  working_since      timestamptz,
  account            text,
  settles_at         timestamptz,
  waha_started_at    timestamptz,
  next_look_at       timestamptz,
  last_look_at       timestamptz,
  last_whole_look_at timestamptz,
  look_error         text,
  reconcile_reason   text,
  reconciled_at      timestamptz,
  directory_due_at   timestamptz,
  directory_lease_until timestamptz,
  directory_error    text,
  paused_until       timestamptz,
  pause_reason       text,
  pauses             integer     not null default 0,
  heard_until        timestamptz,
  silent_since       timestamptz,
  last_claimed_at    timestamptz,
  look_lease_until   timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),

  constraint sync_sessions_are_identified_by_name primary key (session_name)
);

comment on column whatsapp_gateway.sync_sessions.waha_status is 'WAHA''s word for the session''s state, as its REST interface told last.';
comment on column whatsapp_gateway.sync_sessions.working_since is 'Since when it is seen WORKING without a break; null while it is not.';
comment on column whatsapp_gateway.sync_sessions.account is 'The account behind the session; another one than before means that it was paired anew.';
comment on column whatsapp_gateway.sync_sessions.settles_at is 'Until then WAHA may still be receiving the history of a session that was paired not long ago.';
comment on column whatsapp_gateway.sync_sessions.next_look_at is 'When its list of chats is looked at next; null means at once.';
comment on column whatsapp_gateway.sync_sessions.last_whole_look_at is 'When the list was last read to its end; other looks stop where nothing moved.';
comment on column whatsapp_gateway.sync_sessions.reconcile_reason is
  'Why more than what obviously moved is to be compared: working_again, waha_restarted, silent or asked. Null once that is done.';
comment on column whatsapp_gateway.sync_sessions.directory_due_at is 'When contacts, hidden ids and groups are read next; null means at once.';
comment on column whatsapp_gateway.sync_sessions.paused_until is 'WAHA asked to be left alone with this session, or could not be asked; nothing of it is claimed until then.';
comment on column whatsapp_gateway.sync_sessions.pauses is 'How many pauses came one after the other; each is longer than the one before.';
comment on column whatsapp_gateway.sync_sessions.heard_until is 'Time of the newest message WAHA is known to have in any chat.';
comment on column whatsapp_gateway.sync_sessions.silent_since is
  'WAHA has messages newer than this that no event told of, for longer than this session is usually quiet; null while all is well.';

-- What was asked for of a chat, and what of that was offered, as ranges of time. Runs over all chats count for each of them.
create view whatsapp_gateway.sync_ranges as
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

-- A gap is time that was asked for, or that lies between two times that were offered, and was not offered itself.
create view whatsapp_gateway.sync_gaps as
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

-- What there is to do, per session.
create view whatsapp_gateway.sync_backlog as
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

-- How long a session is usually quiet at most: of the pauses between its last events, the one that only one in a hundred exceeds.
create function whatsapp_gateway.usual_silence(p_session_name text) returns interval
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
