-- Later messages get numbers above those of the generator.
select setval(pg_get_serial_sequence('whatsapp_gateway.message_keys', 'id'), (select max(id) from whatsapp_gateway.message_keys))
