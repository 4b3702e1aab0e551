-- What makes a message one message: its session, its chat, its author and its core id. It was the session and the core id, which the
-- sender chooses: channels number their posts alike, a broadcast list sends one id to many chats, and anybody may take anybody's.
--
-- This file makes room, at once; the next one carries over what is there, in batches that survive an interruption; the one after it
-- puts the new in the place of the old.

alter table whatsapp_gateway.message_keys add column author text;
create unique index message_keys_have_a_number on whatsapp_gateway.message_keys (id);

alter table whatsapp_gateway.messages add column from_lid text;
alter table whatsapp_gateway.webhook_events add column chat_id text, add column author text;
alter table whatsapp_gateway.media_downloads add column message_number bigint;

create table whatsapp_gateway.message_search_next (
  message_number bigint      not null,
  session_name   text        not null,
  chat_id        text        not null,
  "timestamp"    timestamptz not null,
  vector         tsvector    not null,

  constraint message_search_has_one_row_per_message primary key (message_number)
);

create table whatsapp_gateway.message_aliases_next (
  message_number bigint not null,
  message_id     text   not null,

  constraint message_aliases_are_kept_once_per_message primary key (message_number, message_id)
);

create table whatsapp_gateway.message_lids_next (
  session_name   text   not null,
  lid            text   not null,
  message_number bigint not null,

  constraint message_lids_are_listed_once_per_message primary key (session_name, lid, message_number)
);

create table whatsapp_gateway.message_receipts_next (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  participant  text        not null,
  server_at    timestamptz,
  delivered_at timestamptz,
  read_at      timestamptz,
  played_at    timestamptz,
  error_at     timestamptz,

  constraint message_receipts_are_kept_per_chat_and_participant primary key (session_name, chat_id, core_id, participant)
);

create table whatsapp_gateway.message_reactions_next (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  reactor      text        not null,
  emoji        text        not null,
  reacted_at   timestamptz not null,

  constraint message_reactions_are_one_per_chat_and_person primary key (session_name, chat_id, core_id, reactor)
);

create table whatsapp_gateway.message_edits_next (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  editor       text        not null,
  edited_at    timestamptz not null,
  edit_id      text        not null,
  body         text,
  told_by      text        not null,

  constraint message_edits_are_kept_as_versions_per_editor
    primary key (session_name, chat_id, core_id, is_from_me, editor, edited_at, edit_id)
);

create table whatsapp_gateway.message_revocations_next (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  revoked_by   text        not null,
  revoked_at   timestamptz not null,
  told_by      text        not null,

  constraint message_revocations_are_kept_per_revoker primary key (session_name, chat_id, core_id, is_from_me, revoked_by)
);

create table whatsapp_gateway.poll_votes_next (
  session_name     text        not null,
  chat_id          text        not null,
  core_id          text        not null,
  voter            text        not null,
  selected_options jsonb       not null,
  is_readable      boolean     not null,
  voted_at         timestamptz not null,

  constraint poll_votes_are_one_per_chat_and_person primary key (session_name, chat_id, core_id, voter)
);

create table whatsapp_gateway.invitation_answers_next (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  respondent   text        not null,
  response     text,
  extra_guests integer,
  answered_at  timestamptz not null,

  constraint invitation_answers_are_one_per_chat_and_person primary key (session_name, chat_id, core_id, respondent)
);

-- Whether an address is the session's own account's, which earlier rows do not say otherwise.
create function whatsapp_gateway.is_own_address(p_session_name text, p_address text) returns boolean
  language sql
  stable
  set search_path = pg_catalog
as $$
  select exists (
    select from whatsapp_gateway.sessions s
     where s.session_name = p_session_name
       and (p_address in (s.whatsapp_id, s.lid, '@me')
            or exists (select from whatsapp_gateway.lid_links l
                        where l.session_name = s.session_name and l.lid = p_address and l.phone = s.whatsapp_id)))
$$;

