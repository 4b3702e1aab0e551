#!/bin/sh
# Writes PgBouncer's configuration from the environment and becomes PgBouncer. Passwords are never on a command line.
#
# Clients log in by SCRAM with their own role; PgBouncer asks the database what to compare with (see deploy/database/roles.sh) and logs in
# there with what the client proved, so it holds one password, its own.
set -eu
umask 077

: "${PGBOUNCER_PASSWORD:?WHATSAPP_DB_PASSWORD or WHATSAPP_PGBOUNCER_PASSWORD is missing in .env}"
folder=${PGBOUNCER_FOLDER:-/tmp}

quoted=$(printf '%s' "$PGBOUNCER_PASSWORD" | sed 's/"/""/g')
printf '"whatsapp_pooler" "%s"\n' "$quoted" >"$folder/userlist.txt"

cat >"$folder/pgbouncer.ini" <<INI
[databases]
${PGBOUNCER_DATABASE:-whatsapp_gateway} = host=${PGBOUNCER_SERVER_HOST:-whatsapp-timescaledb} port=${PGBOUNCER_SERVER_PORT:-5432}

[pgbouncer]
listen_addr = ${PGBOUNCER_LISTEN:-0.0.0.0}
listen_port = ${PGBOUNCER_LISTEN_PORT:-6432}
unix_socket_dir =

auth_type = scram-sha-256
auth_file = $folder/userlist.txt
auth_user = whatsapp_pooler
auth_dbname = ${PGBOUNCER_DATABASE:-whatsapp_gateway}
auth_query = select username, secret from pooler.secret_of(\$1)
stats_users = whatsapp_pooler

pool_mode = transaction
# Prepared statements of the clients are kept in step on every server connection; from PgBouncer 1.21 on.
max_prepared_statements = 200
default_pool_size = ${PGBOUNCER_POOL_SIZE:-20}
min_pool_size = 2
reserve_pool_size = 5
reserve_pool_timeout = 2
max_client_conn = ${PGBOUNCER_CLIENTS:-400}
server_idle_timeout = 300
# Longer than the services wait for a connection, shorter than a webhook's patience.
query_wait_timeout = 12
client_login_timeout = 15
# Set per connection by JDBC and psql, and of no consequence where connections are shared.
ignore_startup_parameters = extra_float_digits,options

log_connections = 0
log_disconnections = 0
INI

exec pgbouncer "$folder/pgbouncer.ini"
