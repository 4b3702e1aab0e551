#!/usr/bin/env bash
# Usage: backup-rehearsal.sh PORT
#
# Fills an archive on the server that timescale-apache.sh started at 127.0.0.1:PORT, backs it up, wipes it, restores it and compares: every
# table's rows and hashes, every file, every role's rights. Then the same encrypted, and what must be refused. The scripts are the real ones, and
# so are pg_dump, pg_restore and psql; in Docker's place is a script that runs the container's commands on that server and keeps the bucket as a folder.
# The database whatsapp_gateway of that server is dropped, and with it what this made.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
[[ ${1:-} =~ ^[0-9]+$ ]] || {
  sed -n '2,/^set/p' "$0" | grep '^#' >&2
  exit 2
}
port=$1
# shellcheck source=scripts/lib/archive.sh
source "$root/scripts/lib/archive.sh"
timescale_root=${TIMESCALE_ROOT:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/whatsapp-gateway/trixie-timescaledb-pgbouncer-java21}
work=$(mktemp -d)
export REHEARSAL_STORE=$work/store REHEARSAL_PROJECT=$root REHEARSAL_TOOLS=$work/tools
mkdir -p "$work"/{tools,docker,store/whatsapp-media}

say() { printf 'backup rehearsal: %s\n' "$*" >&2; }
fail() {
  say "FAILED: $*"
  exit 1
}

for tool in psql pg_dump pg_restore; do
  cat >"$work/tools/$tool" <<END
#!/bin/sh
exec env PGHOST=127.0.0.1 PGPORT=$port PGPASSWORD=postgres LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot $timescale_root /usr/lib/postgresql/17/bin/$tool "\$@"
END
done
cat >"$work/docker/docker" <<'END'
#!/usr/bin/env bash
set -euo pipefail
case "$*" in
  info | "compose version" | "compose "*" stop "* | "compose "*" up "* | "compose "*" start "* | ps*) exit ;;
  compose*" run "*)
    while [[ $1 != whatsapp-objects ]]; do
      [[ $1 != --volume ]] || folder=${2%:/backup}
      shift
    done
    from=${3/#store:/$REHEARSAL_STORE/} to=${4/#store:/$REHEARSAL_STORE/}
    from=${from/#\/backup/$folder} to=${to/#\/backup/$folder}
    while IFS= read -r key; do
      case $2 in
        copy)
          [[ -e $from/$key ]] || continue
          mkdir -p "$(dirname "$to/$key")"
          [[ -e $to/$key ]] || cp "$from/$key" "$to/$key"
          ;;
        check) cmp -s "$from/$key" "$to/$key" ;;
      esac
    done <"$folder/.wanted"
    ;;
  exec*)
    while [[ $1 != whatsapp-timescale ]]; do shift; done
    shift
    export PATH=$REHEARSAL_TOOLS:$PATH
    if [[ $1 == bash ]]; then
      exec env POSTGRES_USER=postgres POSTGRES_DB=whatsapp_gateway WHATSAPP_DB_USER=whatsapp WHATSAPP_DB_PASSWORD=owner-password-0123 \
        WHATSAPP_GATEWAY_DB_USER=whatsapp_service WHATSAPP_GATEWAY_DB_PASSWORD=service-password-0123 WHATSAPP_PGBOUNCER_PASSWORD=pooler-password-0123 \
        WHATSAPP_DB_READER_PASSWORD=reader-password-0123 PGDATA=/nowhere bash "$REHEARSAL_PROJECT/deploy/database/roles.sh"
    fi
    exec "$@"
    ;;
  *) echo "unexpected: docker $*" >&2; exit 99 ;;
