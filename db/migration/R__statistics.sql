-- Messages per hour, and what refreshes them. Where V008 made a continuous aggregate, that is messages_hourly_stats; elsewhere it made
-- retired_hourly_stats, and a view adds that to the messages that are still there.

-- Over the keys, which are narrower than the messages and in an index as a whole. A message that comes again after retention removed it
-- was counted then.
do $$
begin
  if to_regclass('whatsapp_gateway.retired_hourly_stats') is not null then
    create or replace view whatsapp_gateway.messages_hourly_stats as
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
comment on column whatsapp_gateway.messages_hourly_stats.hour is 'The hour, by its beginning, in UTC.';
comment on column whatsapp_gateway.messages_hourly_stats.session_name is 'The session; sessions.session_name.';
comment on column whatsapp_gateway.messages_hourly_stats.chat_id is 'The chat''s canonical address; contacts.whatsapp_id.';
comment on column whatsapp_gateway.messages_hourly_stats.message_type is 'messages.message_type.';
comment on column whatsapp_gateway.messages_hourly_stats.message_count is 'Messages of that type.';
comment on column whatsapp_gateway.messages_hourly_stats.media_count is 'Those with a file.';
comment on column whatsapp_gateway.messages_hourly_stats.sent_count is 'Those the account sent.';
comment on column whatsapp_gateway.messages_hourly_stats.received_count is 'Those it received.';

-- Hours that may be counted again: the messages of older ones may be gone, and counting what is left would erase their statistics.
create or replace function whatsapp_gateway.statistics_horizon() returns timestamptz
  language sql
  stable
  set search_path = pg_catalog
as $$
  select greatest(whatsapp_gateway.retention_horizon('messages'),
                  (select value::timestamptz from whatsapp_gateway.settings where name = 'messages_dropped_before'))
$$;

-- Refreshing a continuous aggregate is the owner's too, and cannot be lent, because it commits. Others ask the job for it.
create or replace function whatsapp_gateway.hasten_hourly_stats() returns void
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if whatsapp_gateway.tier() = 'community' then
    execute format($sql$
      select %I.alter_job(j.job_id, next_start => now())
        from timescaledb_information.jobs j
        join timescaledb_information.continuous_aggregates a
          on (j.hypertable_schema, j.hypertable_name) in ((a.view_schema, a.view_name),
                                                          (a.materialization_hypertable_schema, a.materialization_hypertable_name))
       where j.proc_name = 'policy_refresh_continuous_aggregate'
         and a.view_schema = 'whatsapp_gateway' and a.view_name = 'messages_hourly_stats'
    $sql$, whatsapp_gateway.schema_of_extension('timescaledb'));
  end if;
end
$$;

comment on function whatsapp_gateway.hasten_hourly_stats() is
  'Has the statistics refreshed in the background now instead of within the quarter of an hour; for roles that may not do it themselves.';

-- Refreshing takes transactions of its own, which a procedure may not have under a search_path of its own; hence names in full.
do $do$
begin
  if to_regclass('whatsapp_gateway.retired_hourly_stats') is not null then
    create or replace procedure whatsapp_gateway.refresh_hourly_stats(p_from timestamptz default null, p_to timestamptz default null)
      language sql
    begin atomic
    end;
  else
    execute format($procedure$
      create or replace procedure whatsapp_gateway.refresh_hourly_stats(p_from timestamptz default null, p_to timestamptz default null)
        language plpgsql
      as $$
      declare
        -- The running hour is counted live; were it stored, what comes later in it would be missing until the next refresh.
        v_from timestamptz := nullif(greatest(pg_catalog.date_trunc('hour', p_from, 'UTC'),
                                              whatsapp_gateway.statistics_horizon()), '-infinity');
        v_to   timestamptz := least(pg_catalog.date_trunc('hour', p_to + interval '1 hour', 'UTC'),
                                    pg_catalog.date_trunc('hour', pg_catalog.now(), 'UTC'));
      begin
        if not pg_catalog.pg_has_role((select c.relowner from pg_catalog.pg_class c
                                        where c.oid = 'whatsapp_gateway.messages_hourly_stats'::pg_catalog.regclass), 'usage') then
          perform whatsapp_gateway.hasten_hourly_stats();
        elsif v_from is null or v_from < v_to then
          call %I.refresh_continuous_aggregate('whatsapp_gateway.messages_hourly_stats', v_from, v_to);
        end if;
      end
      $$
    $procedure$, whatsapp_gateway.schema_of_extension('timescaledb'));
  end if;
end
$do$;

comment on procedure whatsapp_gateway.refresh_hourly_stats(timestamptz, timestamptz) is
  'Makes messages that were written late into a range of time show in messages_hourly_stats at once rather than within the quarter of an hour; called by others than the owner, in a moment. Not inside a transaction. Does nothing where the statistics are always live.';
