-- Answers to what analysts ask of a session: series in a time zone, hours of the week, response times, who waits, who says most. The routes
-- under /api/stats ask these functions and nothing else, so that a statement and a call answer the same.
--
-- All take a range of time. Messages are counted by messages_hourly_stats where the borders between two counts are whole hours in UTC, as they
-- are in zones such as America/Sao_Paulo; elsewhere (Asia/Kolkata) by message_keys, chat by chat along its timeline. Two million messages of
-- a year take some seconds that way.

-- The borders of hours, days, weeks or months in a time zone, from the one that holds the beginning to the end of the one that holds the last
-- moment before the end.
create or replace function whatsapp_gateway.time_borders(p_from timestamptz, p_to timestamptz, p_by text, p_zone text) returns timestamptz[]
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
declare
  v_from timestamp := p_from at time zone p_zone;
  v_to   timestamp := p_to at time zone p_zone;
begin
  if p_by is null or p_by not in ('hour', 'day', 'week', 'month') then
    raise exception using errcode = 'invalid_parameter_value', message = 'p_by must be hour, day, week or month';
  elsif (p_from < p_to) is not true then
    raise exception using errcode = 'invalid_parameter_value', message = 'p_from must be before p_to';
  elsif p_by = 'hour' then
    -- By what the clock shows an hour may come twice.
    return array(select s.at
                   from generate_series(p_from - (v_from - date_trunc('hour', v_from)),
                                        p_to + interval '1 hour' - interval '1 microsecond', interval '1 hour') s (at)
                  order by s.at);
  end if;
  -- A midnight that comes twice begins the day the first time; one that is skipped begins it when the clock goes on.
  return array(select distinct case when (b.at - interval '1 hour') at time zone p_zone = b.shown then b.at - interval '1 hour' else b.at end
                 from (select s.shown, s.shown at time zone p_zone as at
                         from generate_series(date_trunc(p_by, v_from),
                                              date_trunc(p_by, v_to - interval '1 microsecond') + ('1 ' || p_by)::interval,
                                              ('1 ' || p_by)::interval) s (shown)) b
                order by 1);
end
$$;

comment on function whatsapp_gateway.time_borders(timestamptz, timestamptz, text, text) is
  'The beginnings of the hours, days, weeks (from Monday) or months of a time zone that a range touches, and last the end of the last.';

-- One probe per chat; see count_chats().
create or replace function whatsapp_gateway.chats_with_messages(p_session_name text) returns setof text
  language sql
  stable
  set search_path = pg_catalog
as $$
  with recursive chat(chat_id) as (
    (select k.chat_id
       from whatsapp_gateway.message_keys k
      where k.session_name = p_session_name
      order by k.chat_id
      limit 1)
     union all
    select (select k.chat_id
              from whatsapp_gateway.message_keys k
             where k.session_name = p_session_name and k.chat_id > chat.chat_id
             order by k.chat_id
             limit 1)
      from chat
     where chat.chat_id is not null
  )
  select chat_id from chat where chat_id is not null
$$;

comment on function whatsapp_gateway.chats_with_messages(text) is 'The chats of a session that have messages.';

-- All addresses of the chat asked for; without one, null.
create or replace function whatsapp_gateway.addresses_of_chat(p_session_name text, p_chat_id text) returns text[]
  language sql
  stable
  set search_path = pg_catalog
as $$
  select array[c.id] || array(select l.lid from whatsapp_gateway.lid_links l where l.session_name = p_session_name and l.phone = c.id)
    from (select whatsapp_gateway.canonical_chat_id(p_session_name, p_chat_id) as id) c
   where p_chat_id is not null
$$;

comment on function whatsapp_gateway.addresses_of_chat(text, text) is 'Every address of a chat: its canonical one, then the LIDs that lead to it.';

-- Planned anew each time, as the range decides which chunks are looked at.
create or replace function whatsapp_gateway.counted_messages(p_session_name text, p_chats text[], p_borders timestamptz[], p_by_author boolean)
  returns table (place integer, chat_id text, message_type text, author text, messages bigint, sent bigint, received bigint, media bigint)
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  v_from timestamptz := p_borders[1];
  v_to   timestamptz := p_borders[cardinality(p_borders)];
