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
  revoke_policy     text,
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
comment on column whatsapp_gateway.sessions.account_at is 'When WAHA last named the account behind the session; sessions can be paired again with another phone.';
comment on column whatsapp_gateway.sessions.revoke_policy is 'What happens to a message deleted for everyone: keep, hide or erase; null means the configured default.';
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
