-- A message is one message by its session, its chat, its core id, whether the account sent it, and else by who did: whoever sends a
-- message chooses its core id, so that alone identifies nothing. What belongs to one message hangs on its number (message_keys.id); what is
-- said about messages names them by chat and core id, under the addresses that were told.
--
-- Three migrations do it, because a filled archive is too much for one transaction. This one makes the new tables beside the old ones,
-- V051 carries the rows over in batches, V052 lets go of what was. In between nothing writes messages: the functions that every writer
-- begins with are gone, so that also services of an earlier version that still run are refused, and WAHA tells them again.

-- What stands on a table that is replaced would go with it, after hours perhaps. Better said at once.
do $$
declare
  v_others text;
begin
  select string_agg(distinct pg_describe_object(d.classid, d.objid, d.objsubid), ', ')
    into v_others
    from pg_depend d
    join pg_class c on c.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
   where c.relnamespace = 'whatsapp_gateway'::regnamespace
     and c.relname in ('message_keys', 'message_search', 'message_aliases', 'message_lids', 'message_receipts', 'message_reactions',
                       'message_edits', 'message_revocations', 'poll_votes', 'invitation_answers', 'deleted_messages')
     and d.deptype = 'n'
     and not exists (select from pg_rewrite r
                      where d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
                        and r.ev_class = to_regclass('whatsapp_gateway.messages_hourly_stats'));
  if v_others is not null then
    raise exception 'these stand on tables that are made anew: %', v_others
      using hint = 'Drop them, start again, and make them anew for the new tables (docs/schema.md).';
  end if;
end
$$;

-- ---------------------------------------------------------------- out of the way

drop function whatsapp_gateway.session_lock_key(text);
drop function whatsapp_gateway.lock_sessions(text[]);
drop function whatsapp_gateway.keys_before(timestamptz, bigint);
drop function whatsapp_gateway.forget_messages(text[], text[], boolean[]);
drop function whatsapp_gateway.forget_unattached(timestamptz);
drop function whatsapp_gateway.forget_old_messages(timestamptz, integer);
drop function whatsapp_gateway.forget_deleted_messages(integer);

-- Rows are looked for by core id only from here on, and TimescaleDB would rather skip through this one.
drop index whatsapp_gateway.message_keys_timeline;

do $$
declare
  v_table text;
  v_index text;
begin
  foreach v_table in array array['message_keys', 'message_search', 'message_aliases', 'message_lids', 'message_receipts', 'message_reactions',
                                 'message_edits', 'message_revocations', 'poll_votes', 'invitation_answers', 'deleted_messages'] loop
    for v_index in
      select c.relname
        from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = ('whatsapp_gateway.' || v_table)::regclass
    loop
      execute format('alter index whatsapp_gateway.%I rename to %I', v_index, 'former_' || v_index);
    end loop;
    execute format('alter table whatsapp_gateway.%I rename to %I', v_table, 'former_' || v_table);
  end loop;
end
$$;

alter sequence whatsapp_gateway.message_keys_id_seq rename to former_message_keys_id_seq;

-- ---------------------------------------------------------------- tables

-- Their keys and indexes are made when the rows are there: V051.
create table whatsapp_gateway.message_keys (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  author       text        not null default '',
  id           bigint      not null generated always as identity,
  "timestamp"  timestamptz not null,
  message_type text        not null,
  has_media    boolean     not null
);

comment on column whatsapp_gateway.message_keys.chat_id is 'The canonical address: a person''s phone number''s once it is known. Follows what becomes known.';
comment on column whatsapp_gateway.message_keys.core_id is
  'The part of WAHA''s message id that stays the same whatever form the chat and the participant take. The sender chooses it.';
comment on column whatsapp_gateway.message_keys.author is
  'Who wrote it, by the address that was told, a LID before a phone number''s; of messages from before this column the LID where exactly one was known. Empty for the account''s own messages, for channels, and where nobody told.';
comment on column whatsapp_gateway.message_keys.id is 'The message''s number, that of its row in messages and of all that hangs on it alone.';

alter table whatsapp_gateway.messages add column from_lid text;

