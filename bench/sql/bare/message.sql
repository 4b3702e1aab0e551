-- One message by its core id: where it is, and then its row. Variables: session, chat, core.
select id, "timestamp" as sent
  from whatsapp_gateway.message_keys
 where session_name = :session::text and chat_id = :chat::text and core_id = :core::text
\gset
select id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, from_lid, to_whatsapp_id,
       message_type, body, original_body, edited_at, caption, has_media, media_type, media_mime_type, media_size_bytes, media_filename,
       is_forwarded, quoted_message_id, quoted_participant, quoted_body, location_latitude, location_longitude, location_name,
       location_address, location_url, contact_vcard, contact_name, link_preview, ack, ack_status, ack_timestamp, ack_error, is_deleted,
       deleted_at, deleted_by, source, sync_source, created_at, updated_at, metadata
  from whatsapp_gateway.messages
 where session_name = :session::text and chat_id = :chat::text and "timestamp" = :sent::timestamptz and id = :id::bigint;
