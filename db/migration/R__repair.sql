-- What the archive was told of and does not have: the question behind scripts/whatsapp/repair.sh, for those who ask by SQL.

create or replace function whatsapp_gateway.lost_messages(p_session_name text, p_limit integer default 1000)
  returns table (event_id bigint, received_at timestamptz, message_id text)
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
declare
  v_event record;
  v_id    text;
  v_found integer := 0;
begin
  for v_event in
    select e.id, e.received_at, e.core_id, e.body
      from whatsapp_gateway.webhook_events e
     where e.session_name = p_session_name
       and e.outcome = 'stored'
       and e.event in ('message', 'message.any')
       and octet_length(e.body) > 0
     order by e.received_at, e.id
  loop
    begin
      v_id := convert_from(v_event.body, 'UTF8')::jsonb #>> '{payload,id}';
    exception when others then
      continue; -- a body that the reader could make out and jsonb cannot; the command replays it all the same
    end;
    if v_id ~ '^(true|false)_[^_]+_[^_]+'
       and not exists (select
                         from whatsapp_gateway.message_keys k
                        where k.session_name = p_session_name
                          and k.core_id = v_event.core_id
                          and k.is_from_me = (split_part(v_id, '_', 1) = 'true')
                          and k.chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, split_part(v_id, '_', 2))) then
      event_id := v_event.id;
      received_at := v_event.received_at;
      message_id := v_id;
      return next;
      v_found := v_found + 1;
      exit when v_found >= p_limit;
    end if;
  end loop;
end
$$;

comment on function whatsapp_gateway.lost_messages(text, integer) is
  'Messages of which a raw event is still kept and that are nowhere in their chat, oldest first: lost by an earlier version, deleted by hand or past their retention. For roles that may read raw events; scripts/whatsapp/repair.sh brings them back.';
