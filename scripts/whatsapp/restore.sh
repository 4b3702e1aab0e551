#!/usr/bin/env bash
# Usage: scripts/whatsapp/restore.sh [--yes] [--no-objects] [--passphrase-file FILE] [--drop-old] BACKUP
#
# Brings the stack back to a backup. The backup is restored into a database beside the present one and compared with what was backed up;
# only when every table is the same do the two change places. The services are stopped for the change and started again afterwards.
# There must be room for both. The stack must be up, if only with an empty database: start-stack.sh.
#
#   --yes                   does not ask
#   --no-objects            leaves the media in the store as they are
#   --passphrase-file FILE  the passphrase of an encrypted backup; without it gpg asks, or takes a key it has
#   --drop-old              drops the database that was there before; otherwise it is kept under another name
#   --help                  prints this
set -euo pipefail
umask 077

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
# shellcheck source=scripts/lib/env.sh
source "$root/scripts/lib/env.sh"
# shellcheck source=scripts/lib/stack.sh
source "$root/scripts/lib/stack.sh"
# shellcheck source=scripts/lib/archive.sh
source "$root/scripts/lib/archive.sh"

sure=false
with_objects=true
drop_old=false
passphrase_file=''
backup=''
while (($#)); do
  case $1 in
    --yes) sure=true ;;
    --no-objects) with_objects=false ;;
    --drop-old) drop_old=true ;;
    --passphrase-file)
      [[ -n ${2:-} ]] || bad_usage "$1 wants a value"
      passphrase_file=$2
      shift
      ;;
    --help | -h)
      usage
      exit
      ;;
    -*) bad_usage "unknown argument $1" ;;
    *)
      [[ -z $backup ]] || bad_usage "one backup at a time"
      backup=$1
      ;;
  esac
  shift
done
[[ -n $backup ]] || bad_usage "which backup?"
[[ -d $backup ]] || die "There is no folder $backup."
backup=$(cd "$backup" && pwd)

load_env
need_docker
check_sums "$backup"
check_passphrase "$backup"
[[ $(value_in format "$backup") == 1 ]] || die "$backup has a format this version does not know."

sql "select 1" postgres >/dev/null || die "The database does not answer; scripts/whatsapp/start-stack.sh starts it."
version=$(value_in timescaledb "$backup")
[[ $version == none || -n $(sql "select 1 from pg_available_extension_versions where name = 'timescaledb' and version = '$version'" postgres) ]] ||
  die "The backup is of TimescaleDB $version, which this server does not have. Start the stack with timescale/timescaledb:$version-pg17, restore, then update."
owner=$(value_in owner "$backup")
[[ -n $(sql "select 1 from pg_roles where rolname = '$owner'" postgres) ]] ||
  die "The backup belongs to the role $owner, which this server does not have: set WHATSAPP_DB_USER=$owner in $env_file and run deploy/database/roles.sh (docs/operations.md)."

present=$(sql "select coalesce(sum(messages_sent + messages_received), 0) from whatsapp_gateway.session_counters" 2>/dev/null || echo no)
say "Backup of $(value_in taken_at "$backup"), schema $(value_in schema "$backup"), $(awk -F'|' '{ sum += $2 } END { print sum + 0 }' "$backup/fingerprints") rows, $(wc -l <"$backup/objects.sha256") files."
say "The present database has captured $present messages; it steps aside."
if ! $sure; then
  [[ -t 0 ]] || die "It asks before it changes anything, and nobody is there to answer: add --yes."
  read -r -p "Type restore to go on: " answer
  [[ $answer == restore ]] || die "Nothing was changed."
fi

stamp=$(date -u +%Y%m%d%H%M%S)
restored=${database}_restored_$stamp
old=${database}_before_$stamp
begun=$SECONDS
stopped=()
unpacked=''
swapped=false
leave() {
  local status=$?
  if ! $swapped; then
    drop_database "$restored" 2>/dev/null || true
    sql "alter database \"$database\" allow_connections true" postgres >/dev/null 2>&1 || true
  fi
  [[ -z $unpacked ]] || rm -rf "$unpacked"
  if ((${#stopped[@]})); then
    compose_all start "${stopped[@]}" >/dev/null 2>&1 || say "Not all services could be started again: scripts/whatsapp/start-stack.sh"
  fi
  ((status != 0)) || return 0
  if $swapped; then
    say "The restored database is the one in use, but what comes after failed; see above.${old:+ The database of before is kept as $old.}"
  else
    say "Not restored; the database that was there is still the one in use."
  fi
}
trap leave EXIT

say "Restoring into a database beside it, and comparing every table."
restore_database "$backup" "$restored"

# ---------------------------------------------------------------- the files, which harm nobody by being there

if $with_objects && [[ $(value_in objects "$backup") != none ]] && [[ -s $backup/objects.sha256 ]]; then
  say "Copying media."
  pool=$(dirname "$backup")/objects
  if [[ -e $backup/objects.tar.gpg ]]; then
    unpacked=$(mktemp -d)
    pool=$unpacked
    decrypt "$backup/objects.tar.gpg" | tar --extract --directory="$pool"
  fi
  (cd "$pool" && sha256sum --quiet --strict --check "$backup/objects.sha256") >&2 || die "Files of the backup are missing or damaged; see above."
  cut -c67- "$backup/objects.sha256" >"$pool/.wanted"
  bucket=${WHATSAPP_MINIO_BUCKET:-whatsapp-media}
  objects "$pool" copy /backup "store:$bucket" --files-from-raw /backup/.wanted --ignore-existing --log-level ERROR >&2 ||
    die "The media could not be copied; see above."
  objects "$pool" check /backup "store:$bucket" --files-from-raw /backup/.wanted --one-way --size-only --log-level ERROR >&2 ||
    die "The store does not have all files now; see above."
  rm -f "$pool/.wanted"
fi

# ---------------------------------------------------------------- the change

say "Changing places."
mapfile -t stopped < <(container_states | awk -F'|' '$3 == "running" { print $1 }' |
  grep -E '^whatsapp-(gateway-core|gateway-api|gateway-api-2|sync-service|sync-service-2|pgbouncer)$' || true)
if ((${#stopped[@]})); then compose_all stop "${stopped[@]}" >/dev/null 2>&1; fi
quiet_database "$restored"
# One transaction: either both have changed places, or neither.
change="alter database \"$restored\" rename to \"$database\"; alter database \"$database\" allow_connections true"
if [[ -n $(sql "select 1 from pg_database where datname = '$database'" postgres) ]]; then
  quiet_database "$database"
  change="alter database \"$database\" rename to \"$old\"; $change"
else
  old=''
fi
sql "$change" postgres
swapped=true
wake_database "$database"
# Rights on the database as a whole are not in a dump.
in_database bash /docker-entrypoint-initdb.d/100_whatsapp_roles.sh </dev/null >&2
if $drop_old && [[ -n $old ]]; then
  drop_database "$old"
  old=''
fi
if ((${#stopped[@]})); then
  compose_all up --detach --no-build --no-recreate "${stopped[@]}" >/dev/null 2>&1 || die "Restored, but not all services came up again: scripts/whatsapp/health-check.sh"
fi
stopped=()
say "Restored in $((SECONDS - begun)) s; every table is as it was backed up."
[[ -z $old ]] || say "The database of before is kept as $old. When it is not needed any more: docker exec $database_container dropdb -U postgres --force $old"
