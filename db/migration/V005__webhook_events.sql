-- Everything authentic, verbatim, for as long as a mistake of the reader may have to be repaired by replay.

create table whatsapp_gateway.webhook_events (
  id           bigint      generated always as identity,
  received_at  timestamptz not null,
  session_name text,
  event        text        not null,
  event_id     text,
  request_id   text,
  engine       text,
  waha_version text,
  outcome      text        not null,
  reason       text,
  flags        text,
  core_id      text,
  body         bytea       not null,

  constraint webhook_events_have_a_known_outcome check (outcome in ('stored', 'unrecognised', 'quarantined'))
);

comment on column whatsapp_gateway.webhook_events.body is 'The bytes that were signed; bytes, because they need not be valid UTF-8 or valid jsonb.';
comment on column whatsapp_gateway.webhook_events.reason is 'Why the event was not merged; null for stored ones.';
comment on column whatsapp_gateway.webhook_events.core_id is 'The message it speaks of, where it speaks of one.';

do $$ begin perform whatsapp_gateway.partition_by_day('webhook_events', 'received_at'); end $$;

-- Serves replay by session and time.
create index webhook_events_by_session on whatsapp_gateway.webhook_events (session_name, received_at desc);

-- Serves the review of what could not be merged, a handful of rows.
create index webhook_events_not_stored on whatsapp_gateway.webhook_events (outcome, received_at desc) where outcome <> 'stored';

-- Serves the erasure of a message's raw events where a session's policy is to erase what was deleted.
create index webhook_events_by_message on whatsapp_gateway.webhook_events (session_name, core_id) where core_id is not null;

-- Serves retention where there are no chunks to drop.
do $$
begin
  if whatsapp_gateway.tier() = 'plain' then
    create index webhook_events_by_arrival on whatsapp_gateway.webhook_events (received_at);
  end if;
end
$$;
