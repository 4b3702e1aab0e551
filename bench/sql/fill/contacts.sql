-- Everybody with whom there is a chat. $1 is their session's name, $2 their addresses, $3 when the first of them was met.
insert into whatsapp_gateway.contacts
       (session_name, whatsapp_id, contact_type, push_name, push_name_at, phone_number, first_seen_at, last_seen_at)
select ?, address, 'individual', 'Cliente ' || n, seen, split_part(address, '@', 1), seen, now()
  from unnest(?::text[]) with ordinality as chats (address, n)
 cross join lateral (select ?::timestamptz + n * interval '1 minute') first_sight (seen)
