-- The slow statements, under the name and column people ask for; see V011.

-- Looks for the extension when it is called: it may come, go or be updated without this standing in the way.
create or replace function whatsapp_gateway.statement_statistics()
  returns table (userid oid, dbid oid, queryid bigint, query text, calls bigint, "rows" bigint,
                 total_time double precision, mean_time double precision, min_time double precision, max_time double precision,
                 stddev_time double precision, total_exec_time double precision, mean_exec_time double precision,
                 shared_blks_hit bigint, shared_blks_read bigint, temp_blks_written bigint)
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
begin
  if whatsapp_gateway.schema_of_extension('pg_stat_statements') is null then
    return;
  end if;
  return query execute format(
    'select userid, dbid, queryid, query, calls, rows, total_exec_time, mean_exec_time, min_exec_time, max_exec_time,
            stddev_exec_time, total_exec_time, mean_exec_time, shared_blks_hit, shared_blks_read, temp_blks_written
       from %I.pg_stat_statements', whatsapp_gateway.schema_of_extension('pg_stat_statements'));
exception
  -- Installed, but the library is not preloaded.
  when object_not_in_prerequisite_state then
    return;
end
$$;

-- Leaves alone what somebody else has under this name, such as the extension's own view.
do $$
begin
  create or replace view public.pg_stat_statements as select * from whatsapp_gateway.statement_statistics();
  comment on view public.pg_stat_statements is
    'The extension''s statistics with the column names from before PostgreSQL 13 beside the new ones. The extension belongs into schema whatsapp_gateway.';
exception
  when insufficient_privilege or invalid_schema_name or invalid_table_definition or wrong_object_type then
    raise notice 'no view pg_stat_statements in public: %', sqlerrm;
end
$$;
