-- Who may do what; see V040. Flyway runs these files in the order of their names, and this one last: it lends what the others define.

-- Gives the roles that exist their rights, on what is there and on what later migrations will make. Run again, it changes nothing.
create or replace function whatsapp_gateway.grant_access() returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lent text[] := array['configure_policies()', 'enforce_retention(boolean, integer)', 'erase_person(text, text)',
                         'hasten_hourly_stats()'];
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
    -- A telephone number is found from its hash by trying them all.
    revoke select on whatsapp_gateway.webhook_events, whatsapp_gateway.erasures from whatsapp_reader;
  end if;
end
$$;

comment on function whatsapp_gateway.grant_access() is
  'Gives whatsapp_service and whatsapp_reader, where they exist, their rights. For the owner; migrations and deploy/database/roles.sh call it.';

do $$ begin perform whatsapp_gateway.grant_access(); end $$;
