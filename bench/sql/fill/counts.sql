insert into whatsapp_gateway.session_counters (session_name, slot, messages_sent, messages_received)
select session_name, 0, count(*) filter (where is_from_me), count(*) filter (where not is_from_me)
  from whatsapp_gateway.message_keys
 where session_name like 'bench-%'
 group by session_name
