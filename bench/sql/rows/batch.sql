-- All rows of a batch of new text messages in one statement: what the gateway writes for them, without the reading of JSON, the merge,
-- the locks and HTTP. The arrays run in parallel.
with told as (
  select *
    from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::jsonb[], ?::bytea[])
      as told (session_name, event_id, core_id, chat_id, "timestamp", text, raw_data, body)
), events as (
  insert into whatsapp_gateway.webhook_events
         (received_at, session_name, event, event_id, request_id, engine, waha_version, outcome, core_id, chat_id, author, body)
  select now(), session_name, 'message', event_id, event_id, 'GOWS', '2026.7.1', 'stored', core_id, chat_id, chat_id, body
    from told
), keys as (
  insert into whatsapp_gateway.message_keys
         (session_name, core_id, is_from_me, chat_id, author, "timestamp", message_type, has_media)
  select session_name, core_id, false, chat_id, chat_id, "timestamp", 'text', false
    from told
  returning id, core_id
), rows as (
  insert into whatsapp_gateway.messages
         (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, message_type, body, has_media,
          is_forwarded, ack, ack_error, is_deleted, source, sync_source, time_rank, content_rank, content_at, content_event, raw_data)
  select id, session_name, chat_id, "timestamp", core_id, false, 'false_' || chat_id || '_' || core_id, chat_id, 'text', text, false,
         false, 2, false, false, 'app', 'webhook', 0, 0, "timestamp", event_id, raw_data
    from told
    join keys using (core_id)
  returning id, session_name, chat_id, "timestamp", body
)
insert into whatsapp_gateway.message_search (message_number, session_name, chat_id, "timestamp", vector)
select id, session_name, chat_id, "timestamp", vector
  -- As the services do, which fold the text before it comes here.
  from (select *, setweight(to_tsvector('whatsapp_gateway.portuguese_folded', body), 'A') as vector from rows offset 0) words
 where vector <> ''
