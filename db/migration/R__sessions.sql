-- Sessions: what scripts outside tell of them, and numbers over them.

-- What the earlier stack had for scripts that watch a session from outside. The services themselves learn a session's state from
-- WAHA's events. There is no trigger for updated_at, here or elsewhere: the few statements that write set it, which costs no call per row
-- and leaves a row that did not change alone. Nor is there increment_message_counter(): one row per session, locked by every message,
-- was what held the earlier stack back; see session_counters.
create or replace function whatsapp_gateway.connect_session(
  p_session_name text, p_whatsapp_id text default null, p_phone_number text default null) returns void
  language sql
  set search_path = pg_catalog
as $$
  insert into whatsapp_gateway.sessions as s
    (session_name, status, status_at, connected_at, whatsapp_id, phone_number, last_heartbeat_at)
  values (p_session_name, 'connected', now(), now(), p_whatsapp_id, p_phone_number, now())
  on conflict (session_name) do update
     set status            = 'connected',
         status_at         = now(),
         status_reason     = null,
         connected_at      = now(),
         disconnected_at   = null,
         whatsapp_id       = coalesce(excluded.whatsapp_id, s.whatsapp_id),
         phone_number      = coalesce(excluded.phone_number, s.phone_number),
         last_heartbeat_at = now(),
         updated_at        = clock_timestamp()
$$;

-- A session that failed stays failed: that it is not connected either is no news.
create or replace function whatsapp_gateway.disconnect_session(p_session_name text, p_reason text default null) returns void
  language sql
  set search_path = pg_catalog
as $$
  insert into whatsapp_gateway.sessions as s (session_name, status, status_at, status_reason, disconnected_at)
  values (p_session_name, 'disconnected', now(), p_reason, now())
  on conflict (session_name) do update
     set status          = case when s.status = 'failed' then s.status else 'disconnected' end,
         status_at       = now(),
         status_reason   = coalesce(excluded.status_reason, s.status_reason),
         disconnected_at = now(),
         updated_at      = clock_timestamp()
$$;

create or replace function whatsapp_gateway.update_session_heartbeat(p_session_name text) returns void
  language sql
  set search_path = pg_catalog
as $$
  insert into whatsapp_gateway.sessions (session_name, last_heartbeat_at)
  values (p_session_name, now())
  on conflict (session_name) do update
     set last_heartbeat_at = now(),
         updated_at        = clock_timestamp()
$$;

-- A loose index scan on message_keys_timeline: one probe per chat, however many messages the chats have.
create or replace function whatsapp_gateway.count_chats(p_session_name text) returns bigint
  language sql
  stable
  set search_path = pg_catalog
as $$
  with recursive chat(chat_id) as (
    (select k.chat_id
       from whatsapp_gateway.message_keys k
      where k.session_name = p_session_name
      order by k.chat_id
      limit 1)
     union all
    select (select k.chat_id
              from whatsapp_gateway.message_keys k
             where k.session_name = p_session_name and k.chat_id > chat.chat_id
             order by k.chat_id
             limit 1)
      from chat
     where chat.chat_id is not null
  )
  select count(chat_id) from chat
$$;

comment on function whatsapp_gateway.count_chats(text) is 'How many chats of a session have messages.';

create or replace view whatsapp_gateway.session_counts as
select s.session_name,
       coalesce(c.messages_sent, 0) as total_messages_sent,
       coalesce(c.messages_received, 0) as total_messages_received,
       whatsapp_gateway.count_chats(s.session_name) as total_chats_count,
       (select count(*) from whatsapp_gateway.contacts o where o.session_name = s.session_name) as total_contacts_count
  from whatsapp_gateway.sessions s
  left join (select session_name,
                    sum(messages_sent)::bigint as messages_sent,
                    sum(messages_received)::bigint as messages_received
               from whatsapp_gateway.session_counters
              group by session_name) c on c.session_name = s.session_name;

comment on view whatsapp_gateway.session_counts is
  'Numbers per session. Messages are counted as they are captured, so these outlive retention; chats are those that still have messages.';
comment on column whatsapp_gateway.session_counts.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.session_counts.total_messages_sent is 'Messages the account sent, ever captured.';
comment on column whatsapp_gateway.session_counts.total_messages_received is 'Messages it received, ever captured.';
comment on column whatsapp_gateway.session_counts.total_chats_count is 'Chats that have messages.';
comment on column whatsapp_gateway.session_counts.total_contacts_count is 'Contacts, of every type.';

create or replace view whatsapp_gateway.active_sessions as
select s.session_name,
       s.phone_number,
       s.whatsapp_id,
       s.status,
       case when s.waha_status is null or s.waha_status = 'WORKING' then 'healthy' else 'degraded' end as health_status,
       s.connected_at,
       s.last_heartbeat_at,
       n.total_messages_sent,
       n.total_messages_received,
       n.total_chats_count,
       n.total_contacts_count,
       s.sync_enabled,
       true as webhook_enabled,
       s.profile_name,
       s.last_event_at
  from whatsapp_gateway.sessions s
  join whatsapp_gateway.session_counts n on n.session_name = s.session_name
 where s.status = 'connected'
 order by greatest(s.last_heartbeat_at, s.last_event_at) desc nulls last, s.session_name;

comment on view whatsapp_gateway.active_sessions is
  'Sessions that are connected, the one heard of last first. The columns of the earlier stack, then newer ones.';
comment on column whatsapp_gateway.active_sessions.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.active_sessions.phone_number is 'The telephone number of its account, digits only.';
comment on column whatsapp_gateway.active_sessions.whatsapp_id is 'The address of its account.';
comment on column whatsapp_gateway.active_sessions.status is 'connected; see sessions.status.';
comment on column whatsapp_gateway.active_sessions.health_status is 'healthy, or degraded where WAHAs own word for it is not WORKING.';
comment on column whatsapp_gateway.active_sessions.connected_at is 'The newest word that the session works.';
comment on column whatsapp_gateway.active_sessions.last_heartbeat_at is 'When it last showed a sign of life.';
comment on column whatsapp_gateway.active_sessions.total_messages_sent is 'Messages the account sent, ever captured.';
comment on column whatsapp_gateway.active_sessions.total_messages_received is 'Messages it received, ever captured.';
comment on column whatsapp_gateway.active_sessions.total_chats_count is 'Chats that have messages.';
comment on column whatsapp_gateway.active_sessions.total_contacts_count is 'Contacts, of every type.';
comment on column whatsapp_gateway.active_sessions.sync_enabled is 'Whether its history is pulled.';
comment on column whatsapp_gateway.active_sessions.webhook_enabled is 'Always true; from the earlier stack.';
comment on column whatsapp_gateway.active_sessions.profile_name is 'The name its account shows to others.';
comment on column whatsapp_gateway.active_sessions.last_event_at is 'Arrival of its newest event.';