begin
  -- Where the hours are a view, it would count the whole session; it knows more than the keys only of what retention removed.
  if p_by_author
     or exists (select from unnest(p_borders) b (at) where date_trunc('hour', b.at, 'UTC') <> b.at)
     or to_regclass('whatsapp_gateway.retired_hourly_stats') is not null
        and v_from >= coalesce((select s.value::timestamptz from whatsapp_gateway.settings s where s.name = 'statistics_retired_before'),
                               '-infinity') then
    return query
      select width_bucket(k."timestamp", p_borders), coalesce(l.phone, c.chat_id), k.message_type,
             case when not p_by_author then null
                  when k.is_from_me then 'me'
                  when k.author <> '' then coalesce(a.phone, k.author)
                  when c.chat_id not like '%@g.us' then coalesce(l.phone, c.chat_id)
                  else '' end,
             count(*), count(*) filter (where k.is_from_me), count(*) filter (where not k.is_from_me), count(*) filter (where k.has_media)
        from (select unnest(coalesce(p_chats, array(select whatsapp_gateway.chats_with_messages(p_session_name)))) as chat_id) c
        join whatsapp_gateway.message_keys k
          on k.session_name = p_session_name and k.chat_id = c.chat_id and k."timestamp" >= v_from and k."timestamp" < v_to
        left join whatsapp_gateway.lid_links l on l.session_name = p_session_name and l.lid = c.chat_id
        left join whatsapp_gateway.lid_links a on p_by_author and a.session_name = p_session_name and a.lid = k.author
       group by 1, 2, 3, 4;
  else
    return query
      select width_bucket(h.hour, p_borders), coalesce(l.phone, h.chat_id), h.message_type, null::text,
             sum(h.message_count)::bigint, sum(h.sent_count)::bigint, sum(h.received_count)::bigint, sum(h.media_count)::bigint
        from whatsapp_gateway.messages_hourly_stats h
        left join whatsapp_gateway.lid_links l on l.session_name = p_session_name and l.lid = h.chat_id
       where h.session_name = p_session_name
         and h.hour >= v_from
         and h.hour < v_to
         and (p_chats is null or h.chat_id = any(p_chats))
       group by 1, 2, 3;
  end if;
end
$$;

comment on function whatsapp_gateway.counted_messages(text, text[], timestamptz[], boolean) is
  'Messages between each border and the next (place 1 is after the first) per chat, type and, if asked for, author; of some chats or, where null, of all.';

create or replace function whatsapp_gateway.message_counts(
    p_session_name text, p_from timestamptz, p_to timestamptz, p_by text default 'day', p_zone text default 'UTC',
    p_chat_id text default null, p_group text default null, p_limit integer default 10)
  returns table (starts_at timestamptz, group_key text, messages bigint, sent bigint, received bigint, media bigint)
  language sql
  stable
  set search_path = pg_catalog
as $$
  with range as materialized (
    select whatsapp_gateway.time_borders(p_from, p_to, p_by, p_zone) as borders,
           whatsapp_gateway.addresses_of_chat(p_session_name, p_chat_id) as chats
  ), counted as materialized (
    select c.place,
           coalesce(case p_group when 'chat' then c.chat_id when 'kind' then c.message_type when 'sender' then c.author end, '') as key,
           sum(c.messages) as messages, sum(c.sent) as sent, sum(c.received) as received, sum(c.media) as media
      from range r
     cross join lateral whatsapp_gateway.counted_messages(
             p_session_name, r.chats, r.borders, coalesce(p_group = 'sender', false)) c
     group by 1, 2
  ), keys as (
    select '' as key where p_group is null
     union all
    (select c.key from counted c where p_group is not null group by c.key order by sum(c.messages) desc, c.key limit p_limit)
  )
  select b.starts_at, nullif(k.key, ''), coalesce(c.messages, 0)::bigint, coalesce(c.sent, 0)::bigint,
         coalesce(c.received, 0)::bigint, coalesce(c.media, 0)::bigint
    from range r
   cross join lateral unnest(r.borders) with ordinality b (starts_at, place)
   cross join keys k
    left join counted c on c.place = b.place and c.key = k.key
   where b.place < cardinality(r.borders)
   order by b.starts_at, k.key
$$;

