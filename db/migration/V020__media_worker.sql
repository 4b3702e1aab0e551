-- What the media worker has to remember beside the states: why, who, since when, and what the bytes turned out to be.

alter table whatsapp_gateway.media_downloads
  add column download_reason text,
  add column lease_owner     text,
  add column queued_at       timestamptz not null default now(),
  add column file_mime_type  text;

comment on column whatsapp_gateway.media_downloads.download_reason is
  'Why the row is in its state, in one word that never changes its meaning (docs/media.md); on a completed one, what was odd. download_error says it to people.';
comment on column whatsapp_gateway.media_downloads.lease_owner is 'The worker that has the row, while lease_until is in the future.';
comment on column whatsapp_gateway.media_downloads.queued_at is
  'When the file was asked for: as the message came, or by hand since. What waits for long is given up, counted from then.';
comment on column whatsapp_gateway.media_downloads.media_mime_type is 'What the sender says it is.';
comment on column whatsapp_gateway.media_downloads.file_mime_type is 'What the bytes say it is.';
comment on column whatsapp_gateway.media_downloads.minio_key is
  'Where the file is once the row is completed. Written before the object is, so that every object is named by a row even if its worker dies in between.';

-- One expression says from when on a row may be taken, so the worker reads a range of the index and stops, however many rows wait
-- for later; one session after the other, so that a session with a long backlog does not stand before the others.
drop index whatsapp_gateway.media_downloads_due;
create index media_downloads_claimable on whatsapp_gateway.media_downloads
  (session_name, coalesce(greatest(next_retry_at, lease_until), '-infinity'), id)
  where download_status in ('pending', 'downloading', 'failed') and retry_count < max_retries;

-- Serves the worker that takes what WAHA offered a moment ago first: it keeps its files for 180 seconds.
create index media_downloads_fresh on whatsapp_gateway.media_downloads (session_name, media_url_at desc, id)
  where download_status = 'pending' and media_url is not null;
