-- Messages as they are read: by the page of a chat, or one by one.

-- The rows of messages whose times and numbers are known. TimescaleDB plans for the chunks between two times that it knows while it plans, so
-- the plan is made anew each time, for this one statement; each chunk between them costs about half of what another statement does. So
-- times more than a week apart belong to different statements.
create or replace function whatsapp_gateway.messages_at(p_session_name text, p_chats text[], p_times timestamptz[], p_ids bigint[])
  returns setof whatsapp_gateway.messages
  language plpgsql
  stable
  rows 50
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_oldest timestamptz;
  v_newest timestamptz;
begin
  for v_oldest, v_newest in
    select min(s.moment), max(s.moment)
      from (select g.moment, count(*) filter (where g.is_gap) over (order by g.moment) as stretch
              from (select t.moment, t.moment - lag(t.moment) over (order by t.moment) > interval '7 days' as is_gap
                      from unnest(p_times) t (moment)) g) s
     group by s.stretch
  loop
    return query
      select m.*
        from whatsapp_gateway.messages m
       where m.session_name = p_session_name
         and m.chat_id = any(p_chats)
         and m."timestamp" between v_oldest and v_newest
         and m.id = any(p_ids);
  end loop;
end
$$;

comment on function whatsapp_gateway.messages_at(text, text[], timestamptz[], bigint[]) is
  'The messages with these numbers in these chats, between the oldest and the newest of these times.';

-- The time of the newest row of these chats between two times; null where there is none. Looks at all chunks between them, at once.
create or replace function whatsapp_gateway.newest_message_at(p_session_name text, p_chats text[], p_from timestamptz, p_to timestamptz)
  returns timestamptz
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
begin
  return (select max(n."timestamp")
            from unnest(p_chats) c (chat_id)
           cross join lateral (
                  select m."timestamp"
                    from whatsapp_gateway.messages m
                   where m.session_name = p_session_name
                     and m.chat_id = c.chat_id
                     and m."timestamp" between p_from and p_to
                   order by m."timestamp" desc
                   limit 1) n);
end
$$;

-- The time of the oldest row of these chats between two times, by the same means.
create or replace function whatsapp_gateway.oldest_message_at(p_session_name text, p_chats text[], p_from timestamptz, p_to timestamptz)
  returns timestamptz
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
begin
  return (select min(n."timestamp")
            from unnest(p_chats) c (chat_id)
           cross join lateral (
                  select m."timestamp"
                    from whatsapp_gateway.messages m
                   where m.session_name = p_session_name
                     and m.chat_id = c.chat_id
                     and m."timestamp" between p_from and p_to
                   order by m."timestamp"
                   limit 1) n);
end
$$;

-- Whether a message with this core id in the chat was deleted for everyone.
create or replace function whatsapp_gateway.is_deleted_for_everyone(p_session_name text, p_chats text[], p_core_id text) returns boolean
  language sql
  stable
  set search_path = pg_catalog
as $$
  select exists (
    select
      from whatsapp_gateway.message_keys k
     cross join lateral whatsapp_gateway.messages_at(p_session_name, p_chats, array[k."timestamp"], array[k.id]) m
     where k.session_name = p_session_name and k.chat_id = any(p_chats) and k.core_id = p_core_id
       and exists (select
                     from whatsapp_gateway.message_revocations v
                    where v.session_name = p_session_name and v.chat_id = any(p_chats) and v.core_id = p_core_id)
       and m.is_deleted)
$$;

drop function if exists whatsapp_gateway.message_page(text, text, boolean, timestamptz, bigint, timestamptz, text[], text[], boolean, boolean, integer);
drop function if exists whatsapp_gateway.message_page(text, text, boolean, timestamptz, bigint, text, integer, integer, timestamptz, timestamptz, text[], text[], boolean, boolean);

-- Where the messages of a page are, newest first, with what there is to say about the page as a whole; no row: no such session. The
-- caller takes the rows from messages_at(), so that a new column of messages changes nothing here. A stable function sees the moment of the
-- statement that calls it, however many statements it is made of; those on plain tables keep their plans. The page lies on both sides of a
-- border: p_older messages below p_border and p_border_number, p_newer at or above it. With p_around, a message's number or core id, the
-- border is just above that message; border comes back null where the chat has no such message. There may be keys without a row, which was
-- deleted by SQL.
create or replace function whatsapp_gateway.message_page(
    p_session_name     text,
    p_chat_id          text,
    p_hides_by_default boolean,
    p_border           timestamptz,
    p_border_number    bigint,
    p_around           text,
    p_newer            integer,
    p_older            integer,
    p_before           timestamptz,
    p_after            timestamptz,
    p_types            text[],
    p_except_types     text[],
    p_from_me          boolean,
    p_has_media        boolean)
  returns table (
    session_name text, hides_deleted boolean, addresses text[], border timestamptz, border_number bigint, has_older boolean,
    times timestamptz[], numbers bigint[], reactions text[], phones text[])
  language plpgsql
  stable
  rows 1
  set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
  v_upper        timestamptz;
  v_upper_number bigint;
  v_lower        timestamptz;
  v_lower_number bigint;
  v_newer        record;
  v_cores        text[];
