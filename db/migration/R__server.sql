-- What kind of server this is, and what follows from that. The versioned migrations call these too.

create or replace function whatsapp_gateway.tier() returns text
  language sql
  stable
  set search_path = pg_catalog
as $$
  select case
           when not exists (select from pg_extension where extname = 'timescaledb') then 'plain'
           when current_setting('timescaledb.license', true) = 'timescale' then 'community'
           else 'apache'
         end
$$;

comment on function whatsapp_gateway.tier() is
  'community, apache (TimescaleDB without its community features) or plain (PostgreSQL alone).';

-- Extensions may be installed in any schema; null where the extension is not there.
create or replace function whatsapp_gateway.schema_of_extension(p_extension text) returns text
  language sql
  stable
  set search_path = pg_catalog
as $$
  select n.nspname
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
   where e.extname = p_extension
$$;

-- Makes a table a hypertable by day where the server can.
create or replace function whatsapp_gateway.partition_by_day(p_relation text, p_time_column text) returns void
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  if whatsapp_gateway.tier() <> 'plain' then
    execute format(
      'select %I.create_hypertable(%L::regclass, %L, chunk_time_interval => interval ''1 day'', create_default_indexes => false)',
      whatsapp_gateway.schema_of_extension('timescaledb'), 'whatsapp_gateway.' || p_relation, p_time_column);
  end if;
end
$$;
