-- What the tables take and how many rows they have: the rows themselves with what is stored out of line, and indexes.
select c.relname as name, pg_table_size(c.oid) as heap, pg_indexes_size(c.oid) as indexes,
       case c.relname
         when 'messages' then (select count(*) from whatsapp_gateway.messages)
         when 'message_keys' then (select count(*) from whatsapp_gateway.message_keys)
         when 'message_search' then (select count(*) from whatsapp_gateway.message_search)
         else (select count(*) from whatsapp_gateway.webhook_events)
       end as rows
  from pg_class c
 where c.relnamespace = 'whatsapp_gateway'::regnamespace
   and c.relname in ('messages', 'message_keys', 'message_search', 'webhook_events')
 order by c.relname
