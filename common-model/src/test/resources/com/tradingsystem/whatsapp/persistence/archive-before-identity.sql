-- An archive of {messages} messages of {days} days as it was before V050, with something of everything that was there: direct chats by phone number and by
-- hidden id, groups, channels, stories, broadcast lists, ids that two messages have, and what others said about messages.

insert into whatsapp_gateway.sessions (session_name, status, whatsapp_id, lid)
values ('main', 'connected', '5511900000000@c.us', '900000000000@lid'), ('shop', 'connected', '5511900000001@c.us', null), ('new', 'unknown', null, null);

-- Of the 500 people of a session every other one is known by one hidden id, and every twentieth by two.
insert into whatsapp_gateway.lid_links (session_name, lid, phone, told_at)
select s, 700000000000 + p + 1000 * n || '@lid', 5511910000000 + p || '@c.us', now()
  from unnest(array['main', 'shop']) s, generate_series(0, 499) p, generate_series(0, 1) n
 where p % 2 = 0 and (n = 0 or p % 20 = 0);
insert into whatsapp_gateway.lid_links (session_name, lid, phone, told_at) values ('shop', '900000000001@lid', '5511900000001@c.us', now());

create table whatsapp_gateway.made as
select i,
       case when i % 10 < 7 then 'main' else 'shop' end as session_name,
       case when i % 20 = 16 then i::text else upper(md5((i - (i % 50 = 1)::integer)::text)) end as core_id,
       case when i % 50 in (0, 1) then i % 50 = 0 else i % 3 = 0 and i % 20 <> 16 end as is_from_me,
       case when i % 20 < 8 then 5511910000000 + i / 20 % 250 || '@c.us'
            when i % 20 < 10 then 710000000000 + i / 20 % 90 || '@lid'
            when i % 20 < 16 or i % 20 = 19 then 120363000000000000 + i / 100 % 40 || '@g.us'
            when i % 20 = 16 then 120363100000000000 + i / 20 % 5 || '@newsletter'
            when i % 20 = 17 then 'status@broadcast'
            else 1700000000 + i / 20 % 3 || '@broadcast' end as chat_id,
       case when i % 400 = 13 then null
            when i % 20 = 19 then 700000000000 + i / 20 % 600 || '@lid'
            else 5511910000000 + i / 7 % 500 || '@c.us' end as member,
       date_trunc('day', now()) - i % {days} * interval '1 day' + i * 37 % 86400 * interval '1 second' as "timestamp",
       case when i % 10 = 0 then 'image' else 'text' end as message_type,
       i % 10 = 0 as has_media
  from generate_series(1, {messages}) i;

insert into whatsapp_gateway.message_keys (session_name, core_id, is_from_me, chat_id, "timestamp", message_type, has_media)
select session_name, core_id, is_from_me, chat_id, "timestamp", message_type, has_media from whatsapp_gateway.made;

insert into whatsapp_gateway.messages
       (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, message_type, body, has_media, media_filename,
        is_forwarded, ack, ack_error, is_deleted, sync_source, time_rank, content_rank, content_at, content_event, metadata, raw_data)
select k.id, k.session_name, k.chat_id, k."timestamp", k.core_id, k.is_from_me, k.is_from_me || '_' || k.chat_id || '_' || k.core_id,
       case when k.is_from_me then case k.session_name when 'main' then '5511900000000@c.us' else '5511900000001@c.us' end
            when k.chat_id like any (array['%@g.us', '%@broadcast']) then coalesce(m.member, k.chat_id)
            else k.chat_id end,
       k.message_type, 'bom dia, mensagem de número ' || m.i || ' com ' || md5(m.i::text) || ' e mais palavras', k.has_media,
       case when k.has_media then m.i || '.jpg' end, m.i % 9 = 0, m.i % 5, false, m.i % 60 = 0, 'webhook', 0, 0, k."timestamp", 'evt_' || m.i,
       case when m.i % 33 = 0 then '{"erased": true}'::jsonb else '{}' end,
       jsonb_build_object('id', k.core_id, 'pushName', 'José', 'filler', repeat(md5(m.i::text), 12))
  from whatsapp_gateway.made m
  join whatsapp_gateway.message_keys k using (session_name, core_id, is_from_me);

insert into whatsapp_gateway.message_search (session_name, core_id, is_from_me, chat_id, "timestamp", vector)
select session_name, core_id, is_from_me, chat_id, "timestamp", to_tsvector('simple', body)
  from whatsapp_gateway.messages
 where id % 10 < 7;

insert into whatsapp_gateway.media_downloads
       (session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, content_rank, content_at, content_event, media_url, media_type,
        minio_bucket, minio_key, download_status, file_hash, file_size_bytes)
select m.session_name, m.core_id, m.is_from_me, m.is_from_me || '_' || m.chat_id || '_' || m.core_id, m.chat_id, m."timestamp", 0, m."timestamp",
       'evt_' || m.i, 'http://waha/' || m.i, 'image', 'whatsapp-media', 'main/' || md5((m.i % 5000)::text),
       case m.i % 30 when 0 then 'pending' else 'completed' end, case when m.i % 30 > 0 then md5((m.i % 5000)::text) end, 1000
  from whatsapp_gateway.made m
 where m.has_media;
