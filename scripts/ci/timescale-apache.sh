#!/usr/bin/env bash
#
# timescale-apache.sh - a real PostgreSQL 17 server with TimescaleDB (Apache edition), without Docker.
#
# Usage:
#   timescale-apache.sh install
#   timescale-apache.sh start [--no-fsync] [--pooler PORT] PORT DATADIR
#   timescale-apache.sh stop DATADIR
#   timescale-apache.sh java ARGUMENT...
#   timescale-apache.sh --help
#
# Why: the tests must run against a genuine PostgreSQL with TimescaleDB also where no container can
# be run and only a Debian package mirror is within reach. Debian bookworm has neither PostgreSQL 17
# nor TimescaleDB, nor a PgBouncer that knows prepared statements, but trixie has them all:
# postgresql-17, pgbouncer and postgresql-17-timescaledb, the latter being the Apache edition (hypertables; no compression, continuous aggregates or policies). So the packages
# are unpacked with debootstrap into a folder of their own, and the server runs from there by chroot.
#
#   install  Makes the trixie folder, once: a complete one (its marker file is written last) is used
#            again, an interrupted one is thrown away. Needs about half a minute and 650 MB.
#            The mirror is the one this machine's own apt is set up with.
#   start    Installs if need be, makes DATADIR with initdb if it holds no database yet, starts the
#            server on 127.0.0.1:PORT only, waits until it is ready and prints its JDBC URL, the only
#            thing written to standard output. Already running: just prints the URL.
#            --no-fsync  trade durability for speed, for data that may be thrown away (tests);
#                        holds until the server is next stopped. The default is durable.
#            --pooler PORT  also PgBouncer in transaction mode on 127.0.0.1:PORT, in front of every
#                        database, as the superuser whoever asks.
#            The server writes to DATADIR/server.log, PgBouncer to DATADIR/pgbouncer.log. The superuser is postgres, password postgres.
#   stop     Stops the server of DATADIR; not running is no error. The data stays.
#
#   java     Runs the folder's Java 21, the oldest the README promises, in this folder and with the
#            files below /tmp, the home and the first folder of this path.
#
# Several servers can run from the one folder, each with its own DATADIR and PORT.
#
# Needs root (chroot, mount) on an apt-based machine, but no systemd. PostgreSQL itself runs as the
# folder's postgres user, as it refuses to run as root. Mounts (DATADIR into the folder, and what
# debootstrap wants) are made in a private mount namespace, so none is ever left on the machine.
#
# Variables:
#   TIMESCALE_ROOT    the trixie folder; default
#                     ${XDG_CACHE_HOME:-$HOME/.cache}/whatsapp-gateway/trixie-timescaledb-pgbouncer-java21
#                     install writes its log beside it, as TIMESCALE_ROOT.log
#   TIMESCALE_MIRROR  a Debian mirror, for a machine whose apt has none (e.g. Ubuntu)

set -euo pipefail

readonly SUITE=trixie
readonly PACKAGES=postgresql-17,postgresql-17-timescaledb,pgbouncer,openjdk-21-jre-headless
readonly PG_BIN=/usr/lib/postgresql/17/bin
readonly PG_DATA=/srv/postgresql # where DATADIR appears inside the folder
readonly PASSWORD=postgres       # no secret: the server listens on the loopback address only
readonly PASSWORD_FILE=/etc/timescale-apache.password # inside the folder

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() {
  say "$*"
  exit 1
}
usage() { awk 'NR > 2 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "${BASH_SOURCE[0]}"; }
bad_usage() {
  usage | sed -n '/^Usage:/,/^$/p' >&2
  exit 2
}

ROOT=${TIMESCALE_ROOT:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/whatsapp-gateway/trixie-timescaledb-pgbouncer-java21}
ROOT=$(realpath -m -- "$ROOT")
readonly ROOT
readonly MARKER=$ROOT/.timescale-apache-complete
readonly LOG=$ROOT.log

# ---------------------------------------------------------------- install

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 "$@" </dev/null; }

# The first Debian mirror in this machine's apt configuration; nothing if there is none, or if apt
# has not fetched its lists yet.
apt_mirror() {
  # shellcheck disable=SC2016 # $(SITE) is for apt-get to expand
  apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Label: Debian' |
    awk '/^(https?|ftp|file):/ && !seen++'
}