comment on column whatsapp_gateway.messages.core_id is 'The part of WAHA''s message id that stays the same; unique within its chat and author only.';
comment on column whatsapp_gateway.messages.message_id is 'WAHA''s full id as first seen; it takes several forms for one message.';
comment on column whatsapp_gateway.messages.from_lid is
  'The author''s hidden id, where told; stays with the person when the number changes hands.';

create table whatsapp_gateway.message_search (
  message_number bigint      not null,
  session_name   text        not null,
  chat_id        text        not null,
  "timestamp"    timestamptz not null,
  vector         tsvector    not null
);

comment on table whatsapp_gateway.message_search is
  'The words of each message that has any; chat_id and timestamp are those of message_keys and follow them when a message moves.';

-- The full ids a message was seen under, kept only for those seen under several: what tells that a LID and a phone number are
-- the same person where no payload says so.
create table whatsapp_gateway.message_aliases (
  message_number bigint not null,
  message_id     text   not null
);

-- Which messages still show a LID, in whatever column, so that they are found when its phone number becomes known without
-- asking every chunk of the hypertable.
create table whatsapp_gateway.message_lids (
  session_name   text   not null,
  lid            text   not null,
  message_number bigint not null
);

-- How far a message got with each participant. May be here before the message, as all of the following.
create table whatsapp_gateway.message_receipts (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  participant  text        not null,
  server_at    timestamptz,
  delivered_at timestamptz,
  read_at      timestamptz,
  played_at    timestamptz,
  error_at     timestamptz
);

comment on table whatsapp_gateway.message_receipts is
  'Receipts, reactions, edits and the like name their message by chat and core id, as WAHA does not always tell more.';
comment on column whatsapp_gateway.message_receipts.chat_id is
  'Here and in the tables like it, the chat as it was told: the hidden id''s or the phone number''s address. Never moved; lid_links tells that both are one. Empty where an earlier version did not note it and has no such message.';
comment on column whatsapp_gateway.message_receipts.participant is 'As told. Empty where WAHA did not tell who.';

create table whatsapp_gateway.message_reactions (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  reactor      text        not null,
  emoji        text        not null,
  reacted_at   timestamptz not null
);

comment on column whatsapp_gateway.message_reactions.emoji is 'Empty once the reaction was taken back; the newest wins.';

create table whatsapp_gateway.message_edits (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  editor       text        not null,
  edited_at    timestamptz not null,
  edit_id      text        not null,
  body         text,
  told_by      text        not null
);

comment on table whatsapp_gateway.message_edits is 'Every edit anybody told of. It counts where its editor is the message''s author.';
comment on column whatsapp_gateway.message_edits.is_from_me is 'Whether the account itself is the editor.';
comment on column whatsapp_gateway.message_edits.told_by is 'Which event said so; the lowest wins.';

create table whatsapp_gateway.message_revocations (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  revoked_by   text        not null default '',
  revoked_at   timestamptz not null,
  told_by      text        not null
);

comment on table whatsapp_gateway.message_revocations is 'Of each revoker the earliest wins, then the lowest told_by.';
comment on column whatsapp_gateway.message_revocations.is_from_me is 'Whether the account itself is the revoker.';
comment on column whatsapp_gateway.message_revocations.revoked_by is 'As told. Empty where WAHA did not tell who.';

create table whatsapp_gateway.poll_votes (
  session_name     text        not null,
  chat_id          text        not null,
  core_id          text        not null,
  voter            text        not null,
  selected_options jsonb       not null,
  is_readable      boolean     not null,
  voted_at         timestamptz not null
);

comment on column whatsapp_gateway.poll_votes.is_readable is 'Whether WAHA could decrypt the vote; where not, the choice is unknown.';

create table whatsapp_gateway.invitation_answers (
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  respondent   text        not null,
  response     text,
  extra_guests integer,
  answered_at  timestamptz not null
);

alter table whatsapp_gateway.media_downloads add column message_number bigint;

comment on column whatsapp_gateway.media_downloads.message_number is 'message_keys.id of the message whose file it is.';

alter table whatsapp_gateway.webhook_events
  add column chat_id text,
  add column author  text;

comment on column whatsapp_gateway.webhook_events.chat_id is
  'The chat of the message it speaks of, as told; null where it speaks of none, and in events from before the chat was noted.';
