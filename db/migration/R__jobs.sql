-- The background jobs of the community tier; elsewhere the sync-service calls enforce_retention().

-- Runs enforce_retention() to its end, each batch in a transaction; a job of TimescaleDB on the community tier.
create or replace procedure whatsapp_gateway.retention_job(job_id integer, config jsonb)
  language plpgsql
as $$
declare
  v_is_done boolean;
begin
  loop
    select pg_catalog.bool_and(r.is_done) into v_is_done from whatsapp_gateway.enforce_retention() r;
    commit;
    exit when coalesce(v_is_done, true);
  end loop;
  perform whatsapp_gateway.configure_policies();
end
$$;

-- Brings the jobs of the community tier in line with the settings; may be called at any time and by several at once.
create or replace function whatsapp_gateway.configure_policies() returns void
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_timescaledb text := whatsapp_gateway.schema_of_extension('timescaledb');
  v_wanted      interval;
  v_exists      boolean;
  v_present     interval;
begin
  if whatsapp_gateway.tier() <> 'community' then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('whatsapp_gateway.configure_policies', 0));

  if whatsapp_gateway.statistics_horizon() > '-infinity' then
    v_wanted := make_interval(days => greatest(1, extract(day from now() - whatsapp_gateway.statistics_horizon())::integer));
  end if;
  select true, (j.config ->> 'start_offset')::interval
    into v_exists, v_present
    from timescaledb_information.jobs j
    join timescaledb_information.continuous_aggregates a
      on (j.hypertable_schema, j.hypertable_name) in ((a.view_schema, a.view_name),
                                                      (a.materialization_hypertable_schema, a.materialization_hypertable_name))
   where j.proc_name = 'policy_refresh_continuous_aggregate'
     and a.view_schema = 'whatsapp_gateway' and a.view_name = 'messages_hourly_stats';

  if v_exists is null or v_wanted is distinct from v_present then
    if v_exists then
      execute format($sql$
        select %I.remove_continuous_aggregate_policy('whatsapp_gateway.messages_hourly_stats')
      $sql$, v_timescaledb);
    end if;
    execute format($sql$
      select %I.add_continuous_aggregate_policy('whatsapp_gateway.messages_hourly_stats',
        start_offset => $1::interval, end_offset => interval '1 hour', schedule_interval => interval '15 minutes')
    $sql$, v_timescaledb) using v_wanted;
  end if;

  if not exists (select from timescaledb_information.jobs j
                  where j.proc_schema = 'whatsapp_gateway' and j.proc_name = 'retention_job') then
    execute format($sql$
      select %I.add_job('whatsapp_gateway.retention_job', interval '1 day',
        initial_start => date_trunc('day', now(), 'UTC') + interval '1 day 3 hours')
    $sql$, v_timescaledb);
  end if;
end
$$;

comment on function whatsapp_gateway.configure_policies() is
  'Brings the background jobs of the community tier (refresh of statistics, daily retention) in line with the settings; elsewhere there are none.';
