#!/usr/bin/env bash
# Usage: scripts/whatsapp/backup.sh [--to FOLDER] [--no-objects] [--passphrase-file FILE | --recipient KEY] [--rehearse]
#
# Backs up the database and the media of the running stack into a new folder named by the time, and looks whether it can be used. Nothing has
# to be stopped: the database is read as it is at one moment, and the files it knows at that moment are copied after it.
#
#   --to FOLDER             where backups are kept; backups/ beside README.md unless said otherwise
#   --no-objects            leaves the media out
#   --passphrase-file FILE  encrypts with gpg and the passphrase in FILE
#   --recipient KEY         encrypts with gpg for the holder of KEY
#   --rehearse              restores the backup into a database beside the real one, compares every table and drops it again
#   --help                  prints this
#
# Prints the folder of the backup, the only thing on standard output. Ends with 1 if anything is wrong with it, and leaves it for a
# look, with .failed behind its name. The pairing with the phones is in the volume of WAHA's sessions and not in here: docs/operations.md.
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

folder=$root/backups
with_objects=true
rehearse=false
passphrase_file=''
recipient=''
while (($#)); do
  case $1 in
    --to | --passphrase-file | --recipient)
      [[ -n ${2:-} ]] || bad_usage "$1 wants a value"
      case $1 in
        --to) folder=$2 ;;
        --passphrase-file) passphrase_file=$2 ;;
        --recipient) recipient=$2 ;;
      esac
      shift
      ;;
    --no-objects) with_objects=false ;;
    --rehearse) rehearse=true ;;
    --help | -h)
      usage
      exit
      ;;
    *) bad_usage "unknown argument $1" ;;
  esac
  shift
done
[[ -z $passphrase_file || -z $recipient ]] || bad_usage "--passphrase-file and --recipient exclude each other"
[[ -z $passphrase_file || -s $passphrase_file ]] || die "$passphrase_file is empty or not there."
encrypted=false
if [[ -n $passphrase_file$recipient ]]; then
  encrypted=true
  command -v gpg >/dev/null || die "gpg is needed to encrypt and was not found."
fi

load_env
need_docker
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
[[ -w $folder ]] || die "$folder cannot be written to."
# The file stays: whoever removed it would let two in, one by the old file and one by the new.
exec {lock}>"$folder/.lock"
flock --nonblock "$lock" || die "Another backup into $folder is under way."

encrypt() {
  if [[ -n $passphrase_file ]]; then
    gpg --batch --quiet --pinentry-mode loopback --passphrase-file "$passphrase_file" --symmetric --cipher-algo AES256 --compress-algo none --output "$1"
  else
    gpg --batch --quiet --trust-model always --recipient "$recipient" --encrypt --compress-algo none --output "$1"
  fi
}

name=$(date -u +%Y%m%dT%H%M%SZ)
backup=$folder/$name.partial
mkdir "$backup"
begun=$SECONDS
rehearsal=''
holder=''
leave() {
  local status=$?
  [[ -z $holder ]] || kill "$holder" 2>/dev/null || true
  [[ -z $rehearsal ]] || drop_database "$rehearsal" 2>/dev/null || true
  if ((status != 0)) && [[ -d $backup ]]; then
    mv "$backup" "$folder/$name.failed"
    say "The backup is not to be relied on; what there is of it: $folder/$name.failed"
  fi
}
trap leave EXIT
# Telling a session that is gone something is an error that can be seen to, and not the end of the script.
trap '' PIPE

# ---------------------------------------------------------------- the database, as of one moment

# A session that keeps the moment while others read it. It is asked by one pipe and answers by another.
coproc SESSION { in_database psql --no-psqlrc --no-align --tuples-only --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname="$database" 2>"$backup/.errors" {lock}>&-; }
lost() {
  cat "$backup/.errors" >&2
  die "The database does not answer; see above. Is the stack running?"
}
holder=${SESSION_PID:-}
[[ -n ${SESSION[0]:-} && -n ${SESSION[1]:-} ]] || lost
exec {ask}>&"${SESSION[1]}" {answer}<&"${SESSION[0]}"
tell() { { printf '%s\n' "$1" >&"$ask"; } 2>/dev/null || lost; }
# The answer to what was told last, up to a line that only we know.
hear() {
  local line
  tell '\echo --end--'
  while IFS= read -r -u "$answer" line; do
    [[ $line != --end-- ]] || return 0
    printf '%s\n' "$line"
  done
  lost
}

tell "$PLAIN_TEXT_SQL begin isolation level repeatable read read only; select pg_export_snapshot();"
snapshot=$(hear)
[[ $snapshot =~ ^[0-9A-F-]+$ ]] || die "No snapshot to be had: $snapshot"

