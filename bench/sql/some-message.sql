-- A message in the middle of the archive.
select session_name, chat_id, core_id
  from whatsapp_gateway.message_keys
 where session_name = 'bench-1'
   and id >= (select max(id) / 2 from whatsapp_gateway.message_keys where session_name = 'bench-1')
 order by id
 limit 1
