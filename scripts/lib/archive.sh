# shellcheck shell=bash
# Sourced by backup.sh and restore.sh, after scripts/lib/stack.sh: what both know of a backup.
#
# A backup is a folder:
#
#   database.dump   pg_dump's custom format
#   fingerprints    one line per table, table|rows|hash, of the very snapshot that was dumped
#   objects         one line per file the database knows in that snapshot: its key
#   objects.sha256  the hash of each of these files
#   manifest        versions and the time, name=value
#   SHA256SUMS      over all of the above
#
# with .gpg behind database.dump where it is encrypted. The files themselves are beside the backups, in objects/, once for all of them: a
# file's name is its content's hash, so it never changes. An encrypted backup has them in a file of its own, objects.tar.gpg.

# Every table of ours and the statistics, in an order of their own. A sum of hashes does not care in which order the rows come.
readonly FINGERPRINTS_SQL="
select format('select %L || ''|'' || count(*) || ''|'' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from whatsapp_gateway.%I t',
              c.relname, c.relname)
  from pg_class c
 where c.relnamespace = 'whatsapp_gateway'::regnamespace
   and (c.relkind in ('r', 'p') or c.relname = 'messages_hourly_stats')
   and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
 order by c.relname collate \"C\"
\\gexec"

# How a row looks as text must not depend on who asks; and who asks may take as long as a dump takes, also without saying anything.
readonly PLAIN_TEXT_SQL="set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 1; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;"

fingerprints_of() {
  printf '%s\n%s\n' "$PLAIN_TEXT_SQL" "$FINGERPRINTS_SQL" |
    in_database psql --no-psqlrc --no-align --tuples-only --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname="$1"
}

value_in() { sed -n "s/^$1=//p" "$2/manifest"; }

# Writes the dump to standard output, decrypted where need be.
read_dump() {
  if [[ -e $1/database.dump ]]; then
    cat "$1/database.dump"
  else
    decrypt "$1/database.dump.gpg"
  fi
}

# Has pg_restore read a backup ($1). It need not read on after the last row, at which the other end of the pipe complains; what counts is
# whether pg_restore is content. Anything cut short or not decrypted, it is not.
restore_dump() (
  set +o pipefail
  read_dump "$1" 2>/dev/null | in_database pg_restore "${@:2}"
)

decrypt() {
  local options=(--batch --quiet --decrypt)
  [[ -z ${passphrase_file:-} ]] || options+=(--pinentry-mode loopback --passphrase-file "$passphrase_file")
  gpg "${options[@]}" "$1"
}

check_sums() {
  [[ -r $1/SHA256SUMS && -r $1/manifest ]] || die "$1 is no backup: SHA256SUMS and manifest are missing."
  (cd "$1" && sha256sum --quiet --strict --check SHA256SUMS) >&2 || die "$1 is damaged; see above."
}

# Fails if an encrypted backup ($1) cannot be decrypted; looks at its first bytes.
check_passphrase() {
  [[ -e $1/database.dump.gpg ]] || return 0
  [[ $(set +o pipefail; read_dump "$1" 2>/dev/null | head -c 5) == PGDMP ]] ||
    die "$1 cannot be decrypted: is the passphrase or the key the right one?"
}

# Fills a database ($2) that must not exist yet from a backup ($1), and holds it against the fingerprints.
restore_database() {
  local backup=$1 target=$2 owner version log
  owner=$(value_in owner "$backup")
  version=$(value_in timescaledb "$backup")
  log=$(mktemp)
  sql "create database \"$target\" template template0 encoding 'UTF8'" postgres
  sql "alter database \"$target\" owner to \"$owner\"" postgres
  if [[ $version != none ]]; then
    # The version that was dumped, or the catalogue does not fit; updated afterwards by whoever likes.
    sql "create extension timescaledb version '$version'" "$target"
    sql "select public.timescaledb_pre_restore()" "$target" >/dev/null
  fi
  # One at a time: TimescaleDB's own tables have to come in their order.
  if ! restore_dump "$backup" --username=postgres --dbname="$target" --exit-on-error >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    die "The dump could not be restored into $target; see above."
  fi
  rm -f "$log"
  # As timescaledb_post_restore() does, but for the background workers: they would go to work at once, and change what is to be compared.
  [[ $version == none ]] || sql "alter database \"$target\" reset timescaledb.restoring" postgres
  sql "analyze" "$target"
  if ! diff <(fingerprints_of "$target") "$backup/fingerprints" >&2; then
    die "What was restored into $target is not what was backed up; see above (< is restored, > backed up)."
  fi
}

# Lets TimescaleDB's background jobs run again in a restored database.
wake_database() {
  [[ -z $(sql "select 1 from pg_extension where extname = 'timescaledb'" "$1") ]] || sql "select public.timescaledb_post_restore()" "$1" >/dev/null
}

# Nobody can be connected to a database that is to be renamed or dropped, TimescaleDB's workers neither.
quiet_database() {
  sql "alter database \"$1\" allow_connections false" postgres
  sql "select pg_terminate_backend(pid) from pg_stat_activity where datname = '$1'" postgres >/dev/null
}

drop_database() {
  sql "drop database if exists \"$1\" with (force)" postgres
}

# rclone over the store, with $1 of this machine as /backup. What it makes there is ours, not root's.
objects() {
  local folder=$1
  shift
  compose --profile tools run --rm --no-deps --no-TTY --user "$(id -u):$(id -g)" --volume "$folder:/backup" whatsapp-objects "$@"
}
