-- One row per WAHA session, whatever it was ever heard of.

create table whatsapp_gateway.sessions (
  id                bigint generated always as identity,
  session_name      text        not null,
  status            text        not null default 'unknown',
  waha_status       text,
  status_at         timestamptz,
  connected_at      timestamptz,
  disconnected_at   timestamptz,
  whatsapp_id       text,
  lid               text,
  phone_number      text,
  profile_name      text,
  account_at        timestamptz,
  engine            text,
  waha_version      text,
  engine_at         timestamptz,
  revoke_policy     text,
  sync_enabled      boolean     not null default true,
  status_reason     text,
  last_event_at     timestamptz,
  last_heartbeat_at timestamptz,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  metadata          jsonb       not null default '{}',

  constraint sessions_are_identified_by_name primary key (session_name),
  constraint sessions_have_a_unique_id unique (id),
  constraint sessions_have_a_known_revoke_policy check (revoke_policy in ('keep', 'hide', 'erase'))
);

comment on column whatsapp_gateway.sessions.status is
  'connected, connecting, scan_qr_code, failed, disconnected, unknown, or a state of WAHA this version does not know, in lower case.';
comment on column whatsapp_gateway.sessions.waha_status is 'WAHA''s own word for it, for example WORKING.';
comment on column whatsapp_gateway.sessions.status_at is 'When WAHA said so; an older word never replaces a newer one.';
comment on column whatsapp_gateway.sessions.connected_at is 'The newest word that the session works; disconnected_at likewise that it stopped or failed.';
comment on column whatsapp_gateway.sessions.account_at is 'When WAHA last named the account behind the session; sessions can be paired again with another phone.';
comment on column whatsapp_gateway.sessions.engine_at is 'When WAHA last named its engine and version.';
comment on column whatsapp_gateway.sessions.revoke_policy is 'What happens to a message deleted for everyone: keep, hide or erase; null means the configured default.';
comment on column whatsapp_gateway.sessions.sync_enabled is 'The operator''s switch: off, no history of this session is pulled.';
comment on column whatsapp_gateway.sessions.status_reason is 'Why it is in this state, where somebody said so.';
comment on column whatsapp_gateway.sessions.last_event_at is 'Arrival of the newest event; written at most once a second, so up to a second behind after a crash.';

-- How many messages were ever captured. Spread over slots, because one row per session would be locked by every transaction
-- until it is on disk.
create table whatsapp_gateway.session_counters (
  session_name      text     not null,
  slot              smallint not null,
  messages_sent     bigint   not null default 0,
  messages_received bigint   not null default 0,

  constraint session_counters_are_summed_over_slots primary key (session_name, slot)
);

-- One writer per session at a time: whoever writes messages takes this lock for its sessions, in the order of their names, with
-- pg_advisory_xact_lock(). It lasts as long as the transaction, so it also holds behind PgBouncer.
create function whatsapp_gateway.session_lock_key(p_session_name text) returns bigint
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select hashtextextended('whatsapp_gateway.session ' || p_session_name, 0)
$$;

-- What the earlier stack had for scripts that watch a session from outside. The services themselves learn a session's state from
-- WAHA's events. There is no trigger for updated_at, here or elsewhere: the few statements that write set it, which costs no call per row
-- and leaves a row that did not change alone. Nor is there increment_message_counter(): one row per session, locked by every message,
-- was what held the earlier stack back; see session_counters.
create function whatsapp_gateway.connect_session(
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
         updated_at        = now()
$$;

-- A session that failed stays failed: that it is not connected either is no news.
create function whatsapp_gateway.disconnect_session(p_session_name text, p_reason text default null) returns void
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
         updated_at      = now()
$$;

create function whatsapp_gateway.update_session_heartbeat(p_session_name text) returns void
  language sql
  set search_path = pg_catalog
as $$
  insert into whatsapp_gateway.sessions (session_name, last_heartbeat_at)
  values (p_session_name, now())
  on conflict (session_name) do update
     set last_heartbeat_at = now(),
         updated_at        = now()
$$;