esac
END
chmod +x "$work"/tools/* "$work/docker/docker"
export PATH=$work/docker:$PATH WHATSAPP_ENV_FILE=$work/none
psql() { "$work/tools/psql" --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --username="${1}" --dbname=whatsapp_gateway; }

clean() {
  local name
  for name in $("$work/tools/psql" -XAtqU postgres -d postgres -c "select datname from pg_database where datname like 'whatsapp\_%'"); do
    "$work/tools/psql" -XqU postgres -d postgres -c "drop database \"$name\" with (force)"
  done
  rm -rf "$work"
}
trap clean EXIT

# ---------------------------------------------------------------- an archive with something of everything

say "making an archive"
"$work/tools/psql" -XqU postgres -d postgres -c "drop database if exists whatsapp_gateway with (force)" -c "create database whatsapp_gateway"
echo "create extension if not exists timescaledb" | psql postgres
docker exec whatsapp-timescale bash /docker-entrypoint-initdb.d/100_whatsapp_roles.sh
# What Flyway does, under the owner's own role: the repeatable ones have no version.
{
  echo "set role whatsapp; create table whatsapp_gateway.flyway_schema_history (installed_rank int primary key, version text, success boolean);"
  for migration in "$root"/db/migration/V*.sql "$root"/db/migration/R__*.sql; do
    # One that commits by itself says so beside it.
    [[ -e $migration.conf ]] || echo "begin;"
    cat "$migration"
    version=$(basename "$migration")
    [[ ! -e $migration.conf ]] || echo "; begin;"
    echo "; insert into whatsapp_gateway.flyway_schema_history select count(*), nullif('${version%%__*}', 'R'), true from whatsapp_gateway.flyway_schema_history; commit;"
  done
} | psql postgres >/dev/null 2>"$work/migrations" || { cat "$work/migrations" >&2 && fail "the migrations do not run"; }

# Under the role of the services, which may do all of it. Every 20th message has a file and a thumbnail.
fill() {
  psql postgres <<'SQL'
set role whatsapp_service;
insert into whatsapp_gateway.settings values ('retention_days', '365') on conflict do nothing;
insert into whatsapp_gateway.sessions (session_name, status, waha_status, last_event_at)
  select s, 'connected', 'WORKING', now() from unnest(array['main', 'loja']) s;
with keys as (
  insert into whatsapp_gateway.message_keys (session_name, chat_id, core_id, is_from_me, author, "timestamp", message_type, has_media)
  select s, 5511900000000 + i % 50 || '@c.us', 'CORE' || i, false, 5511900000000 + i % 50 || '@c.us', now() - i * interval '3 hours', 'text', i % 20 = 0
    from unnest(array['main', 'loja']) s, generate_series(1, 1500) i
  returning *)
insert into whatsapp_gateway.messages (id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, message_type,
    body, has_media, is_forwarded, ack, ack_error, is_deleted, sync_source, time_rank, content_rank, content_at, content_event, raw_data)
  select id, session_name, chat_id, "timestamp", core_id, is_from_me, 'false_' || chat_id || '_' || core_id, chat_id, message_type,
         'olá, ção, 👍 de ' || core_id, has_media, false, 2, false, false, 'webhook', 0, 0, "timestamp", 'evt_' || core_id,
         jsonb_build_object('pushName', 'José', 'id', id)
    from keys;
insert into whatsapp_gateway.message_search (message_number, session_name, chat_id, "timestamp", vector)
  select id, session_name, chat_id, "timestamp", whatsapp_gateway.search_vector(body, null, null) from whatsapp_gateway.messages;
insert into whatsapp_gateway.webhook_events (event, session_name, outcome, received_at, body)
  select 'message.any', 'main', 'stored', now() - i * interval '7 hours', convert_to('{"olá":' || i || '}', 'UTF8') from generate_series(1, 100) i;
insert into whatsapp_gateway.media_downloads (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, content_rank, content_at,
    content_event, media_type, minio_bucket, minio_key, thumbnail_minio_key, download_status, file_hash, file_size_bytes)
  select id, session_name, core_id, is_from_me, message_id, chat_id, "timestamp", 0, "timestamp", content_event, 'image', 'whatsapp-media',
         format('%s/%s/2026/11/%s.jpg', session_name, chat_id, h), format('%s/%s/2026/11/thumb_%s.jpg', session_name, chat_id, h), 'completed', h, 10
    from (select m.*, encode(sha256(convert_to(session_name || core_id, 'UTF8')), 'hex') h from whatsapp_gateway.messages m where has_media) m;
SQL
  while IFS='|' read -r content key thumbnail; do
    mkdir -p "$REHEARSAL_STORE/whatsapp-media/$(dirname "$key")"
    printf '%s' "$content" >"$REHEARSAL_STORE/whatsapp-media/$key"
    printf 'small %s' "$content" >"$REHEARSAL_STORE/whatsapp-media/$thumbnail"
  done < <(psql postgres <<<"select session_name || core_id, minio_key, thumbnail_minio_key from whatsapp_gateway.media_downloads")
}

# What is compared: the same question the scripts ask, the files, and who may do what.
picture() {
  {
    printf '%s\n%s\n' "$PLAIN_TEXT_SQL" "$FINGERPRINTS_SQL" | psql postgres
    psql postgres <<<"select 'acl', c.relname, array(select unnest(c.relacl)::text order by 1) from pg_class c where relnamespace = 'whatsapp_gateway'::regnamespace and relkind in ('r', 'p', 'v') order by 2;
      select 'owner', pg_get_userbyid(datdba), array(select unnest(datacl)::text order by 1) from pg_database where datname = current_database();
      select 'function', p.proname, p.prosecdef, array(select unnest(p.proacl)::text order by 1) from pg_proc p where pronamespace = 'whatsapp_gateway'::regnamespace order by 2, 4;"
    psql postgres <<<"select 'chunks', count(*) from timescaledb_information.chunks where hypertable_schema = 'whatsapp_gateway'"
    (cd "$REHEARSAL_STORE" && find . -type f -exec sha256sum {} + | sort -k2)
  } >"$work/picture"
  mv "$work/picture" "$1"
}

wipe() {
  psql postgres <<<"drop schema whatsapp_gateway cascade" 2>/dev/null
  rm -rf "$REHEARSAL_STORE/whatsapp-media"
}

fill
picture "$work/before"
messages=$(awk -F'|' '$1 == "messages" { print $2 }' "$work/before")
((messages == 3000)) || fail "there are $messages messages and not 3000"

# ---------------------------------------------------------------- back up, wipe, restore, compare

say "backing up"
backup=$("$root/scripts/whatsapp/backup.sh" --to "$work/backups" --rehearse 2>"$work/log") || { cat "$work/log" >&2 && fail "no backup"; }
grep -q 'and restored them once to try' "$work/log" || fail "it was not rehearsed"
say "wiping and restoring"
wipe
"$root/scripts/whatsapp/restore.sh" --yes "$backup" 2>"$work/log" || { cat "$work/log" >&2 && fail "not restored"; }
picture "$work/after"
diff "$work/before" "$work/after" >&2 || fail "what was restored is not what was backed up"
say "the services' role writes on, and no more than that"
psql postgres <<<"set role whatsapp_service; update whatsapp_gateway.sessions set profile_name = 'x'; select count(*) from whatsapp_gateway.enforce_retention(true)" >/dev/null
! psql postgres <<<"set role whatsapp_service; drop table whatsapp_gateway.settings" 2>/dev/null || fail "the services may drop tables"
psql postgres <<<"set role whatsapp_reader; select count(*) from whatsapp_gateway.messages" >/dev/null
! psql postgres <<<"set role whatsapp_reader; select count(*) from whatsapp_gateway.webhook_events" >/dev/null 2>&1 || fail "readers see raw events"
psql postgres <<<"update whatsapp_gateway.sessions set profile_name = null"

# ---------------------------------------------------------------- what must be refused

say "a second backup takes only what is new, and damage is found"
second=$("$root/scripts/whatsapp/backup.sh" --to "$work/backups" 2>/dev/null) || fail "no second backup"
[[ $second != "$backup" ]] || fail "the second backup took the place of the first"
printf 'x' | dd of="$second/database.dump" bs=1 seek=2000 conv=notrunc status=none
! "$root/scripts/whatsapp/restore.sh" --yes "$second" 2>"$work/log" || fail "a damaged backup was restored"
grep -q 'is damaged' "$work/log" || { cat "$work/log" >&2 && fail "damage was not named"; }
sed -i 's/^timescaledb=.*/timescaledb=9.9.9/' "$backup/manifest"
(cd "$backup" && sha256sum -- [!S]* >SHA256SUMS)
! "$root/scripts/whatsapp/restore.sh" --yes "$backup" 2>"$work/log" || fail "a backup of another TimescaleDB was restored"
grep -q 'TimescaleDB 9.9.9, which this server does not have' "$work/log" || fail "the version was not named"
picture "$work/after"
diff "$work/before" "$work/after" >&2 || fail "a refused restore changed something"

