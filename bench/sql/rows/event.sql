-- One row of one table, committed: the least that "durable" can cost.
insert into whatsapp_gateway.webhook_events
       (received_at, session_name, event, event_id, request_id, engine, waha_version, outcome, core_id, chat_id, author, body)
values (now(), ?, 'message', ?, ?, 'GOWS', '2026.7.1', 'stored', ?, ?, ?, ?)