build_root() {
  local partial=$1 mirror http_proxy_of_apt=''

  mirror=${TIMESCALE_MIRROR:-$(apt_mirror)}
  if [[ -z $mirror ]]; then
    apt_get update
    mirror=$(apt_mirror)
  fi
  if [[ -z $mirror ]]; then
    echo "No Debian mirror in this machine's apt configuration; set TIMESCALE_MIRROR."
    return 1
  fi

  if ! command -v debootstrap; then
    apt_get install --no-install-recommends debootstrap || {
      apt_get update
      apt_get install --no-install-recommends debootstrap
    }
  fi

  # debootstrap downloads with wget, which knows nothing of a proxy set for apt.
  eval "$(apt-config shell http_proxy_of_apt Acquire::http::Proxy)"
  if [[ -n $http_proxy_of_apt && $http_proxy_of_apt != DIRECT ]]; then
    export http_proxy=${http_proxy:-$http_proxy_of_apt}
  fi

  # Put there beforehand, for dpkg inside the folder: no fsync for each file and no documentation,
  # to be quick about it; and no database cluster made (let alone started) on installation.
  mkdir -p "$partial"/etc/{dpkg/dpkg.cfg.d,postgresql-common/createcluster.d}
  printf '%s\n' force-unsafe-io 'path-exclude=/usr/share/doc/*' 'path-exclude=/usr/share/man/*' \
    'path-exclude=/usr/share/locale/*' >"$partial/etc/dpkg/dpkg.cfg.d/timescale-apache"
  echo 'create_main_cluster = false' \
    >"$partial/etc/postgresql-common/createcluster.d/timescale-apache.conf"

  unshare --mount -- \
    debootstrap --variant=minbase --include="$PACKAGES" "$SUITE" "$partial" "$mirror" </dev/null

  rm -rf "$partial"/var/cache/apt/archives/*.deb "$partial"/var/lib/apt/lists/*
  mkdir -p "$partial$PG_DATA"
  echo "$PASSWORD" >"$partial$PASSWORD_FILE"
  # shellcheck disable=SC2016 # ${...} is for dpkg-query to expand
  chroot "$partial" dpkg-query -W -f '${Package} ${Version}\n' ${PACKAGES//,/ } \
    >"$partial/${MARKER##*/}"
}

install_root() {
  local partial=$ROOT.partial lock
  [[ -e $MARKER ]] && return
  mkdir -p "$(dirname "$ROOT")"

  exec {lock}>"$ROOT.lock"
  flock "$lock" # another run may be installing; then its folder is used
  if [[ ! -e $MARKER ]]; then
    # Never remove what may be someone else's: an interrupted install leaves only $partial.
    if [[ -e $ROOT ]] && ! rmdir "$ROOT" 2>/dev/null; then
      die "$ROOT exists but was not made by this script; remove it or set TIMESCALE_ROOT"
    fi
    say "installing $PACKAGES from Debian $SUITE into $ROOT (log: $LOG)"
    rm -rf --one-file-system "$partial"
    # In a shell of its own, as 'set -e' does not hold in a function called as a condition.
    set +e
    (
      set -e
      build_root "$partial"
    ) >"$LOG" 2>&1
    local status=$?
    set -e
    if ((status != 0)); then
      tail -n 20 "$LOG" >&2
      rm -rf --one-file-system "$partial"
      die "installation failed; see $LOG"
    fi
    mv -T "$partial" "$ROOT"
  fi
  exec {lock}>&-
}

# ---------------------------------------------------------------- server

# Standard input and output stay what they are: surefire speaks to its JVM by them.
java_of_root() {
  install_root
  # shellcheck disable=SC2016 # $1 and so on are for the inner shells
  exec unshare --mount -- sh -c '
    root=$1 top=/$(echo "$PWD" | cut -d/ -f2)
    shift
    for folder in /proc /dev /tmp "$HOME" "$top"; do
      mountpoint -q "$root$folder" && continue
      mkdir -p "$root$folder" && mount --rbind "$folder" "$root$folder" || exit 1
    done
    exec chroot "$root" sh -c "cd \"\$1\" && shift && exec java \"\$@\"" sh "$PWD" "$@"' sh "$ROOT" "$@"
}

# 'UID:GID' of the folder's own postgres user, which need not be this machine's.
postgres_ids() { awk -F: '$1 == "postgres" { print $3 ":" $4 }' "$ROOT/etc/passwd"; }

# Runs a command of the folder as its postgres user, with DATADIR mounted at $PG_DATA for that
# command and its children alone. No /proc, /sys or /dev is needed.
in_root() {
  local datadir=$1
  shift
  # shellcheck disable=SC2016 # $1 and so on are for the inner shell
  unshare --mount -- sh -c 'mount --bind "$1" "$2" && shift 2 && exec chroot "$@"' sh \
    "$datadir" "$ROOT$PG_DATA" \
    --userspec="$(postgres_ids)" --groups= "$ROOT" \
    /usr/bin/env -i PATH="$PG_BIN:/usr/bin:/bin" LC_ALL=C.UTF-8 "$@" </dev/null
}

# Not by pg_ctl status: that also takes a killed server, not yet reaped by a container's lazy
# process 1, for a running one.
is_running() {
  local pid
  [[ -e $1/postmaster.pid ]] && pid=$(sed -n 1p "$1/postmaster.pid") && [[ -e /proc/$pid/status ]] &&
    awk '/^Name:/ && $2 != "postgres" || /^State:/ && $2 == "Z" { exit 1 }' "/proc/$pid/status"
}

