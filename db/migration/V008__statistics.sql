-- Numbers over messages and sessions, and who is in a group.
--
-- Hourly statistics outlive the messages they count. On the community tier a continuous aggregate keeps them; elsewhere
-- messages_hourly_stats is a view over the live messages and over what retention counted before it removed them.

do $$
begin
  if whatsapp_gateway.tier() = 'community' then
    -- Not materialized only, so that the running hour is there too.
    execute format($view$
      create materialized view whatsapp_gateway.messages_hourly_stats
        with (timescaledb.continuous, timescaledb.materialized_only = false) as
      select %I.time_bucket('1 hour', "timestamp") as hour,
             session_name,
             chat_id,
             message_type,
             count(*) as message_count,
             count(*) filter (where has_media) as media_count,
             count(*) filter (where is_from_me) as sent_count,
             count(*) filter (where not is_from_me) as received_count
        from whatsapp_gateway.messages
       group by 1, 2, 3, 4
        with no data
    $view$, whatsapp_gateway.schema_of_extension('timescaledb'));
  else
    create table whatsapp_gateway.retired_hourly_stats (
      hour           timestamptz not null,
      session_name   text        not null,
      chat_id        text        not null,
      message_type   text        not null,
      message_count  bigint      not null,
      media_count    bigint      not null,
      sent_count     bigint      not null,
      received_count bigint      not null,

      constraint retired_hourly_stats_are_kept_per_hour primary key (session_name, chat_id, hour, message_type)
    );

    comment on table whatsapp_gateway.retired_hourly_stats is 'What retention removed, counted before it was removed.';

    -- Over the keys, which are narrower than the messages and in an index as a whole. A message that comes again after retention removed
    -- it was counted then.
    create view whatsapp_gateway.messages_hourly_stats as
    select hour,
           session_name,
           chat_id,
           message_type,
           sum(message_count)::bigint as message_count,
           sum(media_count)::bigint as media_count,
           sum(sent_count)::bigint as sent_count,
           sum(received_count)::bigint as received_count
      from (select date_trunc('hour', k."timestamp", 'UTC') as hour,
                   k.session_name,
                   k.chat_id,
                   k.message_type,
                   count(*) as message_count,
                   count(*) filter (where k.has_media) as media_count,
                   count(*) filter (where k.is_from_me) as sent_count,
                   count(*) filter (where not k.is_from_me) as received_count
              from whatsapp_gateway.message_keys k
             where k."timestamp" >= coalesce(
                     (select value::timestamptz from whatsapp_gateway.settings where name = 'statistics_retired_before'), '-infinity')
             group by 1, 2, 3, 4
             union all
            select r.hour, r.session_name, r.chat_id, r.message_type,
                   r.message_count, r.media_count, r.sent_count, r.received_count
              from whatsapp_gateway.retired_hourly_stats r) counted
     group by 1, 2, 3, 4;
  end if;
end
$$;

comment on view whatsapp_gateway.messages_hourly_stats is
  'Messages per hour (UTC), chat and type: all, with media, sent and received. Outlives the messages.';

-- A loose index scan on message_keys_timeline: one probe per chat, however many messages the chats have.
create function whatsapp_gateway.count_chats(p_session_name text) returns bigint
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
  select count(chat_id) from chat
$$;

comment on function whatsapp_gateway.count_chats(text) is 'How many chats of a session have messages.';

create view whatsapp_gateway.session_counts as
select s.session_name,
       coalesce(c.messages_sent, 0) as total_messages_sent,
       coalesce(c.messages_received, 0) as total_messages_received,
       whatsapp_gateway.count_chats(s.session_name) as total_chats_count,
       (select count(*) from whatsapp_gateway.contacts o where o.session_name = s.session_name) as total_contacts_count
  from whatsapp_gateway.sessions s
  left join (select session_name,
                    sum(messages_sent)::bigint as messages_sent,
                    sum(messages_received)::bigint as messages_received
               from whatsapp_gateway.session_counters
              group by session_name) c on c.session_name = s.session_name;

comment on view whatsapp_gateway.session_counts is
  'Numbers per session. Messages are counted as they are captured, so these outlive retention; chats are those that still have messages.';

create view whatsapp_gateway.active_sessions as
select s.session_name,
       s.phone_number,
       s.whatsapp_id,
       s.status,
       case when s.waha_status is null or s.waha_status = 'WORKING' then 'healthy' else 'degraded' end as health_status,
       s.connected_at,
       s.last_heartbeat_at,
       n.total_messages_sent,
       n.total_messages_received,
       n.total_chats_count,
       n.total_contacts_count,
       s.sync_enabled,
       true as webhook_enabled,
       s.profile_name,
       s.last_event_at
  from whatsapp_gateway.sessions s
  join whatsapp_gateway.session_counts n on n.session_name = s.session_name
 where s.status = 'connected'
 order by greatest(s.last_heartbeat_at, s.last_event_at) desc nulls last, s.session_name;

comment on view whatsapp_gateway.active_sessions is
  'Sessions that are connected, the one heard of last first. The columns of the earlier stack, then newer ones.';

-- The last word about each member up to a time. Of several words at the same time the later in life wins: lists (absent over
-- present) are overruled by what was told of a change, joining by what comes after it, everything by leaving.
create function whatsapp_gateway.group_participants_at(p_session_name text, p_group_id text, p_at timestamptz default now())
  returns table (member_id text, role text, since timestamptz)
  language sql
  stable
  set search_path = pg_catalog
as $$
  select last_word.member_id, last_word.role, last_word.at
    from (select distinct on (coalesce(l.phone, e.member_id))
                 coalesce(l.phone, e.member_id) as member_id, e.role, e.change, e.at
            from whatsapp_gateway.group_membership_events e
            left join whatsapp_gateway.lid_links l on l.session_name = e.session_name and l.lid = e.member_id
           where e.session_name = p_session_name
             and e.group_id = p_group_id
             and e.at <= p_at
           order by coalesce(l.phone, e.member_id), e.at desc,
                    array_position(array['present', 'absent', 'join', 'promote', 'demote', 'leave'], e.change) desc,
                    e.role, e.member_id) last_word
   where last_word.change not in ('absent', 'leave')
   order by last_word.member_id
$$;

comment on function whatsapp_gateway.group_participants_at(text, text, timestamptz) is
  'Who was in a group at a time and in which role, under their canonical address; since is when that was last said.';

create view whatsapp_gateway.group_participants as
select g.session_name, g.group_id, p.member_id, p.role, p.since
  from (select distinct session_name, group_id from whatsapp_gateway.group_membership_events) g
 cross join lateral whatsapp_gateway.group_participants_at(g.session_name, g.group_id, 'infinity') p;

comment on view whatsapp_gateway.group_participants is 'Who is in which group now, as far as was heard.';