comment on function whatsapp_gateway.message_counts(text, timestamptz, timestamptz, text, text, text, text, integer) is
  'Messages per hour, day, week or month of a time zone, empty ones too; with p_group chat, kind or sender for each of the p_limit that have most. The range is widened to whole ones. GET /api/stats/{session}/messages.';

create or replace function whatsapp_gateway.message_hours(
    p_session_name text, p_from timestamptz, p_to timestamptz, p_zone text default 'UTC', p_chat_id text default null)
  returns table (weekday integer, hour integer, messages bigint, sent bigint, received bigint)
  language sql
  stable
  set search_path = pg_catalog
as $$
  with range as materialized (
    select whatsapp_gateway.time_borders(p_from, p_to, 'hour', p_zone) as borders,
           whatsapp_gateway.addresses_of_chat(p_session_name, p_chat_id) as chats
  ), counted as materialized (
    select extract(isodow from r.borders[c.place] at time zone p_zone)::integer as weekday,
           extract(hour from r.borders[c.place] at time zone p_zone)::integer as hour,
           sum(c.messages) as messages, sum(c.sent) as sent, sum(c.received) as received
      from range r
     cross join lateral whatsapp_gateway.counted_messages(p_session_name, r.chats, r.borders, false) c
     group by 1, 2
  )
  select d.weekday, h.hour, coalesce(c.messages, 0)::bigint, coalesce(c.sent, 0)::bigint, coalesce(c.received, 0)::bigint
    from generate_series(1, 7) d (weekday)
   cross join generate_series(0, 23) h (hour)
    left join counted c on c.weekday = d.weekday and c.hour = h.hour
   order by d.weekday, h.hour
$$;

comment on function whatsapp_gateway.message_hours(text, timestamptz, timestamptz, text, text) is
  'Messages by weekday (1 is Monday) and hour of the day in a time zone, all 168. GET /api/stats/{session}/hours.';

-- What was said in the chats of one person each, and the last word before. Notes of WhatsApp's own say nothing.
create or replace function whatsapp_gateway.said_in_person(p_session_name text, p_chats text[], p_from timestamptz, p_to timestamptz)
  returns table (chat_id text, said_at timestamptz, message_number bigint, is_from_me boolean)
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  c_silent constant text[] := '{notification,protocol,call,pin,keep,reaction,poll_vote}';
begin
  return query
    select coalesce(l.phone, c.chat_id), k."timestamp", k.id, k.is_from_me
      from (select a.chat_id
              from unnest(coalesce(p_chats, array(select whatsapp_gateway.chats_with_messages(p_session_name)))) a (chat_id)
             where a.chat_id like '%@c.us' or a.chat_id like '%@lid') c
     cross join lateral (
            (select b."timestamp", b.id, b.is_from_me
               from whatsapp_gateway.message_keys b
              where b.session_name = p_session_name and b.chat_id = c.chat_id and b."timestamp" < p_from
                and b.message_type <> all(c_silent)
              order by b."timestamp" desc, b.id desc
              limit 1)
             union all
            select k."timestamp", k.id, k.is_from_me
              from whatsapp_gateway.message_keys k
             where k.session_name = p_session_name and k.chat_id = c.chat_id and k."timestamp" >= p_from and k."timestamp" < p_to
               and k.message_type <> all(c_silent)) k
      left join whatsapp_gateway.lid_links l on l.session_name = p_session_name and l.lid = c.chat_id;
end
$$;

comment on function whatsapp_gateway.said_in_person(text, text[], timestamptz, timestamptz) is
  'Messages of a range in chats with one person, some or, where null, all, and the last one before the range of each.';

-- A wait begins with the first word of one side after the other's, and ends with the next word of the other.
create or replace function whatsapp_gateway.response_times(
    p_session_name text, p_from timestamptz, p_to timestamptz, p_by text default 'day', p_zone text default 'UTC',
    p_chat_id text default null, p_group text default null, p_limit integer default 10)
  returns table (starts_at timestamptz, group_key text, answered_by text, waits bigint, unanswered bigint,
                 median_seconds double precision, p90_seconds double precision)
  language sql
  stable
  set search_path = pg_catalog
