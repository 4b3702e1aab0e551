-- One row per message with a file: a queue of what to fetch and the catalogue of what was fetched.

create table whatsapp_gateway.media_downloads (
  id                   bigint      generated always as identity,
  session_name         text        not null,
  core_id              text        not null,
  is_from_me           boolean     not null,
  message_id           text        not null,
  chat_id              text        not null,
  message_timestamp    timestamptz not null,
  content_rank         smallint    not null,
  content_at           timestamptz not null,
  content_event        text        not null,
  media_url            text,
  media_url_at         timestamptz,
  media_url_told_by    text,
  media_type           text        not null,
  media_mime_type      text,
  media_size_bytes     bigint,
  media_filename       text,
  s3_bucket            text,
  s3_key               text,
  waha_error           jsonb,
  minio_bucket         text,
  minio_key            text,
  thumbnail_minio_key  text,
  download_status      text        not null default 'pending',
  download_started_at  timestamptz,
  download_completed_at timestamptz,
  download_error       text,
  retry_count          integer     not null default 0,
  max_retries          integer     not null default 8,
  next_retry_at        timestamptz,
  lease_until          timestamptz,
  file_hash            text,
  file_size_bytes      bigint,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  metadata             jsonb       not null default '{}',

  constraint media_downloads_are_one_per_message primary key (session_name, core_id, is_from_me),
  constraint media_downloads_have_a_unique_id unique (id),
  constraint media_downloads_have_a_known_status check
    (download_status in ('pending', 'downloading', 'completed', 'skipped', 'expired', 'gone', 'blocked', 'failed'))
);

comment on column whatsapp_gateway.media_downloads.content_rank is
  'Where message_id, type, size and name are from, as in messages, but of the best event that had a file at all.';
comment on column whatsapp_gateway.media_downloads.media_url is 'Where WAHA offered the file last; comes from outside and is short-lived.';
comment on column whatsapp_gateway.media_downloads.media_url_told_by is
  'Which event offered the file, by URL or S3 key, or said why there is none. Of several the newest wins, but any file over none.';
comment on column whatsapp_gateway.media_downloads.waha_error is 'WAHA''s own reason for not having the file.';
comment on column whatsapp_gateway.media_downloads.message_timestamp is 'The message''s; its month is part of the object''s key.';

comment on column whatsapp_gateway.media_downloads.retry_count is 'At max_retries a failed download is given up.';
comment on column whatsapp_gateway.media_downloads.lease_until is 'A worker has the download until then; past it another may take over.';

-- Serves the worker that claims what is due.
create index media_downloads_due on whatsapp_gateway.media_downloads (next_retry_at nulls first, id)
  where download_status in ('pending', 'downloading', 'failed') and retry_count < max_retries;

-- Serves the question whether a file is still needed, when a message that has it goes: the same bytes are one object.
create index media_downloads_by_file on whatsapp_gateway.media_downloads (file_hash) where file_hash is not null;

-- Objects whose last message is gone. Whoever deletes them looks once more whether a message needs them again.
create table whatsapp_gateway.media_garbage (
  bucket     text        not null,
  object_key text        not null,
  queued_at  timestamptz not null default now(),

  constraint media_garbage_is_collected_once primary key (bucket, object_key)
);
