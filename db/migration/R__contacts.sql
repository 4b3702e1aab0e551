-- Addresses, and who is in a group.

-- The address a chat is kept under: the phone number's where it is known, in WAHA's public form.
create or replace function whatsapp_gateway.canonical_chat_id(p_session_name text, p_chat_id text) returns text
  language sql
  stable
  set search_path = pg_catalog
as $$
  select coalesce(
    (select l.phone from whatsapp_gateway.lid_links l where l.session_name = p_session_name and l.lid = p_chat_id),
    regexp_replace(p_chat_id, '^(\d+)(:\d+)?@(s\.whatsapp\.net|c\.us)$', '\1@c.us'))
$$;

-- The last word about each member up to a time. Of several words at the same time the later in life wins: lists (absent over
-- present) are overruled by what was told of a change, joining by what comes after it, everything by leaving.
create or replace function whatsapp_gateway.group_participants_at(p_session_name text, p_group_id text, p_at timestamptz default now())
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

create or replace view whatsapp_gateway.group_participants as
select g.session_name, g.group_id, p.member_id, p.role, p.since
  from (select distinct session_name, group_id from whatsapp_gateway.group_membership_events) g
 cross join lateral whatsapp_gateway.group_participants_at(g.session_name, g.group_id, 'infinity') p;

comment on view whatsapp_gateway.group_participants is 'Who is in which group now, as far as was heard.';
comment on column whatsapp_gateway.group_participants.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.group_participants.group_id is 'The group''s address; contacts.whatsapp_id.';
comment on column whatsapp_gateway.group_participants.member_id is 'The member''s canonical address; contacts.whatsapp_id.';
comment on column whatsapp_gateway.group_participants.role is 'participant, admin, superadmin or a word still unknown.';
comment on column whatsapp_gateway.group_participants.since is 'When that was last said of them.';
