-- Messages, and what makes one message one row.
--
-- TimescaleDB wants the partition column in every unique index, but the same message can return with another timestamp. So
-- its identity lives in a plain table, which says under which chat and time the row is. The same table is the timeline: a page
-- is found on it before the hypertable is touched, and every statement on the hypertable then names exact times.

create table whatsapp_gateway.message_keys (
  session_name text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  id           bigint      generated always as identity,
  chat_id      text        not null,
  "timestamp"  timestamptz not null,
  message_type text        not null,
  has_media    boolean     not null,

  constraint message_keys_make_one_message_one_row primary key (session_name, core_id, is_from_me)
);

comment on column whatsapp_gateway.message_keys.core_id is
  'The part of WAHA''s message id that stays the same whatever form the chat and the participant take.';

-- Serves GET /api/messages/{session}/{chat} with its filters, the newest message of a chat, and the list of chats.
create index message_keys_timeline on whatsapp_gateway.message_keys
  (session_name, chat_id, "timestamp" desc, core_id desc, is_from_me desc) include (message_type, has_media);

create table whatsapp_gateway.messages (
  id                 bigint      not null,
  session_name       text        not null,
  chat_id            text        not null,
  "timestamp"        timestamptz not null,
  core_id            text        not null,
  is_from_me         boolean     not null,
  message_id         text        not null,
  from_whatsapp_id   text        not null,
  to_whatsapp_id     text,
  message_type       text        not null,
  body               text,
  original_body      text,
  edited_at          timestamptz,
  caption            text        generated always as (case when has_media then body end) stored,
  has_media          boolean     not null,
  media_type         text,
  media_mime_type    text,
  media_size_bytes   bigint,
  media_filename     text,
  is_forwarded       boolean     not null,
  is_group           boolean     not null generated always as (chat_id like '%@g.us') stored,
  is_broadcast       boolean     not null generated always as (chat_id like '%@broadcast') stored,
  is_status          boolean     not null generated always as (chat_id = 'status@broadcast') stored,
  quoted_message_id  text,
  quoted_participant text,
  quoted_body        text,
  location_latitude  numeric,
  location_longitude numeric,
  location_name      text,
  location_address   text,
  location_url       text,
  contact_vcard      text,
  contact_name       text,
  link_preview       jsonb,
  ack                smallint    not null,
  ack_status         text        not null generated always as
    (case ack when 0 then 'pending' when 1 then 'server' when 2 then 'delivered' when 3 then 'read' else 'played' end) stored,
  ack_timestamp      timestamptz,
  ack_error          boolean     not null,
  is_deleted         boolean     not null,
  deleted_at         timestamptz,
  deleted_by         text,
  source             text,
  sync_source        text        not null,
  time_rank          smallint    not null,
  content_rank       smallint    not null,
  content_at         timestamptz not null,
  content_event      text        not null,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  metadata           jsonb       not null default '{}',
  raw_data           jsonb,

  -- Serves the rows of a page by their exact times, the merge of later events, and analysts who read one chat in time order.
  constraint messages_have_one_row_per_key primary key (session_name, chat_id, "timestamp", core_id, is_from_me),
  constraint messages_have_an_ack_on_the_scale check (ack between 0 and 4)
);

comment on column whatsapp_gateway.messages.message_id is 'WAHA''s full id as first seen; join on core_id, not on this.';
comment on column whatsapp_gateway.messages.from_whatsapp_id is 'The author, also in groups.';
comment on column whatsapp_gateway.messages.body is 'The current text or caption; what it said first is in original_body once it was edited.';
comment on column whatsapp_gateway.messages.quoted_message_id is 'The core id of the message this one answers.';
comment on column whatsapp_gateway.messages.ack is
  'The furthest the message got: 0 pending, 1 server, 2 device, 3 read, 4 played; in a group, the furthest it got with anybody.';
comment on column whatsapp_gateway.messages.ack_error is 'WhatsApp reported an error at some time; it may still have arrived.';
comment on column whatsapp_gateway.messages.time_rank is
  'How good the timestamp is: 0 told by an event, 1 by history, 2 guessed because the payload''s was absurd. The best wins, then the earliest.';
comment on column whatsapp_gateway.messages.content_rank is
  'How good the content is: 0 from an event, 1 from history, 2 and 3 the same but empty. The best wins, then the earliest, then the lowest event id.';
comment on column whatsapp_gateway.messages.raw_data is 'The engine''s own message, the only complete source; its form changes between engines and versions.';

comment on column whatsapp_gateway.messages.content_event is
  'Which event the content is from, and a hash of what it said; decides between two of the same time.';
