-- The least that a page of 50 takes: where it is, from the timeline, and then its rows by chat and time.
-- Variables: sessions, chats (how many of the kind each session has), prefix (the digits its addresses begin with).
\set session random(1, :sessions)
\set chat random(1, :chats)
select min("timestamp") as oldest, max("timestamp") as newest
  from (select "timestamp"
          from whatsapp_gateway.message_keys
         where session_name = 'bench-' || :session::int
           and chat_id = :prefix::text || lpad((:chat::int)::text, 7, '0') || '@c.us'
         order by "timestamp" desc, id desc
         limit 51) newest
\gset
select id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, from_lid, to_whatsapp_id,
       message_type, body, original_body, edited_at, caption, has_media, media_type, media_mime_type, media_size_bytes, media_filename,
       is_forwarded, quoted_message_id, quoted_participant, quoted_body, location_latitude, location_longitude, location_name,
       location_address, location_url, contact_vcard, contact_name, link_preview, ack, ack_status, ack_timestamp, ack_error, is_deleted,
       deleted_at, deleted_by, source, sync_source, created_at, updated_at, metadata
  from whatsapp_gateway.messages
 where session_name = 'bench-' || :session::int
   and chat_id = :prefix::text || lpad((:chat::int)::text, 7, '0') || '@c.us'
   and "timestamp" between :oldest::timestamptz and :newest::timestamptz
 order by "timestamp" desc, id desc
 limit 50;
