-- Who may do what. Roles belong to the server and not to the database, so these are given rights where they exist:
--
--   the owner          migrates, and is who everything here belongs to
--   whatsapp_service   the services: reads and writes rows, changes nothing of the schema
--   whatsapp_reader    people who query by SQL: reads, but no raw events, which still hold what was erased or hidden elsewhere
--
-- deploy/database/roles.sh makes the roles of the stack. Where there are none, as in local mode, the owner does it all.

-- What only the owner of a hypertable or job may do, and the services have to have done. As they run with the owner's rights, nobody
-- may slip them objects of their own: pg_temp comes last.
alter function whatsapp_gateway.configure_policies()
  security definer
  set search_path = pg_catalog, pg_temp;
alter function whatsapp_gateway.enforce_retention(boolean, integer)
  security definer
  set search_path = pg_catalog, pg_temp;

-- Refreshing a continuous aggregate is the owner's too, and cannot be lent, because it commits. Others ask the job for it.
create function whatsapp_gateway.hasten_hourly_stats() returns void
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

do $do$
begin
  if whatsapp_gateway.tier() = 'community' then
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

-- Gives the roles that exist their rights, on what is there and on what later migrations will make. Run again, it changes nothing.
create function whatsapp_gateway.grant_access() returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lent text[] := array['configure_policies()', 'enforce_retention(boolean, integer)', 'hasten_hourly_stats()'];
  v_one  text;
begin
  foreach v_one in array v_lent || array['grant_access()'] loop
    execute format('revoke all on function whatsapp_gateway.%s from public', v_one);
  end loop;

  if to_regrole('whatsapp_service') is not null then
    grant usage on schema whatsapp_gateway to whatsapp_service;
    grant select, insert, update, delete on all tables in schema whatsapp_gateway to whatsapp_service;
    grant usage on all sequences in schema whatsapp_gateway to whatsapp_service;
    alter default privileges in schema whatsapp_gateway grant select, insert, update, delete on tables to whatsapp_service;
    alter default privileges in schema whatsapp_gateway grant usage on sequences to whatsapp_service;
    foreach v_one in array v_lent loop
      execute format('grant execute on function whatsapp_gateway.%s to whatsapp_service', v_one);
    end loop;
    if to_regclass('whatsapp_gateway.flyway_schema_history') is not null then
      revoke insert, update, delete on whatsapp_gateway.flyway_schema_history from whatsapp_service;
    end if;
  end if;

  if to_regrole('whatsapp_reader') is not null then
    grant usage on schema whatsapp_gateway to whatsapp_reader;
    grant select on all tables in schema whatsapp_gateway to whatsapp_reader;
    alter default privileges in schema whatsapp_gateway grant select on tables to whatsapp_reader;
    revoke select on whatsapp_gateway.webhook_events from whatsapp_reader;
  end if;
end
$$;

comment on function whatsapp_gateway.grant_access() is
  'Gives whatsapp_service and whatsapp_reader, where they exist, their rights. For the owner; migrations and deploy/database/roles.sh call it.';

do $$ begin perform whatsapp_gateway.grant_access(); end $$;
