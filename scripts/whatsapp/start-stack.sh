#!/usr/bin/env bash
# Usage: scripts/whatsapp/start-stack.sh [--generate] [--build] [--timeout SECONDS]
#
# Starts the whole stack and waits until it is healthy. Before that it looks whether .env has what is needed, whether a secret is still a
# placeholder, and whether something else has one of the ports. Started again, it brings what runs in line with .env and the compose file.
#
#   --generate         makes .env of .env.example first, with strong secrets; an .env that is there is left alone
#   --build            builds the images of both services anew; otherwise only where they are missing
#   --timeout SECONDS  how long to wait for health; 600 unless said otherwise
#   --help             prints this
#
# Profiles (monitoring, seaweedfs, replicas) are chosen by COMPOSE_PROFILES in .env. WHATSAPP_ENV_FILE names another file than .env.
# Ends with 0 when all is healthy, 1 when it is not, 2 when it was called wrongly.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
# shellcheck source=scripts/lib/env.sh
source "$root/scripts/lib/env.sh"
# shellcheck source=scripts/lib/stack.sh
source "$root/scripts/lib/stack.sh"
# shellcheck source=scripts/lib/secrets.sh
source "$root/scripts/lib/secrets.sh"

generate=false
build=()
timeout=600
while (($#)); do
  case $1 in
    --generate) generate=true ;;
    --build) build=(--build) ;;
    --timeout)
      [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || bad_usage "--timeout wants a number of seconds"
      timeout=$2
      shift
      ;;
    --help | -h)
      usage
      exit
      ;;
    *) bad_usage "unknown argument $1" ;;
  esac
  shift
done

# ---------------------------------------------------------------- what is configured

check_env_file() {
  if [[ -e $env_file ]]; then
    $generate && say "$env_file is there already and stays as it is."
    return 0
  fi
  $generate || die "There is no $env_file. \`${0##*/} --generate\` makes one with strong secrets; or copy .env.example and replace every <secret>."
  generate_env "$root/.env.example" "$env_file"
  say "Made $env_file with new secrets. Keep a copy of it where your passwords are: a backup cannot be used without some of them."
}

check_secrets() {
  local complaints
  mapfile -t complaints < <(secret_complaints)
  ((${#complaints[@]})) || return 0
  say "The stack is not started, because of what is in $env_file:"
  printf '  %s\n' "${complaints[@]}" >&2
  die "\`openssl rand -hex 32\` makes a good secret."
}

# variable|default|service; what each profile adds is looked at where it is chosen.
published_ports() {
  printf '%s\n' 'WHATSAPP_DB_PORT|5435|whatsapp-timescaledb' 'WHATSAPP_PGBOUNCER_PORT|6435|whatsapp-pgbouncer' \
    'WHATSAPP_REDIS_PORT|6380|whatsapp-redis' 'WHATSAPP_MINIO_API_PORT|9302|whatsapp-minio' \
    'WHATSAPP_MINIO_CONSOLE_PORT|9303|whatsapp-minio' 'WHATSAPP_CORE_PORT|3311|whatsapp-gateway-core' \
    'WHATSAPP_GATEWAY_API_PORT|4011|whatsapp-gateway-api'
  [[ ,${COMPOSE_PROFILES:-}, != *,seaweedfs,* ]] || echo 'WHATSAPP_SEAWEEDFS_PORT|9304|whatsapp-seaweedfs'
  [[ ,${COMPOSE_PROFILES:-}, != *,replicas,* ]] || echo 'WHATSAPP_PROXY_PORT|4021|whatsapp-proxy'
  [[ ,${COMPOSE_PROFILES:-}, != *,monitoring,* ]] ||
    printf '%s\n' 'WHATSAPP_PROMETHEUS_PORT|9310|whatsapp-prometheus' 'WHATSAPP_GRAFANA_PORT|3312|whatsapp-grafana'
}

is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

check_ports() {
  local running variable default service port taken=()
  running=$(container_states | awk -F'|' '$3 == "running" { print $1 }')
  while IFS='|' read -r variable default service; do
    port=${!variable:-$default}
    if [[ ! $port =~ ^[1-9][0-9]{0,4}$ ]] || ((port > 65535)); then
      die "$variable is $port, which is no port."
    fi
    if ! grep -qxF "$service" <<<"$running" && is_listening "$port"; then
      taken+=("Port $port is in use by something else: stop that, or set $variable in $env_file to another.")
    fi
  done < <(published_ports)
  ((${#taken[@]})) || return 0
  printf '%s\n' "${taken[@]}" >&2
  exit 1
}

# ---------------------------------------------------------------- starting and waiting

# What a container says when it cannot go on, in one line, or nothing: a service's own explanation, or the last line that sounds like one, or
# just the last.
last_words() {
  local log words
  log=$(docker logs --tail 400 "$1" 2>&1 | grep -av '^[[:space:]]*$' || true)
  words=$(awk '/^Description:$/ { getline description } /^Action:$/ { getline; words = description " " $0 } END { print words }' <<<"$log")
  [[ -n $words ]] || words=$(grep -aE 'Error|ERROR|FATAL|failed|refused|denied|missing|unfit|cannot' <<<"$log" | tail -n 1 || true)
  [[ -n $words ]] || words=$(tail -n 1 <<<"$log")
  cut -c1-400 <<<"$words"
}

# What to do about it, where that is known.
advice_on() {
  case $1 in
    *'SASL authentication failed'* | *'password authentication failed'*)
      echo "The database was made with another password than $env_file has: docs/security.md, Rotation." ;;
    *'cannot be written to'* | *'cannot write to'*) echo "It is read-only or full, or its user may only read." ;;
    *'unauthorized'* | *'AccessDenied'* | *'InvalidAccessKeyId'* | *'SignatureDoesNotMatch'*)
      echo "The store knows another user or password than $env_file has." ;;
    *'division by zero'*) echo "The database has no TimescaleDB: it was made with another image. Restore a backup into a new volume, or create extension timescaledb." ;;
    *'No space left'*) echo "The disk is full." ;;
    *'Read-only file system'*) echo "A volume cannot be written to: check where Docker keeps them." ;;
    *'checksum mismatch'* | *'Validate failed'*) echo "The schema is not of this version: restore a backup, or use the version that made it." ;;
    *'address already in use'* | *'port is already allocated'*) echo "A port is in use by something else." ;;
  esac
}