-- Carries over the messages with these numbers and all that hangs on them; run again, it changes nothing. A word about a core id goes
-- to every chat that has a message with it: nobody wrote down which was meant.
create function whatsapp_gateway.carry_identity_over(p_from bigint, p_to bigint) returns void
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  update whatsapp_gateway.message_keys k
     set author = case when k.is_from_me or k.chat_id like '%@newsletter' then ''
                       else k.chat_id end
   where k.id between p_from and p_to
     and k.author is null
     and (k.is_from_me or (k.chat_id not like '%@g.us' and k.chat_id not like '%@broadcast'));

  update whatsapp_gateway.media_downloads d
     set message_number = k.id
    from whatsapp_gateway.message_keys k
   where k.id between p_from and p_to
     and d.session_name = k.session_name and d.core_id = k.core_id and d.is_from_me = k.is_from_me
     and d.message_number is null;

  insert into whatsapp_gateway.message_search_next
  select k.id, s.session_name, s.chat_id, s."timestamp", s.vector
    from whatsapp_gateway.message_keys k
    join whatsapp_gateway.message_search s using (session_name, core_id, is_from_me)
   where k.id between p_from and p_to
  on conflict do nothing;

  insert into whatsapp_gateway.message_aliases_next
  select k.id, a.message_id
    from whatsapp_gateway.message_keys k
    join whatsapp_gateway.message_aliases a using (session_name, core_id, is_from_me)
   where k.id between p_from and p_to
  on conflict do nothing;

  insert into whatsapp_gateway.message_receipts_next
  select t.session_name, k.chat_id, t.core_id, t.participant, t.server_at, t.delivered_at, t.read_at, t.played_at, t.error_at
    from whatsapp_gateway.message_keys k
    join whatsapp_gateway.message_receipts t using (session_name, core_id)
   where k.id between p_from and p_to
  on conflict do nothing;

  insert into whatsapp_gateway.message_reactions_next
  select t.session_name, k.chat_id, t.core_id, t.reactor, t.emoji, t.reacted_at
    from whatsapp_gateway.message_keys k
    join whatsapp_gateway.message_reactions t using (session_name, core_id)
   where k.id between p_from and p_to
  on conflict do nothing;

  insert into whatsapp_gateway.message_edits_next
  select t.session_name, k.chat_id, t.core_id, whatsapp_gateway.is_own_address(t.session_name, t.editor), t.editor,
         t.edited_at, t.edit_id, t.body, t.told_by
    from whatsapp_gateway.message_keys k
    join whatsapp_gateway.message_edits t using (session_name, core_id)
   where k.id between p_from and p_to
  on conflict do nothing;

  insert into whatsapp_gateway.message_revocations_next
  select t.session_name, k.chat_id, t.core_id, coalesce(whatsapp_gateway.is_own_address(t.session_name, t.revoked_by), false),
         coalesce(t.revoked_by, ''), t.revoked_at, t.told_by
    from whatsapp_gateway.message_keys k
    join whatsapp_gateway.message_revocations t using (session_name, core_id)
   where k.id between p_from and p_to
  on conflict do nothing;

  insert into whatsapp_gateway.poll_votes_next
  select t.session_name, k.chat_id, t.core_id, t.voter, t.selected_options, t.is_readable, t.voted_at
    from whatsapp_gateway.message_keys k
    join whatsapp_gateway.poll_votes t using (session_name, core_id)
   where k.id between p_from and p_to
  on conflict do nothing;

  insert into whatsapp_gateway.invitation_answers_next
  select t.session_name, k.chat_id, t.core_id, t.respondent, t.response, t.extra_guests, t.answered_at
    from whatsapp_gateway.message_keys k
    join whatsapp_gateway.invitation_answers t using (session_name, core_id)
   where k.id between p_from and p_to
  on conflict do nothing;
end
$$;

-- Who wrote what in groups and lists is in the rows of messages alone: a day at a time, which is a chunk where there are any.
create function whatsapp_gateway.carry_authors_over(p_day timestamptz) returns void
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  execute format($sql$
    update whatsapp_gateway.message_keys k
       set author = case when m.from_whatsapp_id = m.chat_id then ''
                         else m.from_whatsapp_id end
      from whatsapp_gateway.messages m
     where m."timestamp" >= %L and m."timestamp" < %L
       and not m.is_from_me and (m.chat_id like '%%@g.us' or m.chat_id like '%%@broadcast')
       and k.session_name = m.session_name and k.core_id = m.core_id and k.is_from_me = m.is_from_me
       and k.author is null
  $sql$, p_day, p_day + interval '1 day');
end
$$;

-- All of it, in transactions of its own. It remembers how far it got, so whoever interrupts it may call it again. No search_path: a
-- procedure that commits may not set one.
create procedure whatsapp_gateway.carry_identity_over(p_batch bigint default 20000)
  language plpgsql
as $$
declare
  v_at   bigint;
  v_last bigint;
  v_day  timestamptz;
  v_end  timestamptz;
begin
  -- Plans made for a first, small batch are not those for all.
  perform pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', false);
  select coalesce(pg_catalog.max(value::bigint), 0) into v_at
    from whatsapp_gateway.settings where name = 'identity_carried_to';
  select pg_catalog.max(id) into v_last from whatsapp_gateway.message_keys;
  while v_at < v_last loop
    perform whatsapp_gateway.carry_identity_over(v_at + 1, v_at + p_batch);
    v_at := v_at + p_batch;
    insert into whatsapp_gateway.settings as s (name, value) values ('identity_carried_to', v_at::text)
    on conflict (name) do update set value = excluded.value;
    commit;
  end loop;

  select pg_catalog.date_trunc('day', pg_catalog.min("timestamp"), 'UTC'), pg_catalog.max("timestamp") into v_day, v_end
    from whatsapp_gateway.message_keys where author is null;
  while v_day <= v_end loop
    perform whatsapp_gateway.carry_authors_over(v_day);
    commit;
    select pg_catalog.date_trunc('day', pg_catalog.min("timestamp"), 'UTC') into v_day
      from whatsapp_gateway.message_keys where author is null and "timestamp" >= v_day + interval '1 day';
  end loop;
  perform pg_catalog.set_config('plan_cache_mode', 'auto', false);
end
$$;

do $$ begin perform whatsapp_gateway.grant_access(); end $$;
