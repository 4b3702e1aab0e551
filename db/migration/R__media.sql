-- The queue of files to fetch.

create or replace function whatsapp_gateway.schedule_media_download_retry(p_id bigint, p_error text) returns void
  language sql
  set search_path = pg_catalog
as $$
  update whatsapp_gateway.media_downloads
     set download_status = 'failed',
         retry_count     = retry_count + 1,
         download_error  = case when retry_count + 1 < max_retries then p_error
                                else coalesce(p_error, 'failed') || ' (max retries reached)' end,
         -- 1, 5, 25, 125 minutes, then every 6 hours.
         next_retry_at   = case when retry_count + 1 < max_retries
                                then now() + least(interval '1 minute' * 5 ^ least(retry_count, 10), interval '6 hours') end,
         lease_until     = null,
         updated_at      = clock_timestamp()
   where id = p_id
$$;

comment on function whatsapp_gateway.schedule_media_download_retry(bigint, text) is
  'Puts a download off, longer each time; after max_retries the row stays failed and is not taken again.';
