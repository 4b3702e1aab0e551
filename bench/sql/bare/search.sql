-- The newest 50 messages of a session with some words. Variable: words.
select id, chat_id, "timestamp", body from whatsapp_gateway.search_messages('bench-1', :words::text, 50);