begin
  select coalesce(s.revoke_policy <> 'keep', p_hides_by_default),
         p_session_name,
         (select array_agg(a.address order by a.place, a.address)
            from (select c.canonical as address, 0 as place
                   union all
                  select l.lid, 1 from whatsapp_gateway.lid_links l where l.session_name = p_session_name and l.phone = c.canonical) a)
    into message_page.hides_deleted, message_page.session_name, message_page.addresses
    from whatsapp_gateway.sessions s
   cross join lateral (
          select coalesce((select l.phone from whatsapp_gateway.lid_links l where l.session_name = p_session_name and l.lid = p_chat_id),
                          p_chat_id) as canonical) c
   where s.session_name = p_session_name;
  if not found then
    return;
  end if;

  if p_around is null then
    message_page.border := p_border;
    message_page.border_number := p_border_number;
  else
    -- A core id may be all digits, and its sender chose it: a number comes first.
    select k."timestamp", k.id + 1
      into message_page.border, message_page.border_number
      from whatsapp_gateway.message_keys k
     where k.id = case when p_around ~ '^[1-9][0-9]{0,17}$' then p_around::bigint end
       and k.session_name = p_session_name
       and k.chat_id = any(message_page.addresses);
    if not found then
      select k."timestamp", k.id + 1
        into message_page.border, message_page.border_number
        from whatsapp_gateway.message_keys k
       where k.session_name = p_session_name
         and k.chat_id = any(message_page.addresses)
         and k.core_id = p_around
       order by k.id
       limit 1;
    end if;
    if not found then
      message_page.has_older := false;
      message_page.times := '{}';
      message_page.numbers := '{}';
      return next;
      return;
    end if;
  end if;

  -- Numbers begin at 1, so that 0 is before all messages of a time.
  v_upper := least(p_before, message_page.border);
  v_upper_number := case when p_before <= message_page.border then 0 else message_page.border_number end;
  v_lower := greatest(p_after, message_page.border);
  v_lower_number := case when p_after > message_page.border then 0 else message_page.border_number end;

  -- One walk of the index per address, each already in order and no longer than the page.
  select array_agg(k."timestamp"), array_agg(k.id), array_agg(k.core_id)
    into message_page.times, message_page.numbers, v_cores
    from (select k."timestamp", k.id, k.core_id
            from unnest(message_page.addresses) c (address)
           cross join lateral (
                  select k."timestamp", k.id, k.core_id
                    from whatsapp_gateway.message_keys k
                   where k.session_name = p_session_name
                     and k.chat_id = c.address
                     and (k."timestamp", k.id) < (v_upper, v_upper_number)
                     and k."timestamp" >= p_after
                     and (p_types is null or k.message_type = any(p_types))
                     and (p_except_types is null or k.message_type <> all(p_except_types))
                     and (p_from_me is null or k.is_from_me = p_from_me)
                     and (p_has_media is null or k.has_media = p_has_media)
                   order by k."timestamp" desc, k.id desc
                   limit p_older + 1) k
           order by k."timestamp" desc, k.id desc
           limit p_older + 1) k;
  message_page.has_older := coalesce(cardinality(message_page.numbers), 0) > p_older;
  message_page.times := coalesce(message_page.times[:p_older], '{}');
  message_page.numbers := coalesce(message_page.numbers[:p_older], '{}');
  v_cores := v_cores[:p_older];

  -- The same upwards. Nobody needs to know whether there is more: newer messages may come at any time.
  if p_newer > 0 then
    select array_agg(k."timestamp" order by k."timestamp" desc, k.id desc) as times,
           array_agg(k.id order by k."timestamp" desc, k.id desc) as ids,
           array_agg(k.core_id order by k."timestamp" desc, k.id desc) as cores
      into v_newer
      from (select k."timestamp", k.id, k.core_id
              from unnest(message_page.addresses) c (address)
             cross join lateral (
                    select k."timestamp", k.id, k.core_id
                      from whatsapp_gateway.message_keys k
                     where k.session_name = p_session_name
                       and k.chat_id = c.address
                       and (k."timestamp", k.id) >= (v_lower, v_lower_number)
                       and k."timestamp" < p_before
                       and (p_types is null or k.message_type = any(p_types))
                       and (p_except_types is null or k.message_type <> all(p_except_types))
                       and (p_from_me is null or k.is_from_me = p_from_me)
                       and (p_has_media is null or k.has_media = p_has_media)
                     order by k."timestamp", k.id
                     limit p_newer) k
             order by k."timestamp", k.id
             limit p_newer) k;
    message_page.times := v_newer.times || message_page.times;
    message_page.numbers := v_newer.ids || message_page.numbers;
    v_cores := v_newer.cores || v_cores;
  end if;

  if cardinality(message_page.numbers) = 0 then
    return next;
    return;
  end if;

  select array_agg(array[r.core_id, r.reactor, r.emoji, (extract(epoch from r.reacted_at) * 1000000)::bigint::text]
                   order by r.reacted_at, r.reactor)
    into message_page.reactions
    from whatsapp_gateway.message_reactions r
   where r.session_name = p_session_name and r.chat_id = any(message_page.addresses) and r.core_id = any(v_cores);
  if message_page.reactions is not null then
    select array_agg(array[l.lid, l.phone])
      into message_page.phones
      from whatsapp_gateway.lid_links l
     where l.session_name = p_session_name
       and l.lid = any(message_page.reactions)
       and l.lid like '%@lid';
  end if;
  return next;
end
$$;

comment on function whatsapp_gateway.message_page(text, text, boolean, timestamptz, bigint, text, integer, integer, timestamptz, timestamptz, text[], text[], boolean, boolean) is
  'Where the messages of a page of GET /api/messages/{session}/{chat} are, its reactions and the phone numbers behind their LIDs.';