comment on column whatsapp_gateway.webhook_events.author is
  'Who wrote the message, or said the word about one, as told; me for the account itself.';

-- An operator may type DELETE FROM whatsapp_gateway.messages …, and the archive stays whole: see V010.
create table whatsapp_gateway.deleted_messages (
  message_number bigint not null,

  constraint deleted_messages_are_noted_once primary key (message_number)
);

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

-- Whoever was let at the old tables is let at the new ones.
do $$
declare
  v_grant record;
begin
  for v_grant in
    select substr(c.relname, length('former_') + 1) as relation, a.privilege_type, a.is_grantable,
           case a.grantee when 0 then 'public' else a.grantee::regrole::text end as grantee
      from pg_class c
     cross join lateral aclexplode(c.relacl) a
     where c.relnamespace = 'whatsapp_gateway'::regnamespace and c.relkind = 'r' and c.relname like 'former\_%'
       and a.grantee <> c.relowner
  loop
    execute format('grant %s on whatsapp_gateway.%I to %s%s', v_grant.privilege_type, v_grant.relation, v_grant.grantee,
                   case when v_grant.is_grantable then ' with grant option' else '' end);
  end loop;
end
$$;

-- ---------------------------------------------------------------- what V051 does it with, gone after V052

-- How far the carrying over got. A step that is not here has not begun.
create table whatsapp_gateway.identity_steps (
  step       text        not null,
  next_block bigint      not null default 0,
  next_time  timestamptz not null default '-infinity',
  is_done    boolean     not null default false,

  constraint identity_steps_are_taken_once primary key (step)
);

-- Runs a statement for one part of a table after the other, each in a transaction that also notes how far it got, and at last what is
-- to be done once. So it may end at any moment, as by kill -9, and whoever calls it again goes on; two that run at once take turns.
-- In the statement t is the table and %s the condition for the part. Parts are a few blocks of a table, but days of a hypertable.
create procedure whatsapp_gateway.carry_over(p_step text, p_table text, p_statement text, p_at_last text)
  language plpgsql
as $$
declare
  v_blocks     constant bigint := 256;
  v_is_chunked constant boolean := p_table = 'messages' and whatsapp_gateway.tier() <> 'plain';
  v_step       whatsapp_gateway.identity_steps;
  v_ends       timestamptz[];
  v_until      timestamptz;
  v_is_left    boolean;
begin
  insert into whatsapp_gateway.identity_steps (step) values (p_step) on conflict do nothing;
  if v_is_chunked then
    v_ends := array(select c.range_end from timescaledb_information.chunks c
                     where c.hypertable_schema = 'whatsapp_gateway' and c.hypertable_name = p_table);
  end if;
  commit;
  loop
    select * into strict v_step from whatsapp_gateway.identity_steps s where s.step = p_step for update;
    if v_step.is_done then
      commit;
      return;
    end if;

    if v_is_chunked then
      select min(e) into v_until from unnest(v_ends) e where e > v_step.next_time;
      v_is_left := v_until is not null;
    else
      v_is_left := v_step.next_block * pg_catalog.current_setting('block_size')::bigint
                     < pg_catalog.pg_relation_size(('whatsapp_gateway.' || p_table)::pg_catalog.regclass);
    end if;

    if not v_is_left then
      execute p_at_last;
      update whatsapp_gateway.identity_steps s set is_done = true where s.step = p_step;
      commit;
      return;
    end if;

    -- A part is small and the tables it is joined with are large: always by their indexes.
    perform pg_catalog.set_config('enable_hashjoin', 'off', true),
            pg_catalog.set_config('enable_mergejoin', 'off', true),
            pg_catalog.set_config('jit', 'off', true),
            pg_catalog.set_config('synchronous_commit', 'off', true);
    if v_is_chunked then
      execute pg_catalog.replace(p_statement, '%s', 't."timestamp" >= $1 and t."timestamp" < $2') using v_step.next_time, v_until;
    else
      execute pg_catalog.replace(p_statement, '%s', 't.ctid >= $1 and t.ctid < $2')
        using pg_catalog.format('(%s,0)', v_step.next_block)::pg_catalog.tid,
              pg_catalog.format('(%s,0)', v_step.next_block + v_blocks)::pg_catalog.tid;
    end if;
    update whatsapp_gateway.identity_steps s
       set next_block = s.next_block + v_blocks, next_time = coalesce(v_until, s.next_time)
     where s.step = p_step;
    commit;
  end loop;