as $$
  with range as materialized (
    select whatsapp_gateway.time_borders(p_from, p_to, p_by, p_zone) as borders,
           whatsapp_gateway.addresses_of_chat(p_session_name, p_chat_id) as chats
  ), turns as (
    select s.chat_id, s.said_at, s.is_from_me,
           lead(s.said_at) over (partition by s.chat_id order by s.said_at, s.message_number) as answered_at
      from (select w.*, lag(w.is_from_me) over (partition by w.chat_id order by w.said_at, w.message_number) as before
              from range r
             cross join lateral whatsapp_gateway.said_in_person(
                     p_session_name, r.chats, r.borders[1], r.borders[cardinality(r.borders)]) w) s
     where s.before is distinct from s.is_from_me
  ), waits as materialized (
    select width_bucket(t.said_at, r.borders) as place,
           case when p_group = 'chat' then t.chat_id else '' end as key,
           case when t.is_from_me then 'them' else 'us' end as answered_by,
           extract(epoch from t.answered_at - t.said_at)::double precision as seconds
      from turns t
     cross join range r
     where t.said_at >= r.borders[1]
  ), keys as (
    select '' as key where p_group is null
     union all
    (select w.key from waits w where p_group is not null group by w.key order by count(*) desc, w.key limit p_limit)
  ), counted as (
    select w.place, w.key, w.answered_by, count(*) as waits, count(*) filter (where w.seconds is null) as unanswered,
           percentile_cont(0.5) within group (order by w.seconds) as median_seconds,
           percentile_cont(0.9) within group (order by w.seconds) as p90_seconds
      from waits w
     group by 1, 2, 3
  )
  select b.starts_at, nullif(k.key, ''), s.answered_by, coalesce(c.waits, 0), coalesce(c.unanswered, 0), c.median_seconds, c.p90_seconds
    from range r
   cross join lateral unnest(r.borders) with ordinality b (starts_at, place)
   cross join keys k
   cross join (values ('us'), ('them')) s (answered_by)
    left join counted c on c.place = b.place and c.key = k.key and c.answered_by = s.answered_by
   where b.place < cardinality(r.borders)
   order by b.starts_at, k.key, s.answered_by desc
$$;

comment on function whatsapp_gateway.response_times(text, timestamptz, timestamptz, text, text, text, text, integer) is
  'How long answers took in chats with one person, by the time the wait began, ours and theirs; unanswered is what was so at the end of the range. GET /api/stats/{session}/responses.';

create or replace function whatsapp_gateway.unanswered_chats(
    p_session_name text, p_from timestamptz, p_to timestamptz, p_limit integer default 50)
  returns table (chat_id text, name text, waiting_since timestamptz, last_message_at timestamptz, messages bigint)
  language sql
  stable
  set search_path = pg_catalog
as $$
  select w.chat_id, coalesce(c.name, c.push_name), w.waiting_since, w.last_message_at, w.messages
    from (select l.chat_id, min(l.said_at) as waiting_since, max(l.said_at) as last_message_at, count(*) as messages
            from (select s.*, bool_or(s.is_from_me) over (
                           partition by s.chat_id order by s.said_at desc, s.message_number desc) as was_answered
                    from whatsapp_gateway.said_in_person(p_session_name, null, p_from, 'infinity') s) l
           where not l.was_answered
           group by l.chat_id) w
    left join whatsapp_gateway.contacts c on c.session_name = p_session_name and c.whatsapp_id = w.chat_id
   where w.waiting_since >= p_from and w.waiting_since < p_to
   order by w.waiting_since, w.chat_id
   limit p_limit
$$;

comment on function whatsapp_gateway.unanswered_chats(text, timestamptz, timestamptz, integer) is
  'Chats with one person whose last word is theirs, and who wait since a time in the range; the longest first. GET /api/stats/{session}/unanswered.';

create or replace function whatsapp_gateway.active_members(
    p_session_name text, p_from timestamptz, p_to timestamptz, p_chat_id text default null, p_limit integer default 50)
  returns table (member_id text, name text, messages bigint, media bigint)
  language sql
  stable
  set search_path = pg_catalog
