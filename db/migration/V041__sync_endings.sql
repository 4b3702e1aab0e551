-- A worker ends the row it claimed. It may have claimed a chat by its hidden id and learnt from the very page it ends with whose number
-- that is; from then on the chat's canonical address is another row's, of which nothing was pulled and which another worker may have. So
-- the rules of ending are those of a row, and the functions for people, who name a chat, look for the row and leave the rest to them.

create function whatsapp_gateway.complete_sync(p_id bigint) returns void
  language sql
  set search_path = pg_catalog
as $$
  update whatsapp_gateway.sync_state
     set sync_status             = case when last_sync_request_at > sync_started_at then 'pending' else 'completed' end,
         next_sync_scheduled_at  = case when last_sync_request_at > sync_started_at then now()
                                        else now() + make_interval(mins => sync_interval_minutes) end,
         sync_type               = case when last_sync_request_at > sync_started_at then sync_type else 'incremental' end,
         cursor_timestamp        = null,
         sync_completed_at       = now(),
         last_successful_sync_at = now(),
         retry_count             = 0,
         sync_error              = null,
         lease_until             = null,
         lease_owner             = null,
         updated_at              = now()
   where id = p_id
$$;

comment on function whatsapp_gateway.complete_sync(bigint) is
  'complete_sync(session, chat) for exactly this row of sync_state, whatever the canonical address of its chat is by now; for whoever claimed it.';

create or replace function whatsapp_gateway.complete_sync(p_session_name text, p_chat_id text) returns void
  language sql
  set search_path = pg_catalog
as $$
  select whatsapp_gateway.complete_sync(id)
    from whatsapp_gateway.sync_state
   where session_name = p_session_name
     and chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id)
$$;

create function whatsapp_gateway.fail_sync(p_id bigint, p_error text) returns void
  language sql
  set search_path = pg_catalog
as $$
  update whatsapp_gateway.sync_state
     set sync_status            = 'failed',
         retry_count            = retry_count + 1,
         sync_enabled           = sync_enabled and retry_count + 1 < max_retries,
         sync_error             = case when retry_count + 1 < max_retries then p_error
                                       else coalesce(p_error, 'failed') || ' (max retries reached)' end,
         -- 5, 15, 45, 135 minutes, then every 6 hours.
         next_sync_scheduled_at = now() + least(interval '5 minutes' * 3 ^ least(retry_count, 10), interval '6 hours'),
         lease_until            = null,
         lease_owner            = null,
         updated_at             = now()
   where id = p_id
$$;

comment on function whatsapp_gateway.fail_sync(bigint, text) is
  'fail_sync(session, chat, error) for exactly this row of sync_state, whatever the canonical address of its chat is by now; for whoever claimed it.';

create or replace function whatsapp_gateway.fail_sync(p_session_name text, p_chat_id text, p_error text) returns void
  language sql
  set search_path = pg_catalog
as $$
  select whatsapp_gateway.fail_sync(id, p_error)
    from whatsapp_gateway.sync_state
   where session_name = p_session_name
     and chat_id = whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id)
$$;
