insert into whatsapp_gateway.message_search (message_number, session_name, chat_id, "timestamp", vector)
select id, session_name, chat_id, "timestamp", vector
  from (select *, whatsapp_gateway.search_vector(body, null, null) as vector from staged_messages offset 0) words
 where vector <> ''
 order by id
