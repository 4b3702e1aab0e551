insert into whatsapp_gateway.messages
       (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, to_whatsapp_id, message_type, body,
        has_media, is_forwarded, ack, ack_timestamp, ack_error, is_deleted, source, sync_source, time_rank, content_rank, content_at,
        content_event, raw_data)
select id, session_name, chat_id, "timestamp", core_id, is_from_me, is_from_me || '_' || chat_id || '_' || core_id,
       case when is_from_me then '5511940000001@c.us' else chat_id end, case when is_from_me then chat_id else '5511940000001@c.us' end,
       'text', body, false, false, 3, "timestamp" + interval '1 minute', false, false, 'app', 'webhook', 0, 0, "timestamp",
       'evt_' || lower(core_id), raw_data
  from staged_messages
 order by id