init_datadir() {
  local datadir=$1 output
  shift
  local settings=(
    listen_addresses=127.0.0.1
    unix_socket_directories=
    dynamic_shared_memory_type=sysv # the folder has no /dev/shm
    max_connections=200
    max_locks_per_transaction=512 # a query over many chunks locks each of them
    max_worker_processes=32       # TimescaleDB wants a scheduler for every database
    shared_preload_libraries=timescaledb
    timescaledb.telemetry_level=off
  )
  say "making a database cluster in $datadir"
  output=$(in_root "$datadir" initdb -D "$PG_DATA" --username=postgres \
    --pwfile="$PASSWORD_FILE" --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 \
    "${settings[@]/#/--set=}" "$@" 2>&1) || die "initdb failed: $output"
}

# A server that is away is tried again at once, so that tests of outages need not wait.
start_pooler() {
  local datadir=$1 port=$2 server_port=$3
  cat >"$datadir/pgbouncer.ini" <<INI
[databases]
* = host=127.0.0.1 port=$server_port user=postgres password=$PASSWORD

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 20
max_client_conn = 1000
max_prepared_statements = 200
server_login_retry = 0
ignore_startup_parameters = extra_float_digits
pidfile = $PG_DATA/pgbouncer.pid
logfile = $PG_DATA/pgbouncer.log
INI
  in_root "$datadir" /usr/sbin/pgbouncer --daemon "$PG_DATA/pgbouncer.ini" >/dev/null ||
    die "PgBouncer did not start; see $datadir/pgbouncer.log"
}

stop_pooler() {
  local pid
  [[ -e $1/pgbouncer.pid ]] && pid=$(cat "$1/pgbouncer.pid") || return 0
  [[ $(cat "/proc/$pid/comm" 2>/dev/null) != pgbouncer ]] || kill "$pid"
  rm -f "$1/pgbouncer.pid"
}

print_url() {
  echo "jdbc:postgresql://127.0.0.1:$1/postgres?user=postgres&password=$PASSWORD"
}

start() {
  local port datadir running_port options='' initdb_options=() pooler_port=''
  while [[ ${1:-} == -* ]]; do
    case $1 in
      --no-fsync)
        options='-c fsync=off -c synchronous_commit=off -c full_page_writes=off'
        initdb_options=(--no-sync)
        ;;
      --pooler)
        shift
        pooler_port=${1:-}
        [[ $pooler_port =~ ^[1-9][0-9]*$ ]] || die "not a port: $pooler_port"
        ;;
      *) bad_usage ;;
    esac
    shift
  done
  (($# == 2)) || bad_usage
  port=$1
  [[ $port =~ ^[1-9][0-9]*$ ]] || die "not a port: $port"
  datadir=$(realpath -m -- "$2")

  install_root

  mkdir -p "$datadir"
  if [[ ! -e $datadir/PG_VERSION ]]; then
    [[ -z $(ls -A "$datadir") ]] || die "$datadir is neither empty nor a database cluster"
    chown "$(postgres_ids)" "$datadir"
    chmod 700 "$datadir"
    init_datadir "$datadir" "${initdb_options[@]}"
  fi

  if is_running "$datadir"; then
    running_port=$(sed -n 4p "$datadir/postmaster.pid")
    [[ $running_port == "$port" ]] || die "the server of $datadir already runs, on port $running_port"
    say "already running"
    print_url "$port"
    return
  fi

  # pg_ctl makes the server a session of its own, with its output sent to the log.
  if ! in_root "$datadir" pg_ctl start -D "$PG_DATA" -l "$PG_DATA/server.log" -o "-p $port $options" \
    --wait --timeout=60 >/dev/null; then
    tail -n 20 "$datadir/server.log" >&2 || true
    die "the server did not start; see $datadir/server.log"
  fi
  [[ -z $pooler_port ]] || start_pooler "$datadir" "$pooler_port" "$port"
  print_url "$port"
}

stop() {
  local datadir
  (($# == 1)) || bad_usage
  datadir=$(realpath -m -- "$1")
  stop_pooler "$datadir"
  if ! is_running "$datadir"; then
    say "no server runs in $datadir"
    return
  fi
  in_root "$datadir" pg_ctl stop -D "$PG_DATA" --mode=fast --wait --timeout=60 >&2
}

# ---------------------------------------------------------------- main

command=${1:-}
shift || true
case $command in
  -h | --help | help)
    usage
    exit
    ;;
  install | start | stop | java) ((EUID == 0)) || die "must be run as root" ;;
  *) bad_usage ;;
esac

case $command in
  install)
    (($# == 0)) || bad_usage
    install_root
    sed "s|^|installed: |" "$MARKER" >&2
    ;;
  start) start "$@" ;;
  stop) stop "$@" ;;
  java) java_of_root "$@" ;;
esac
