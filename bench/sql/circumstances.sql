select 'database' as name, version() as value
union all select 'tier', whatsapp_gateway.tier()
union all select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')
union all select name, pg_size_pretty(setting::bigint * 8192) from pg_settings where name = 'shared_buffers'
union all select 'messages', count(*)::text from whatsapp_gateway.message_keys
