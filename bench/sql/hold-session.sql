-- Keeps a session from being written for as long as the transaction lasts, in each way in which somebody may: its row, and the locks of
-- its chats.
update whatsapp_gateway.sessions set metadata = metadata where session_name = 'stuck-1';
select whatsapp_gateway.lock_chats(array_agg('stuck-1'::text), array_agg('551193' || lpad(n::text, 7, '0') || '@c.us'))
  from generate_series(0, 999) n
