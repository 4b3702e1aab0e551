-- People, groups, channels and broadcast lists; who is who; who was in which group when.

create table whatsapp_gateway.contacts (
  id            bigint generated always as identity,
  session_name  text        not null,
  whatsapp_id   text        not null,
  contact_type  text        not null,
  name          text,
  name_at       timestamptz,
  push_name     text,
  push_name_at  timestamptz,
  phone_number  text,
  group_name    text,
  group_name_at timestamptz,
  group_description    text,
  group_description_at timestamptz,
  group_owner   text,
  group_owner_at timestamptz,
  group_owner_told_by text,
  is_group      boolean     not null generated always as (contact_type = 'group') stored,
  is_archived   boolean     not null default false,
  is_archived_at timestamptz,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  metadata      jsonb       not null default '{}',

  constraint contacts_are_identified_within_their_session primary key (session_name, whatsapp_id),
  constraint contacts_have_a_unique_id unique (id),
  constraint contacts_are_of_a_known_type check (contact_type in ('individual', 'group', 'broadcast', 'channel'))
);

comment on column whatsapp_gateway.contacts.whatsapp_id is
  'The canonical address: the phone number''s (@c.us) once it is known, until then the hidden id''s (@lid).';
comment on column whatsapp_gateway.contacts.group_owner_told_by is
  'Which event said so. Where two say different things of the same time, the lowest wins, whatever form the addresses take meanwhile.';
comment on column whatsapp_gateway.contacts.phone_number is 'Digits; null while only the hidden id is known. Never derived from a LID.';

-- Serves GET /api/contacts/{session}: newest contacts first, keyset on the same columns.
create index contacts_by_first_sight on whatsapp_gateway.contacts (session_name, first_seen_at desc, id desc);

-- Which phone number is behind a hidden id, as payloads gave it away. Several LIDs may lead to one phone number.
create table whatsapp_gateway.lid_links (
  session_name text        not null,
  lid          text        not null,
  phone        text        not null,
  told_at      timestamptz,
  rivals       jsonb,
  learnt_at    timestamptz not null default now(),
  settled_at   timestamptz,

  constraint lid_links_lead_to_one_phone primary key (session_name, lid)
);

comment on column whatsapp_gateway.lid_links.told_at is
  'When an event first told the pair; null where it was only concluded from a message seen under both addresses. Of several phone numbers the one first told last wins.';
comment on column whatsapp_gateway.lid_links.rivals is
  'Other phone numbers that were ever told for the LID, with the time, so that the order of arrival does not decide; null but for contradictions.';
comment on column whatsapp_gateway.lid_links.settled_at is
  'When the rows written under the LID before the pair was known had all been moved to the phone number; null while they are.';

-- Serves the question "which other names has this chat": every read of a chat by its phone number.
create index lid_links_by_phone on whatsapp_gateway.lid_links (session_name, phone);

-- Serves the worker that moves old rows to the phone number.
create index lid_links_unsettled on whatsapp_gateway.lid_links (learnt_at) where settled_at is null;

-- Everything ever heard about who is in a group. Append-only and idempotent, so any order gives the same history.
create table whatsapp_gateway.group_membership_events (
  session_name text        not null,
  group_id     text        not null,
  member_id    text        not null,
  at           timestamptz not null,
  change       text        not null,
  role         text        not null,

  constraint group_membership_events_happen_once primary key (session_name, group_id, member_id, at, change),
  constraint group_membership_events_are_of_a_known_kind
    check (change in ('join', 'leave', 'promote', 'demote', 'present', 'absent'))
);

comment on column whatsapp_gateway.group_membership_events.change is
  'What happened; present and absent come from full lists of participants rather than from a change that was told.';
comment on table whatsapp_gateway.group_membership_events is
  'The primary key serves group_participants_at(): the last word about each member up to a date.';

-- Serves the merge of a LID into its phone number.
create index group_membership_events_by_member on whatsapp_gateway.group_membership_events (session_name, member_id);

create table whatsapp_gateway.labels (
  session_name text        not null,
  label_id     text        not null,
  name         text,
  color_hex    text,
  is_deleted   boolean     not null,
  changed_at   timestamptz not null,

  constraint labels_are_identified_within_their_session primary key (session_name, label_id)
);

create table whatsapp_gateway.chat_labels (
  session_name text        not null,
  chat_id      text        not null,
  label_id     text        not null,
  is_assigned  boolean     not null,
  changed_at   timestamptz not null,

  constraint chat_labels_are_assigned_once primary key (session_name, chat_id, label_id)
);

create table whatsapp_gateway.calls (
  session_name     text    not null,
  call_id          text    not null,
  from_whatsapp_id text,
  is_video         boolean not null,
  is_group         boolean not null,
  received_at      timestamptz,
  accepted_at      timestamptz,
  rejected_at      timestamptz,
  told_by          text,

  constraint calls_are_identified_within_their_session primary key (session_name, call_id)
);

comment on column whatsapp_gateway.calls.told_by is 'Which event named the caller; the lowest wins. Null while none did.';

-- Serve the merge of a LID into its phone number.
create index contacts_by_group_owner_lid on whatsapp_gateway.contacts (session_name, group_owner) where group_owner like '%@lid';
create index calls_by_lid on whatsapp_gateway.calls (session_name, from_whatsapp_id) where from_whatsapp_id like '%@lid';
