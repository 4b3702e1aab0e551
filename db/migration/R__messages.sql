-- Messages: the locks of their writers, the tables beside them, and the note of what was deleted by hand.

-- One writer per chat at a time: whoever writes messages, or what is said about them, takes these locks for the chats, each once and in
-- ascending order, with pg_advisory_xact_lock(). They last as long as the transaction, so they also hold behind PgBouncer. The chats of a
-- session share 32 locks, because a transaction over thousands of chats would fill the server's table of locks. The committers sort
-- events by the same number before they come here.
create or replace function whatsapp_gateway.chat_lock_key(p_session_name text, p_chat_id text) returns bigint
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select hashtextextended('whatsapp_gateway.chats ' || p_session_name, get_byte(sha256(convert_to(p_chat_id, 'UTF8')), 0) % 32)
$$;

comment on function whatsapp_gateway.chat_lock_key(text, text) is
  'The advisory lock that writers take for a chat, by its canonical address. One of 32 of its session; the same for many chats.';

-- Waits for the writers of these chats, in the order that everybody keeps. The arrays run in parallel. A chat whose messages are still to be
-- moved to its phone number is written to under that.
create or replace function whatsapp_gateway.lock_chats(p_sessions text[], p_chats text[]) returns void
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_key bigint;
begin
  for v_key in
    select distinct whatsapp_gateway.chat_lock_key(c.session_name, coalesce(l.phone, c.chat_id))
      from (select distinct u.session_name, u.chat_id from unnest(p_sessions, p_chats) u(session_name, chat_id)) c
      left join whatsapp_gateway.lid_links l on l.session_name = c.session_name and l.lid = c.chat_id
     order by 1
  loop
    perform pg_advisory_xact_lock(v_key);
  end loop;
end
$$;

comment on function whatsapp_gateway.lock_chats(text[], text[]) is
  'Waits for the writers of these chats, in the order that everybody keeps, and keeps them waiting to the end of the transaction.';

-- All chats of a session, in the same order. Whoever writes anything that names people holds the lock of at least one chat.
create or replace function whatsapp_gateway.lock_session(p_session_name text) returns void
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_key bigint;
begin
  for v_key in
    select hashtextextended('whatsapp_gateway.chats ' || p_session_name, s.stripe) from generate_series(0, 31) s(stripe) order by 1
  loop
    perform pg_advisory_xact_lock(v_key);
  end loop;
end
$$;

comment on function whatsapp_gateway.lock_session(text) is
  'Waits for the writers of all chats of a session, and keeps them waiting to the end of the transaction.';

-- The side tables of messages. Those without said_at hang on a message's number and go with it. The others hold what was said about a
-- message, by chat and core id, whether it came or not; said_at says when a row was said.
create or replace function whatsapp_gateway.side_tables() returns table (side_table text, said_at text)
  language sql
  immutable
  set search_path = pg_catalog
as $$
  values ('message_search', null),
         ('media_downloads', null),
         ('message_aliases', null),
         ('message_lids', null),
         ('message_receipts', 'coalesce(greatest(server_at, delivered_at, read_at, played_at, error_at), ''-infinity'')'),
         ('message_reactions', 'reacted_at'),
         ('message_edits', 'edited_at'),
         ('message_revocations', 'revoked_at'),
         ('poll_votes', 'voted_at'),
         ('invitation_answers', 'answered_at')
$$;

-- A note that is there is written anew, lest whoever works it off at the same moment takes it for done.
create or replace function whatsapp_gateway.note_deleted_message() returns trigger
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  insert into whatsapp_gateway.deleted_messages as d (message_number) values (old.id)
  on conflict (message_number) do update set message_number = excluded.message_number;
  return null;
end
$$;