comment on column whatsapp_gateway.messages.metadata is
  'poll_options: the choices of a poll. erased: true, once the content was erased after the message was deleted for everyone.';

do $$ begin perform whatsapp_gateway.partition_by_day('messages', 'timestamp'); end $$;

-- The full ids a message was seen under, kept only for those seen under several: what tells that a LID and a phone number are
-- the same person where no payload says so.
create table whatsapp_gateway.message_aliases (
  session_name text    not null,
  core_id      text    not null,
  is_from_me   boolean not null,
  message_id   text    not null,

  constraint message_aliases_are_kept_once primary key (session_name, core_id, is_from_me, message_id)
);

-- Which messages still show a LID, in whatever column, so that they are found when its phone number becomes known without
-- asking every chunk of the hypertable.
create table whatsapp_gateway.message_lids (
  session_name text    not null,
  lid          text    not null,
  core_id      text    not null,
  is_from_me   boolean not null,

  constraint message_lids_are_listed_once primary key (session_name, lid, core_id, is_from_me)
);

-- How far a message got with each participant. May be here before the message.
create table whatsapp_gateway.message_receipts (
  session_name text        not null,
  core_id      text        not null,
  participant  text        not null,
  server_at    timestamptz,
  delivered_at timestamptz,
  read_at      timestamptz,
  played_at    timestamptz,
  error_at     timestamptz,

  constraint message_receipts_are_kept_per_participant primary key (session_name, core_id, participant)
);

comment on table whatsapp_gateway.message_receipts is
  'Reactions, edits, receipts and the like name their message by session and core id only, as WAHA does not always tell more.';
comment on column whatsapp_gateway.message_receipts.participant is 'Empty where WAHA did not tell who.';

create table whatsapp_gateway.message_reactions (
  session_name text        not null,
  core_id      text        not null,
  reactor      text        not null,
  emoji        text        not null,
  reacted_at   timestamptz not null,

  constraint message_reactions_are_one_per_person primary key (session_name, core_id, reactor)
);

comment on column whatsapp_gateway.message_reactions.emoji is 'Empty once the reaction was taken back; the newest wins.';

create table whatsapp_gateway.message_edits (
  session_name text        not null,
  core_id      text        not null,
  edited_at    timestamptz not null,
  edit_id      text        not null,
  editor       text        not null,
  body         text,
  told_by      text        not null,

  constraint message_edits_are_kept_as_versions primary key (session_name, core_id, edited_at, edit_id)
);

comment on column whatsapp_gateway.message_edits.told_by is 'Which event said so; the lowest wins.';

create table whatsapp_gateway.message_revocations (
  session_name text        not null,
  core_id      text        not null,
  revoked_at   timestamptz not null,
  revoked_by   text,
  told_by      text        not null,

  constraint message_revocations_happen_once primary key (session_name, core_id)
);

comment on table whatsapp_gateway.message_revocations is 'The earliest wins, then the lowest told_by.';

create table whatsapp_gateway.poll_votes (
  session_name     text        not null,
  core_id          text        not null,
  voter            text        not null,
  selected_options jsonb       not null,
  is_readable      boolean     not null,
  voted_at         timestamptz not null,

  constraint poll_votes_are_one_per_person primary key (session_name, core_id, voter)
);

comment on column whatsapp_gateway.poll_votes.is_readable is 'Whether WAHA could decrypt the vote; where not, the choice is unknown.';

create table whatsapp_gateway.invitation_answers (
  session_name text        not null,
  core_id      text        not null,
  respondent   text        not null,
  response     text,
  extra_guests integer,
  answered_at  timestamptz not null,

  constraint invitation_answers_are_one_per_person primary key (session_name, core_id, respondent)
);

-- Serve the merge of a LID into its phone number; only rows that still show one are in them.
create index message_receipts_by_lid on whatsapp_gateway.message_receipts (session_name, participant) where participant like '%@lid';
create index message_reactions_by_lid on whatsapp_gateway.message_reactions (session_name, reactor) where reactor like '%@lid';
create index message_edits_by_lid on whatsapp_gateway.message_edits (session_name, editor) where editor like '%@lid';
create index message_revocations_by_lid on whatsapp_gateway.message_revocations (session_name, revoked_by) where revoked_by like '%@lid';
create index poll_votes_by_lid on whatsapp_gateway.poll_votes (session_name, voter) where voter like '%@lid';
create index invitation_answers_by_lid on whatsapp_gateway.invitation_answers (session_name, respondent) where respondent like '%@lid';
