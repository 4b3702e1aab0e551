insert into whatsapp_gateway.message_keys
       (id, session_name, chat_id, core_id, is_from_me, author, "timestamp", message_type, has_media)
       overriding system value
select id, session_name, chat_id, core_id, is_from_me, case when is_from_me then '' else chat_id end, "timestamp", 'text', false
  from staged_messages
 order by id
