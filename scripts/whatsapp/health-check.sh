#!/usr/bin/env bash
# Usage: scripts/whatsapp/health-check.sh [--json]
#
# How the stack is: every container, what the workers say of themselves, the two doors that people use, and what the archive says. Looks at everything, whatever
# fails on the way.
#
#   --json  prints one JSON object instead of a table
#   --help  prints this
#
# Ends with 0 if all is well, also with warnings; with 1 if something is not; with 2 if it was called wrongly.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
# shellcheck source=scripts/lib/env.sh
source "$root/scripts/lib/env.sh"
# shellcheck source=scripts/lib/stack.sh
source "$root/scripts/lib/stack.sh"

json=false
for argument in "$@"; do
  case $argument in
    --json) json=true ;;
    --help | -h)
      usage
      exit
      ;;
    *) bad_usage "unknown argument $argument" ;;
  esac
done
load_env

# Each finding is kind|name|verdict|detail, with verdict ok, warning or failed.
findings=()
found() { findings+=("$1|$2|$3|${4//|//}"); }

# ---------------------------------------------------------------- containers

expected_services() {
  printf '%s\n' whatsapp-timescaledb whatsapp-pgbouncer whatsapp-redis whatsapp-gateway-core whatsapp-gateway-api whatsapp-sync-service
  [[ ${WHATSAPP_MINIO_REPLICAS:-1} == 0 ]] || echo whatsapp-minio
  [[ ,${COMPOSE_PROFILES:-}, != *,seaweedfs,* ]] || echo whatsapp-seaweedfs
  [[ ,${COMPOSE_PROFILES:-}, != *,replicas,* ]] || printf '%s\n' whatsapp-gateway-api-2 whatsapp-sync-service-2 whatsapp-proxy
  [[ ,${COMPOSE_PROFILES:-}, != *,monitoring,* ]] || printf '%s\n' whatsapp-prometheus whatsapp-grafana whatsapp-postgres-exporter
}