end
$$;

-- Copies what is said about messages, to each chat that has a message of that core id.
create procedure whatsapp_gateway.carry_over_references(p_table text, p_columns text, p_values text, p_at_last text)
  language plpgsql
as $$
begin
  call whatsapp_gateway.carry_over(p_table, 'former_' || p_table, pg_catalog.format($statement$
    insert into whatsapp_gateway.%I (session_name, chat_id, core_id, %s)
    select t.session_name, coalesce(k.chat_id, ''), t.core_id, %s
      from whatsapp_gateway.%I t
      left join lateral (select distinct o.chat_id
                           from whatsapp_gateway.former_message_keys o
                          where o.session_name = t.session_name and o.core_id = t.core_id) k on true
     where %%s$statement$, p_table, p_columns, p_values, 'former_' || p_table), p_at_last);
end
$$;

-- Whether an address is the account's own. @me is what was kept where WAHA said that it is, and not which it has.
create function whatsapp_gateway.is_own_address(p_session_name text, p_address text) returns boolean
  language sql
  stable
  set search_path = pg_catalog
as $$
  select p_address = '@me'
         or exists (select from whatsapp_gateway.sessions s
                     where s.session_name = p_session_name
                       and (p_address in (s.whatsapp_id, s.lid)
                            or exists (select from whatsapp_gateway.lid_links l
                                        where l.session_name = p_session_name
                                          and (l.lid, l.phone) in ((p_address, s.whatsapp_id), (s.lid, p_address)))))
$$;

create procedure whatsapp_gateway.carry_over_messages()
  language plpgsql
