-- The same as sizes.sql where messages and events are hypertables: with all chunks, the compressed ones as they are compressed.
select 'message_keys' as name, pg_table_size('whatsapp_gateway.message_keys') as heap,
       pg_indexes_size('whatsapp_gateway.message_keys') as indexes, (select count(*) from whatsapp_gateway.message_keys) as rows
union all
select 'message_search', pg_table_size('whatsapp_gateway.message_search'), pg_indexes_size('whatsapp_gateway.message_search'),
       (select count(*) from whatsapp_gateway.message_search)
union all
select 'messages', table_bytes + toast_bytes, index_bytes, (select count(*) from whatsapp_gateway.messages)
  from hypertable_detailed_size('whatsapp_gateway.messages')
union all
select 'webhook_events', table_bytes + toast_bytes, index_bytes, (select count(*) from whatsapp_gateway.webhook_events)
  from hypertable_detailed_size('whatsapp_gateway.webhook_events')