# ---------------------------------------------------------------- encrypted

if command -v gpg >/dev/null; then
  say "encrypted"
  export GNUPGHOME=$work/gnupg
  mkdir -m 700 "$GNUPGHOME"
  echo 'correct horse battery staple' >"$work/passphrase"
  echo 'something else' >"$work/wrong"
  backup=$("$root/scripts/whatsapp/backup.sh" --to "$work/encrypted" --passphrase-file "$work/passphrase" 2>"$work/log") || { cat "$work/log" >&2 && fail "no encrypted backup"; }
  [[ -e $backup/database.dump.gpg && -e $backup/objects.tar.gpg && ! -e $backup/database.dump ]] || fail "it is not encrypted"
  wipe
  ! "$root/scripts/whatsapp/restore.sh" --yes --passphrase-file "$work/wrong" "$backup" 2>/dev/null || fail "a wrong passphrase was taken"
  "$root/scripts/whatsapp/restore.sh" --yes --drop-old --passphrase-file "$work/passphrase" "$backup" 2>"$work/log" || { cat "$work/log" >&2 && fail "not restored"; }
  picture "$work/after"
  diff "$work/before" "$work/after" >&2 || fail "what was restored is not what was encrypted"
else
  say "encryption: skipped, gpg is not installed"
fi
say "$messages messages and $(grep -c ' \./' "$work/before") files came back as they were"