as $$
begin
  call whatsapp_gateway.carry_over('message_keys', 'messages', $statement$
    insert into whatsapp_gateway.message_keys
           (session_name, chat_id, core_id, is_from_me, author, id, "timestamp", message_type, has_media)
           overriding system value
    select k.session_name, k.chat_id, k.core_id, k.is_from_me, coalesce(l.lid, a.told), k.id, k."timestamp", k.message_type, k.has_media
      from whatsapp_gateway.messages t
      join whatsapp_gateway.former_message_keys k using (session_name, core_id, is_from_me, chat_id, "timestamp")
     cross join lateral (
       select case when k.is_from_me or k.chat_id like '%@newsletter' then ''
                   when k.chat_id not like all (array['%@g.us', '%@broadcast']) then k.chat_id
                   when t.from_whatsapp_id = k.chat_id then ''
                   else t.from_whatsapp_id end as told) a
      left join lateral (
       select min(o.lid) as lid
         from whatsapp_gateway.lid_links o
        where o.session_name = k.session_name and o.phone = a.told
       having count(*) = 1) l on true
     where %s$statement$,
    'alter table whatsapp_gateway.message_keys add constraint message_keys_have_a_number unique (id)');

  -- Messages whose rows somebody deleted by hand: in groups nobody can say any more who wrote them.
  call whatsapp_gateway.carry_over('message_keys_without_rows', 'former_message_keys', $statement$
    insert into whatsapp_gateway.message_keys
           (session_name, chat_id, core_id, is_from_me, author, id, "timestamp", message_type, has_media)
           overriding system value
    select t.session_name, t.chat_id, t.core_id, t.is_from_me, coalesce(l.lid, a.told), t.id, t."timestamp", t.message_type, t.has_media
      from whatsapp_gateway.former_message_keys t
     cross join lateral (
       select case when t.is_from_me or t.chat_id like any (array['%@newsletter', '%@g.us', '%@broadcast']) then ''
                   else t.chat_id end as told) a
      left join lateral (
       select min(o.lid) as lid
         from whatsapp_gateway.lid_links o
        where o.session_name = t.session_name and o.phone = a.told
       having count(*) = 1) l on true
     where %s
       and not exists (select from whatsapp_gateway.message_keys k where k.id = t.id)$statement$, $at_last$
    alter table whatsapp_gateway.message_keys
      add constraint message_keys_make_one_message_one_row primary key (session_name, chat_id, core_id, is_from_me, author);
    -- Serves GET /api/messages/{session}/{chat} with its filters, the newest message of a chat, and the list of chats.
    create index message_keys_timeline on whatsapp_gateway.message_keys
      (session_name, chat_id, "timestamp" desc, id desc) include (message_type, has_media, is_from_me);
    select pg_catalog.setval('whatsapp_gateway.message_keys_id_seq', f.last_value, f.is_called)
      from whatsapp_gateway.former_message_keys_id_seq f;$at_last$);

  call whatsapp_gateway.carry_over('messages', 'messages', $statement$
    update whatsapp_gateway.messages t
       set from_lid = t.from_whatsapp_id
     where %s and t.from_whatsapp_id like '%@lid' and t.from_lid is null$statement$, $at_last$
    -- Serves the rows of a page by their exact times, the merge of later events, and analysts who read one chat in time order.
    alter table whatsapp_gateway.messages drop constraint messages_have_one_row_per_key;
    alter table whatsapp_gateway.messages
      add constraint messages_have_one_row_per_message primary key (session_name, chat_id, "timestamp", id);$at_last$);

  call whatsapp_gateway.carry_over('message_search', 'former_message_search', $statement$
    insert into whatsapp_gateway.message_search (message_number, session_name, chat_id, "timestamp", vector)
    select k.id, k.session_name, k.chat_id, k."timestamp", t.vector
      from whatsapp_gateway.former_message_search t
      join whatsapp_gateway.former_message_keys k using (session_name, core_id, is_from_me)
     where %s$statement$, $at_last$
    alter table whatsapp_gateway.message_search add constraint message_search_has_one_row_per_message primary key (message_number);
    -- Serves search by words.
    create index message_search_by_word on whatsapp_gateway.message_search using gin (vector);$at_last$);

  call whatsapp_gateway.carry_over('message_aliases', 'former_message_aliases', $statement$
    insert into whatsapp_gateway.message_aliases (message_number, message_id)
    select k.id, t.message_id
      from whatsapp_gateway.former_message_aliases t
      join whatsapp_gateway.former_message_keys k using (session_name, core_id, is_from_me)
     where %s$statement$,
    'alter table whatsapp_gateway.message_aliases add constraint message_aliases_are_kept_once_per_message primary key (message_number, message_id)');

  call whatsapp_gateway.carry_over('message_lids', 'former_message_lids', $statement$
    insert into whatsapp_gateway.message_lids (session_name, lid, message_number)
    select t.session_name, t.lid, k.id
      from whatsapp_gateway.former_message_lids t
      join whatsapp_gateway.former_message_keys k using (session_name, core_id, is_from_me)
     where %s$statement$, $at_last$
    alter table whatsapp_gateway.message_lids
      add constraint message_lids_are_listed_once_per_message primary key (session_name, lid, message_number);
    -- Serves retention, which knows messages by their numbers.
    create index message_lids_by_message on whatsapp_gateway.message_lids (message_number);$at_last$);

  call whatsapp_gateway.carry_over_references('message_receipts',
    'participant, server_at, delivered_at, read_at, played_at, error_at',
    't.participant, t.server_at, t.delivered_at, t.read_at, t.played_at, t.error_at', $at_last$
    alter table whatsapp_gateway.message_receipts
      add constraint message_receipts_are_kept_per_chat_and_participant primary key (session_name, chat_id, core_id, participant)$at_last$);

  call whatsapp_gateway.carry_over_references('message_reactions',
    'reactor, emoji, reacted_at',
    't.reactor, t.emoji, t.reacted_at', $at_last$
    alter table whatsapp_gateway.message_reactions
      add constraint message_reactions_are_one_per_chat_and_person primary key (session_name, chat_id, core_id, reactor)$at_last$);

  call whatsapp_gateway.carry_over_references('message_edits',
    'is_from_me, editor, edited_at, edit_id, body, told_by',
    'whatsapp_gateway.is_own_address(t.session_name, t.editor), t.editor, t.edited_at, t.edit_id, t.body, t.told_by', $at_last$
    alter table whatsapp_gateway.message_edits
      add constraint message_edits_are_kept_as_versions_per_editor
          primary key (session_name, chat_id, core_id, is_from_me, editor, edited_at, edit_id);
    -- Serves the history of a message whose edits were told under another address of its chat, or in no chat that has it.
    create index message_edits_by_core_id on whatsapp_gateway.message_edits (session_name, core_id);
    -- Serves the question which edits count anew when a hidden id's phone number becomes known; only rows that show one are in it.
    create index message_edits_by_lid on whatsapp_gateway.message_edits (session_name, editor) where editor like '%@lid';$at_last$);

  call whatsapp_gateway.carry_over_references('message_revocations',
    'is_from_me, revoked_by, revoked_at, told_by',
    'coalesce(whatsapp_gateway.is_own_address(t.session_name, t.revoked_by), false), coalesce(t.revoked_by, ''''), t.revoked_at, t.told_by',
    $at_last$
    alter table whatsapp_gateway.message_revocations
      add constraint message_revocations_are_kept_per_revoker primary key (session_name, chat_id, core_id, is_from_me, revoked_by);
    -- Both as for edits.
    create index message_revocations_by_core_id on whatsapp_gateway.message_revocations (session_name, core_id);
    create index message_revocations_by_lid on whatsapp_gateway.message_revocations (session_name, revoked_by)
      where revoked_by like '%@lid';$at_last$);

  call whatsapp_gateway.carry_over_references('poll_votes',
    'voter, selected_options, is_readable, voted_at',
    't.voter, t.selected_options, t.is_readable, t.voted_at', $at_last$
    alter table whatsapp_gateway.poll_votes
      add constraint poll_votes_are_one_per_chat_and_person primary key (session_name, chat_id, core_id, voter)$at_last$);

  call whatsapp_gateway.carry_over_references('invitation_answers',
    'respondent, response, extra_guests, answered_at',
    't.respondent, t.response, t.extra_guests, t.answered_at', $at_last$
    alter table whatsapp_gateway.invitation_answers
      add constraint invitation_answers_are_one_per_chat_and_person primary key (session_name, chat_id, core_id, respondent)$at_last$);

  -- At last those that a worker changed at that moment, and files that no message has: their objects are not needed any more.
  call whatsapp_gateway.carry_over('media_downloads', 'media_downloads', $statement$
    update whatsapp_gateway.media_downloads t
       set message_number = k.id
      from whatsapp_gateway.former_message_keys k
     where %s and t.message_number is null
       and (k.session_name, k.core_id, k.is_from_me) = (t.session_name, t.core_id, t.is_from_me)$statement$, $at_last$
    lock table whatsapp_gateway.media_downloads in access exclusive mode;
    update whatsapp_gateway.media_downloads t
       set message_number = k.id
      from whatsapp_gateway.former_message_keys k
     where t.message_number is null
       and (k.session_name, k.core_id, k.is_from_me) = (t.session_name, t.core_id, t.is_from_me);
    insert into whatsapp_gateway.media_garbage (bucket, object_key)
    select distinct d.minio_bucket, o.object_key
      from whatsapp_gateway.media_downloads d
     cross join lateral (values (d.minio_key), (d.thumbnail_minio_key)) o (object_key)
     where d.message_number is null and d.file_hash is not null and d.minio_key is not null and o.object_key is not null
       and not exists (select from whatsapp_gateway.media_downloads k
                        where k.file_hash = d.file_hash and k.message_number is not null and k.minio_bucket = d.minio_bucket
                          and o.object_key in (k.minio_key, k.thumbnail_minio_key))
    on conflict do nothing;
    delete from whatsapp_gateway.media_downloads where message_number is null;
    alter table whatsapp_gateway.media_downloads alter column message_number set not null;
    alter table whatsapp_gateway.media_downloads drop constraint media_downloads_are_one_per_message;
    alter table whatsapp_gateway.media_downloads add constraint media_downloads_are_one_per_message primary key (message_number);$at_last$);

  call whatsapp_gateway.carry_over('deleted_messages', 'former_deleted_messages', $statement$
    insert into whatsapp_gateway.deleted_messages (message_number)
    select distinct k.id
      from whatsapp_gateway.former_deleted_messages t
      join whatsapp_gateway.former_message_keys k using (session_name, core_id, is_from_me)
     where %s
    on conflict do nothing$statement$, 'select');
end
$$;
