-- The schema of the archive, and the words the other migrations need.
--
-- One set of migrations serves three kinds of server: TimescaleDB community edition, TimescaleDB Apache edition and plain
-- PostgreSQL. What the server offers is asked once, by tier(); everything that differs asks it and nothing else.

-- Flyway creates the schema, for its own table; here it is for whoever runs these files by hand.
do $$
begin
  if not exists (select from pg_namespace where nspname = 'whatsapp_gateway') then
    create schema whatsapp_gateway;
  end if;
end
$$;

create table whatsapp_gateway.settings (
  name  text not null,
  value text not null,

  constraint settings_have_one_value primary key (name),
  constraint settings_count_retention_in_days
    check (name not in ('retention_days', 'events_retention_days') or value ~ '^[0-9]{1,5}$')
);

comment on table whatsapp_gateway.settings is
  'What the services were configured with and the database has to know, such as retention; written by the services at start.';

create function whatsapp_gateway.tier() returns text
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

-- The library must be preloaded; where it is only installed, creating the extension would end the connection. A preloaded library
-- shows in its settings, which anybody may see, unlike the list of preloaded libraries.
do $$
begin
  if exists (select from pg_available_extensions where name = 'timescaledb')
     and exists (select from pg_settings where name = 'timescaledb.bgw_launcher_poll_time') then
    create extension if not exists timescaledb with schema public;
  end if;
end
$$;

-- Extensions may be installed in any schema; null where the extension is not there.
create function whatsapp_gateway.schema_of_extension(p_extension text) returns text
  language sql
  stable
  set search_path = pg_catalog
as $$
  select n.nspname
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
   where e.extname = p_extension
$$;

-- Makes a table a hypertable by day where the server can.
create function whatsapp_gateway.partition_by_day(p_relation text, p_time_column text) returns void
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