as $$
  select m.author, coalesce(c.name, c.push_name), m.messages, m.media
    from (select k.author, sum(k.messages)::bigint as messages, sum(k.media)::bigint as media
            from whatsapp_gateway.counted_messages(
                   p_session_name, whatsapp_gateway.addresses_of_chat(p_session_name, p_chat_id), array[p_from, p_to], true) k
           where k.chat_id like '%@g.us' and k.author <> ''
           group by k.author
           order by messages desc, k.author
           limit p_limit) m
    left join whatsapp_gateway.contacts c on c.session_name = p_session_name and c.whatsapp_id = m.author
   order by m.messages desc, m.author
$$;

comment on function whatsapp_gateway.active_members(text, timestamptz, timestamptz, text, integer) is
  'Who wrote most in a group, or in all groups; me is the account itself. GET /api/stats/{session}/members.';

-- A file counts when its message was sent, with the size that came or, until it came, the size the sender gave.
create or replace function whatsapp_gateway.file_counts(
    p_session_name text, p_from timestamptz, p_to timestamptz, p_by text default 'month', p_zone text default 'UTC',
    p_chat_id text default null)
  returns table (starts_at timestamptz, kind text, files bigint, bytes bigint, stored_files bigint, stored_bytes bigint)
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  v_borders timestamptz[] := whatsapp_gateway.time_borders(p_from, p_to, p_by, p_zone);
  v_chats   text[] := coalesce(whatsapp_gateway.addresses_of_chat(p_session_name, p_chat_id),
                               array(select whatsapp_gateway.chats_with_messages(p_session_name)));
begin
  return query
    with counted as materialized (
      select width_bucket(k."timestamp", v_borders) as place, d.media_type, count(*) as files,
             coalesce(sum(coalesce(d.file_size_bytes, d.media_size_bytes)), 0)::bigint as bytes,
             count(*) filter (where d.download_status = 'completed') as stored_files,
             coalesce(sum(d.file_size_bytes) filter (where d.download_status = 'completed'), 0)::bigint as stored_bytes
        from unnest(v_chats) c (chat_id)
        join whatsapp_gateway.message_keys k
          on k.session_name = p_session_name and k.chat_id = c.chat_id and k.has_media
         and k."timestamp" >= v_borders[1] and k."timestamp" < v_borders[cardinality(v_borders)]
        join whatsapp_gateway.media_downloads d on d.message_number = k.id
       group by 1, 2
    )
    select b.starts_at, t.media_type, coalesce(c.files, 0), coalesce(c.bytes, 0), coalesce(c.stored_files, 0), coalesce(c.stored_bytes, 0)
      from unnest(v_borders) with ordinality b (starts_at, place)
     cross join (select distinct n.media_type from counted n) t
      left join counted c on c.place = b.place and c.media_type = t.media_type
     where b.place < cardinality(v_borders)
     order by b.starts_at, t.media_type;
end
$$;

comment on function whatsapp_gateway.file_counts(text, timestamptz, timestamptz, text, text, text) is
  'Files and their bytes by kind per hour, day, week or month of a time zone, empty ones too. GET /api/stats/{session}/files.';

create or replace function whatsapp_gateway.new_contacts(
    p_session_name text, p_from timestamptz, p_to timestamptz, p_by text default 'week', p_zone text default 'UTC')
  returns table (starts_at timestamptz, people bigint, groups bigint, others bigint)
  language sql
  stable
  set search_path = pg_catalog
as $$
  select b.starts_at, coalesce(n.people, 0), coalesce(n.groups, 0), coalesce(n.others, 0)
    from (select whatsapp_gateway.time_borders(p_from, p_to, p_by, p_zone) as borders) r
   cross join lateral unnest(r.borders) with ordinality b (starts_at, place)
    left join lateral (
           select count(*) filter (where c.contact_type = 'individual') as people,
                  count(*) filter (where c.contact_type = 'group') as groups,
                  count(*) filter (where c.contact_type not in ('individual', 'group')) as others
             from whatsapp_gateway.contacts c
            where c.session_name = p_session_name
              and c.first_seen_at >= b.starts_at
              and c.first_seen_at < r.borders[b.place + 1]) n on true
   where b.place < cardinality(r.borders)
   order by b.starts_at
$$;

comment on function whatsapp_gateway.new_contacts(text, timestamptz, timestamptz, text, text) is
  'Contacts by when they were first seen, per hour, day, week or month of a time zone, empty ones too. GET /api/stats/{session}/contacts.';