look_at_containers() {
  local states service line state health code restarts detail
  if ! states=$(container_states 2>&1); then
    found container docker failed "Docker does not answer: ${states%%$'\n'*}"
    return
  fi
  while read -r service; do
    line=$(grep "^$service|" <<<"$states" || true)
    if [[ -z $line ]]; then
      found container "$service" failed "is not there: scripts/whatsapp/start-stack.sh starts it"
      continue
    fi
    IFS='|' read -r _ _ state health code restarts <<<"$line"
    detail="$state, $health"
    ((restarts == 0)) || detail+=", restarted $restarts times"
    case $state/$health in
      running/healthy | running/none) found container "$service" ok "$detail" ;;
      running/starting) found container "$service" warning "$detail" ;;
      running/*) found container "$service" failed "$detail" ;;
      *) found container "$service" failed "$state with $code" ;;
    esac
  done < <(expected_services)
}

# ---------------------------------------------------------------- doors

# Prints the status of a GET, or nothing where none came; headers with secrets come by standard input, so that they are on no command line.
status_of() {
  local status
  status=$(curl --silent --output /dev/null --max-time 5 --write-out '%{http_code}' --config - "$1" 2>/dev/null || true)
  [[ $status == 000 ]] || echo "$status"
}

# The worker's own health, which is no part of its container's: that one only says whether it may go on. Its port is not published.
look_at_worker() {
  local container=$1 answer code=0
  answer=$(worker_health "$container") || code=$?
  case $code in
    0) found door "$container" ok "/actuator/health 200" ;;
    1) found door "$container" failed "${answer:-no answer}" ;;
    *) found door "$container" warning "could not be asked: ${answer:-docker exec ended with $code}" ;;
  esac
}

look_at_doors() {
  look_at_worker whatsapp-sync-service
  [[ ,${COMPOSE_PROFILES:-}, != *,replicas,* ]] || look_at_worker whatsapp-sync-service-2
  local bind=${WHATSAPP_HOST_BIND:-127.0.0.1} gateway status
  [[ $bind == 0.0.0.0 ]] && bind=127.0.0.1
  gateway=http://$(gateway_host 127.0.0.1):${WHATSAPP_GATEWAY_API_PORT:-4011}
  if ! command -v curl >/dev/null; then
    found door curl warning "is not installed, so the doors were not tried"
    return
  fi
  status=$(status_of "$gateway/health" </dev/null)
  if [[ $status == 200 ]]; then found door "gateway /health" ok 200; else found door "gateway /health" failed "${status:-no answer}"; fi
  status=$(printf 'header = "X-Api-Token: %s"\n' "${WHATSAPP_GATEWAY_API_TOKEN:-}" | status_of "$gateway/api/sessions")
  if [[ $status == 200 ]]; then found door "gateway /api/sessions" ok 200; else found door "gateway /api/sessions" failed "${status:-no answer}"; fi
  status=$(printf 'header = "X-Api-Key: %s"\n' "${WHATSAPP_API_KEY:-}" |
    status_of "http://$bind:${WHATSAPP_CORE_PORT:-3311}/api/server/version")
  if [[ $status == 200 ]]; then found door "WAHA /api/server/version" ok 200; else found door "WAHA /api/server/version" failed "${status:-no answer}"; fi
}

# ---------------------------------------------------------------- the archive itself

look_at_archive() {
  local answer name value verdict detail
  # One statement, so that one answer comes or none: name|value|verdict|detail.
  if ! answer=$(sql "
    select 'messages', to_char(coalesce(sum(messages_sent + messages_received), 0), 'FM999G999G999G990'), 'ok', 'captured so far'
      from whatsapp_gateway.session_counters
    union all
    select 'sessions', count(*) filter (where status = 'connected') || ' of ' || count(*),
           case when count(*) filter (where status = 'connected') > 0 then 'ok' else 'warning' end,
           case when count(*) = 0 then 'none yet: scripts/whatsapp/session.sh create main'
                when count(*) filter (where status = 'connected') = 0 then 'none is connected'
                else 'connected' end
      from whatsapp_gateway.sessions
    union all
    select 'last event', coalesce(date_trunc('second', now() - max(last_event_at))::text || ' ago', 'never'),
           case when max(last_event_at) < now() - interval '6 hours' then 'warning' else 'ok' end,
           case when max(last_event_at) < now() - interval '6 hours' then 'silence for so long is rarely peace' else '' end
      from whatsapp_gateway.sessions
    union all
    select 'media waiting', count(*)::text, case when min(created_at) < now() - interval '1 hour' then 'warning' else 'ok' end,
           case when min(created_at) < now() - interval '1 hour' then 'the oldest for more than an hour' else '' end
      from whatsapp_gateway.media_downloads where download_status in ('pending', 'downloading')
    union all
    select 'chats to sync', count(*)::text, 'ok', 'due now' from whatsapp_gateway.sync_queue
    union all
    select 'not stored', count(*)::text, case when count(*) > 0 then 'warning' else 'ok' end,
           case when count(*) > 0 then 'raw events of the last day that wait for a look: docs/operations.md, Replay' else 'raw events of the last day' end
      from whatsapp_gateway.webhook_events where outcome = 'quarantined' and received_at > now() - interval '1 day'
    union all
    select 'database', pg_size_pretty(pg_database_size(current_database())), 'ok', 'on disk'" 2>&1); then
    found archive database failed "${answer##*$'\n'}"
    return
  fi
  while IFS='|' read -r name value verdict detail; do
    [[ -n $name ]] && found archive "$name" "$verdict" "$value${detail:+, $detail}"
  done <<<"$answer"
}

# ---------------------------------------------------------------- verdict

print_table() {
  local kind name verdict detail last='' mark
  for finding in "${findings[@]}"; do
    IFS='|' read -r kind name verdict detail <<<"$finding"
    [[ $kind == "$last" ]] || printf '\n%s\n' "${kind^}s" | sed 's/^Archives$/Archive/'
    last=$kind
    case $verdict in ok) mark=' ok ' ;; warning) mark='WARN' ;; *) mark='FAIL' ;; esac
    printf '  %s  %-28s %s\n' "$mark" "$name" "$detail"
  done
  printf '\nThe stack is %s.\n' "$verdict_of_all"
}

print_json() {
  local kind name verdict detail comma=''
  printf '{"status":"%s","at":"%s","findings":[' "$verdict_of_all" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  for finding in "${findings[@]}"; do
    IFS='|' read -r kind name verdict detail <<<"$finding"
    printf '%s{"kind":"%s","name":%s,"status":"%s","detail":%s}' "$comma" "$kind" "$(json_string "$name")" "$verdict" "$(json_string "$detail")"
    comma=,
  done
  printf ']}\n'
}

command -v docker >/dev/null || die "Docker is needed and was not found."
look_at_containers
look_at_doors
look_at_archive

verdict_of_all=healthy
for finding in "${findings[@]}"; do
  case $finding in
    *'|failed|'*) verdict_of_all=unhealthy ;;
    *'|warning|'*) [[ $verdict_of_all == unhealthy ]] || verdict_of_all='healthy, with warnings' ;;
  esac
done
if $json; then print_json; else print_table; fi
[[ $verdict_of_all != unhealthy ]]