# First, as it locks every table until the end: nothing is dropped between this and the dump. Retention gives up after two seconds; behind
# anybody more patient who waits for a table, pg_dump would wait for us, and we for it.
tell "$FINGERPRINTS_SQL"
hear >"$backup/fingerprints"

dump() { in_database pg_dump --username=postgres --format=custom --compress=6 --lock-wait-timeout=60s --snapshot="$snapshot" "$database" 2>"$backup/.log" </dev/null; }
say "Dumping the database."
if $encrypted; then
  dump | encrypt "$backup/database.dump.gpg" || { cat "$backup/.log" >&2 && exit 1; }
else
  dump >"$backup/database.dump" || { cat "$backup/.log" >&2 && exit 1; }
fi

tell "select distinct k from whatsapp_gateway.media_downloads m, lateral (values (m.minio_key), (m.thumbnail_minio_key)) v(k)
       where k is not null and m.minio_key is not null order by k;"
hear >"$backup/objects"
tell "select 'owner=' || pg_get_userbyid(datdba) from pg_database where datname = current_database();
      select 'postgresql=' || current_setting('server_version');
      select 'timescaledb=' || coalesce((select extversion from pg_extension where extname = 'timescaledb'), 'none');
      select 'schema=' || coalesce((select version from whatsapp_gateway.flyway_schema_history where success and version is not null
                                     order by installed_rank desc limit 1), 'none');
      select 'database_bytes=' || pg_database_size(current_database());
      select 'taken_at=' || to_char(now(), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"');"
{
  echo format=1
  hear
  echo "encrypted=$encrypted"
  echo "bucket=${WHATSAPP_MINIO_BUCKET:-whatsapp-media}"
  if $with_objects; then echo "objects=$(wc -l <"$backup/objects")"; else echo objects=none; fi
} >"$backup/manifest"
tell "commit;"
tell '\q'
exec {ask}>&- {answer}<&-
wait "$holder" 2>/dev/null || true
holder=''

# ---------------------------------------------------------------- the files it knows

missing=0
if $with_objects; then
  say "Copying media: the database knows $(wc -l <"$backup/objects") files."
  pool=$folder/objects
  $encrypted && pool=$backup/.objects
  mkdir -p "$pool"
  if [[ -s $backup/objects ]]; then
    cp "$backup/objects" "$pool/.wanted"
    # Only what is not there yet; a file in the pool never changes.
    objects "$pool" copy "store:${WHATSAPP_MINIO_BUCKET:-whatsapp-media}" /backup --files-from-raw /backup/.wanted --ignore-existing \
      --log-level ERROR >&2 || die "The media could not be copied; see above."
    rm -f "$pool/.wanted"
  fi
  while IFS= read -r key; do
    [[ -f $pool/$key ]] || {
      missing=$((missing + 1))
      say "Not in the store: $key"
      continue
    }
    printf '%s\0' "$key"
  done <"$backup/objects" >"$backup/.present"
  (cd "$pool" && xargs -0 --no-run-if-empty sha256sum --) <"$backup/.present" >"$backup/objects.sha256"
  # A file's name says its content, but for the thumbnails.
  awk '{ name = $2; sub(/.*\//, "", name); if (name !~ /^thumb_/ && length(name) >= 64 && substr(name, 1, 64) != $1) { print "Damaged in the store: " $2; bad = 1 } }
       END { exit bad }' "$backup/objects.sha256" >&2 || die "A file is not what its name says; see above."
  if $encrypted; then
    tar --create --directory="$pool" . | encrypt "$backup/objects.tar.gpg"
    rm -rf "$pool"
  fi
else
  : >"$backup/objects.sha256"
fi
rm -f "$backup/.present" "$backup/.errors" "$backup/.log"
(cd "$backup" && sha256sum -- *) >"$backup/.sums"
mv "$backup/.sums" "$backup/SHA256SUMS"

# ---------------------------------------------------------------- can it be used

say "Verifying."
check_sums "$backup"
if ! $encrypted || [[ -n $passphrase_file ]]; then
  # Read to its end, every byte of it.
  check_passphrase "$backup"
  restore_dump "$backup" --file=- >/dev/null || die "pg_restore cannot read the dump."
fi
if $rehearse; then
  rehearsal=whatsapp_rehearsal_${name,,}
  say "Restoring into $rehearsal and comparing."
  restore_database "$backup" "$rehearsal"
  drop_database "$rehearsal"
  rehearsal=''
fi

mv "$backup" "$folder/$name"
rows=$(awk -F'|' '{ sum += $2 } END { print sum + 0 }' "$folder/$name/fingerprints")
say "Backed up $rows rows and $(wc -l <"$folder/$name/objects.sha256") files in $((SECONDS - begun)) s$($rehearse && echo ', and restored them once to try')."
((missing == 0)) || say "$missing files were not in the store; the database and the store do not agree. docs/operations.md says what to do."
echo "$folder/$name"
