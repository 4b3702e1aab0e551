#!/usr/bin/env bash
# Makes the roles of the archive, gives them the passwords of the environment and lets the superuser in from inside the container only.
#
# The database's image runs this once, when it makes the database. It can be run again at any time, for example to change a password:
#
#   docker exec whatsapp-timescale bash /docker-entrypoint-initdb.d/100_whatsapp_roles.sh
#
#   WHATSAPP_DB_USER            owns the database and its schema: Flyway and the operator. No superuser
#   WHATSAPP_GATEWAY_DB_USER    the services: read and write, no change of the schema. Gets its rights from the group whatsapp_service
#   whatsapp_reader             people who query by SQL; reads all but raw events. Without a password it cannot log in
#   whatsapp_monitor            the database's own statistics; likewise
#   whatsapp_pooler             PgBouncer, to look up what the others' passwords are compared with
#
# The rights themselves are given by whatsapp_gateway.grant_access(), which the migrations call.
set -euo pipefail

: "${POSTGRES_USER:=postgres}" "${POSTGRES_DB:=whatsapp_gateway}"
: "${WHATSAPP_DB_USER:=whatsapp}" "${WHATSAPP_GATEWAY_DB_USER:=whatsapp_service}"
: "${WHATSAPP_DB_READER_PASSWORD:=}" "${WHATSAPP_DB_MONITOR_PASSWORD:=}"
for variable in WHATSAPP_DB_PASSWORD WHATSAPP_GATEWAY_DB_PASSWORD WHATSAPP_PGBOUNCER_PASSWORD; do
  if [[ -z ${!variable:-} ]]; then
    echo "$variable is empty: set it in .env." >&2
    exit 1
  fi
done
export POSTGRES_USER POSTGRES_DB WHATSAPP_DB_USER WHATSAPP_GATEWAY_DB_USER WHATSAPP_DB_READER_PASSWORD WHATSAPP_DB_MONITOR_PASSWORD

psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
\o /dev/null
set client_min_messages = warning;
\getenv owner WHATSAPP_DB_USER
\getenv owner_password WHATSAPP_DB_PASSWORD
\getenv service WHATSAPP_GATEWAY_DB_USER
\getenv service_password WHATSAPP_GATEWAY_DB_PASSWORD
\getenv reader_password WHATSAPP_DB_READER_PASSWORD
\getenv monitor_password WHATSAPP_DB_MONITOR_PASSWORD
\getenv pooler_password WHATSAPP_PGBOUNCER_PASSWORD
\getenv database POSTGRES_DB

begin;
set local password_encryption = 'scram-sha-256';
-- Passwords must not be in the log, whatever is logged.
set local log_statement = 'none';
set local log_min_duration_statement = -1;
set local log_min_error_statement = panic;

-- The group first: the service's own role may bear its name.
select format('create role %I nologin', r.name)
  from (values (:'owner'), ('whatsapp_service'), (:'service'), ('whatsapp_reader'), ('whatsapp_monitor'), ('whatsapp_pooler')) r(name)
 where not exists (select from pg_roles where rolname = r.name)
 group by r.name
\gexec

-- An owner that an earlier version of the stack made a superuser stays what the server was made with.
select format('alter role %I %s nocreatedb nocreaterole noreplication', r.name,
              case when r.name = current_user then '' else 'nosuperuser' end)
  from (values (:'owner'), (:'service'), ('whatsapp_reader'), ('whatsapp_monitor'), ('whatsapp_pooler')) r(name)
 where r.name <> current_user
\gexec

select format('alter role %I login password %L', r.name, r.password)
  from (values (:'owner', :'owner_password'), (:'service', :'service_password'), ('whatsapp_pooler', :'pooler_password'),
               ('whatsapp_reader', :'reader_password'), ('whatsapp_monitor', :'monitor_password')) r(name, password)
 where r.password <> ''
\gexec
select format('alter role %I nologin password null', r.name)
  from (values ('whatsapp_reader', :'reader_password'), ('whatsapp_monitor', :'monitor_password')) r(name, password)
 where r.password = ''
\gexec

select format('grant whatsapp_service to %I', :'service') where :'service' <> 'whatsapp_service'
\gexec
grant pg_monitor to whatsapp_monitor;
-- Whoever asks by hand gets no chance to write, and none to keep the server busy for hours.
alter role whatsapp_reader set default_transaction_read_only = on;
alter role whatsapp_reader set statement_timeout = '5min';
alter role whatsapp_reader set idle_in_transaction_session_timeout = '10min';

alter database :"database" owner to :"owner";
revoke all on database :"database" from public;
grant connect, temporary on database :"database" to whatsapp_service;
grant connect on database :"database" to whatsapp_reader, whatsapp_monitor, whatsapp_pooler;

-- The owner must not be a superuser to migrate, so what only superusers may install is installed here.
create schema if not exists whatsapp_gateway authorization :"owner";
select 'create extension if not exists pg_stat_statements with schema whatsapp_gateway'
 where exists (select from pg_settings where name = 'pg_stat_statements.max')
   and not exists (select from pg_extension where extname = 'pg_stat_statements')
\gexec

-- PgBouncer asks here instead of keeping a file with everybody's passwords. Superusers do not come in through it.
create schema if not exists pooler;
revoke all on schema pooler from public;
create or replace function pooler.secret_of(p_user text) returns table (username text, secret text)
  language sql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
  select a.rolname::text, a.rolpassword
    from pg_authid a
   where a.rolname = p_user and a.rolcanlogin and not a.rolsuper and not a.rolreplication
     and (a.rolvaliduntil is null or a.rolvaliduntil > now())
$$;
revoke all on function pooler.secret_of(text) from public;
grant usage on schema pooler to whatsapp_pooler;
grant execute on function pooler.secret_of(text) to whatsapp_pooler;
commit;

-- Where the schema is there already, new roles get their rights now.
select 'select whatsapp_gateway.grant_access()' where to_regproc('whatsapp_gateway.grant_access') is not null
\gexec
SQL

# Who is outside of the container is not the superuser, whatever password they have.
hba=${PGDATA:-/var/lib/postgresql/data}/pg_hba.conf
if [[ -w $hba ]] && ! grep -q '^# superuser' "$hba"; then
  rules=$(mktemp)
  {
    printf '# superuser: from inside the container only\n'
    printf 'host all "%s" 127.0.0.1/32 trust\nhost all "%s" all reject\n' "$POSTGRES_USER" "$POSTGRES_USER"
    cat "$hba"
  } >"$rules"
  cat "$rules" >"$hba"
  rm -f "$rules"
  psql --no-psqlrc --quiet --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --command='select pg_reload_conf()' >/dev/null
fi