declare -A seen=()
report_changes() {
  local service name state health code _ now
  while IFS='|' read -r service name state health code _; do
    case $state/$health in
      running/none | running/healthy) now=healthy ;;
      running/*) now=$health ;;
      exited/*) if [[ $code == 0 ]]; then now="done"; else now="ended with $code"; fi ;;
      *) now=$state ;;
    esac
    if [[ ${seen[$service]:-} != "$now" ]]; then
      seen[$service]=$now
      printf '  %4s s  %-28s %s\n' "$((SECONDS - begun))" "$service" "$now" >&2
    fi
  done < <(container_states)
}

is_healthy() {
  local service now
  for service in "${wanted[@]}"; do
    now=${seen[$service]:-absent}
    [[ $now == healthy || $now == "done" ]] || return 1
  done
}

explain_failure() {
  local service now container words
  for service in "${wanted[@]}"; do
    now=${seen[$service]:-absent}
    [[ $now == healthy || $now == "done" ]] && continue
    container=$(container_states | awk -F'|' -v service="$service" '$1 == service { print $2 }')
    words=''
    [[ -z $container ]] || words=$(last_words "$container")
    say "$service is $now.${words:+ It says: $words}"
    advice_on "$words" >&2
  done
  grep -aE 'rror|failed|denied|unhealthy' "$log" | tail -n 3 >&2 || true
  say "More with: docker logs <container>. docs/operations.md says what to do about what."
}

check_env_file
load_env
check_secrets
need_docker
compose config --quiet || die "The compose file cannot be used with $env_file; see above."
check_ports

mapfile -t wanted < <(compose config --services | sort)
if [[ ${WHATSAPP_MINIO_REPLICAS:-1} == 0 ]]; then
  mapfile -t wanted < <(printf '%s\n' "${wanted[@]}" | grep -vxF whatsapp-minio)
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
begun=$SECONDS
say "Starting ${#wanted[@]} containers; the first time the images are built and fetched, which takes minutes."
WHATSAPP_REVISION=${WHATSAPP_REVISION:-$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)}
export WHATSAPP_REVISION
compose up --detach --remove-orphans "${build[@]}" >"$log" 2>&1 &
starter=$!

while ! is_healthy; do
  sleep 1
  report_changes
  if ! kill -0 "$starter" 2>/dev/null && ! wait "$starter"; then
    report_changes
    explain_failure
    exit 1
  fi
  if ((SECONDS - begun > timeout)); then
    say "Not healthy after $timeout s."
    explain_failure
    exit 1
  fi
done
wait "$starter"

# A worker that cannot work stays up, and its container is healthy: others may take over, and what keeps it may go away.
for service in "${wanted[@]}"; do
  [[ $service == whatsapp-sync-service* ]] || continue
  if ! answer=$(worker_health "$service"); then
    say "$service is up but something keeps it from its work: $answer"
    advice_on "$answer" >&2
  fi
done

host=${WHATSAPP_HOST_BIND:-127.0.0.1}
[[ $host == 0.0.0.0 ]] && host=$(hostname)
cat <<END
All healthy after $((SECONDS - begun)) s.

  Gateway API        http://$(gateway_host "$(hostname)"):${WHATSAPP_GATEWAY_API_PORT:-4011}         documentation at /docs, token: WHATSAPP_GATEWAY_API_TOKEN
  WAHA's dashboard   http://$host:${WHATSAPP_CORE_PORT:-3311}/dashboard      ${WHATSAPP_DASHBOARD_USERNAME:-admin}, WHATSAPP_DASHBOARD_PASSWORD
  Database           postgresql://$host:${WHATSAPP_DB_PORT:-5435}/$database   through PgBouncer: port ${WHATSAPP_PGBOUNCER_PORT:-6435}
  Object store       http://$host:${WHATSAPP_MINIO_API_PORT:-9302}           console: port ${WHATSAPP_MINIO_CONSOLE_PORT:-9303}
END
[[ ,${COMPOSE_PROFILES:-}, != *,monitoring,* ]] ||
  echo "  Grafana            http://$host:${WHATSAPP_GRAFANA_PORT:-3312}         Prometheus: port ${WHATSAPP_PROMETHEUS_PORT:-9310}"
[[ ,${COMPOSE_PROFILES:-}, != *,replicas,* ]] ||
  echo "  Both gateways      http://$(gateway_host "$(hostname)"):${WHATSAPP_PROXY_PORT:-4021}"
cat <<END

Next, pair a phone:     scripts/whatsapp/session.sh create main
How it is, any time:    scripts/whatsapp/health-check.sh
A backup, every day:    scripts/whatsapp/backup.sh
END
