insert into whatsapp_gateway.sessions
       (session_name, status, waha_status, status_at, connected_at, whatsapp_id, phone_number, engine, last_event_at, last_heartbeat_at)
values (?, 'connected', 'WORKING', now(), now(), '5511940000001@c.us', '5511940000001', 'GOWS', now(), now())