-- Of no message; every other file of them is needed by nobody else.
insert into whatsapp_gateway.media_downloads
       (session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, content_rank, content_at, content_event, media_type,
        minio_bucket, minio_key, download_status, file_hash, file_size_bytes)
select 'main', 'NONE' || n, false, 'false_x@c.us_NONE' || n, 'x@c.us', now(), 0, now(), 'evt', 'image', 'whatsapp-media',
       'main/' || case when n % 2 = 0 then md5('10') else 'orphan' || n end, 'completed', case when n % 2 = 0 then md5('10') else 'orphan' || n end, 1
  from generate_series(1, 20) n;

insert into whatsapp_gateway.message_aliases (session_name, core_id, is_from_me, message_id)
select m.session_name, m.core_id, m.is_from_me, 'false_' || n || '@lid_' || m.core_id
  from whatsapp_gateway.made m, generate_series(1, 2) n
 where m.i % 30 = 8;

insert into whatsapp_gateway.message_lids (session_name, lid, core_id, is_from_me)
select m.session_name, m.lid, m.core_id, m.is_from_me
  from (select session_name, core_id, is_from_me, case when chat_id like '%@lid' then chat_id else member end as lid from whatsapp_gateway.made) m
 where m.lid like '%@lid';

-- What is said about the messages; of every hundredth there is none (yet).
create table whatsapp_gateway.told as
select i, session_name, case when i % 100 = 7 then 'LATE' || i else core_id end as core_id, is_from_me, chat_id, "timestamp",
       coalesce(member, '5511910000001@c.us') as member,
       case session_name when 'main' then '5511900000000@c.us' else '5511900000001@c.us' end as me
  from whatsapp_gateway.made
 where i % 50 <> 1;

insert into whatsapp_gateway.message_receipts (session_name, core_id, participant, server_at, delivered_at, read_at)
select t.session_name, t.core_id, case when t.chat_id like '%@g.us' then 5511910000000 + (t.i + n) % 500 || '@c.us' else '' end,
       t."timestamp", t."timestamp" + interval '2 s', case when n % 2 = 0 then t."timestamp" + interval '2 min' end
  from whatsapp_gateway.told t, generate_series(1, 4) n
 where t.is_from_me and (n = 1 or t.chat_id like '%@g.us');

insert into whatsapp_gateway.message_reactions (session_name, core_id, reactor, emoji, reacted_at)
select session_name, core_id, case when i % 16 = 0 then me else member end, case when i % 56 = 0 then '' else '👍' end, "timestamp" + interval '1 min'
  from whatsapp_gateway.told
 where i % 8 = 0 or i % 100 = 7;

insert into whatsapp_gateway.message_edits (session_name, core_id, edited_at, edit_id, editor, body, told_by)
select session_name, core_id, "timestamp" + n * interval '1 min', 'EDIT' || n,
       case when not is_from_me then member
            when i % 4 = 0 then case session_name when 'main' then '900000000000@lid' else '900000000001@lid' end
            else me end,
       case when n = 1 then 'corrigido ' || i end, 'evt_edit_' || i
  from whatsapp_gateway.told, generate_series(1, 2) n
 where i % 40 in (0, 3, 7, 30) and (n = 1 or i % 80 < 40);

insert into whatsapp_gateway.message_revocations (session_name, core_id, revoked_at, revoked_by, told_by)
select session_name, core_id, "timestamp" + interval '5 min', case i % 180 when 0 then null when 60 then me else member end, 'evt_revoke_' || i
  from whatsapp_gateway.told
 where i % 60 = 0 or i % 100 = 7;

insert into whatsapp_gateway.poll_votes (session_name, core_id, voter, selected_options, is_readable, voted_at)
select session_name, core_id, 5511910000000 + n || '@c.us', '["sim"]', true, "timestamp" + interval '1 hour'
  from whatsapp_gateway.told, generate_series(1, 3) n
 where i % 100 in (7, 10);

insert into whatsapp_gateway.invitation_answers (session_name, core_id, respondent, response, extra_guests, answered_at)
select session_name, core_id, member, 'going', i % 3, "timestamp" + interval '1 hour'
  from whatsapp_gateway.told
 where i % 300 in (7, 10);

insert into whatsapp_gateway.webhook_events (received_at, session_name, event, event_id, outcome, core_id, body)
select "timestamp", session_name, 'message.any', 'evt_' || i, 'stored', core_id, convert_to('{"olá":' || i || '}', 'UTF8')
  from whatsapp_gateway.made
 where i % 20 = 0;

-- Deleted by hand, and noted; and gone without a note.
delete from whatsapp_gateway.messages where id % 1000 = 3 and "timestamp" > now() - interval '5 days';
set whatsapp_gateway.keys_are_kept = 'on';
delete from whatsapp_gateway.messages where id % 1000 = 4 and "timestamp" > now() - interval '5 days';
reset whatsapp_gateway.keys_are_kept;

drop table whatsapp_gateway.made, whatsapp_gateway.told;
analyze;
