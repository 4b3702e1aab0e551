# shellcheck shell=bash
# Sourced by scripts/whatsapp/*.sh. Expects $root, the project's folder, and scripts/lib/env.sh.

# Where the stack's variables are. What the environment already says goes first, as it does for compose.
env_file=${WHATSAPP_ENV_FILE:-$root/.env}
readonly env_file
# The project's name in docker-compose.whatsapp.yml.
readonly project=whatsapp-stack
readonly database_container=whatsapp-timescale
readonly database=whatsapp_gateway

say() { printf '%s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

# Prints the comment at the head of the script that was called.
usage() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"; }
bad_usage() {
  say "${0##*/}: $1. See ${0##*/} --help."
  exit 2
}

need_docker() {
  command -v docker >/dev/null || die "Docker is needed and was not found: install Docker Engine with the compose plugin."
  docker compose version >/dev/null 2>&1 || die "The compose plugin of Docker (2.24 or newer) is needed and was not found."
  docker info >/dev/null 2>&1 || die "Docker does not answer. Is it running, and may you use it (group docker, or sudo)?"
}

load_env() {
  [[ -e $env_file ]] || return 0
  [[ -r $env_file ]] || die "$env_file cannot be read: check its permissions."
  read_env_file "$env_file"
}

# With all profiles, so that no container is forgotten.
compose_all() { compose --profile '*' "$@"; }
compose() {
  local file=()
  [[ -e $env_file ]] && file=(--env-file "$env_file")
  docker compose --project-directory "$root" --file "$root/docker-compose.whatsapp.yml" "${file[@]}" "$@"
}

# One line per container: service|container|state|health|exit code|restarts. Health is none where nobody looks. Those that are about to take
# another one's place, and have a name of their own until then, are left out.
container_states() {
  local ids
  mapfile -t ids < <(docker ps --all --quiet --filter "label=com.docker.compose.project=$project" --filter label=com.docker.compose.oneoff=False)
  ((${#ids[@]})) || return 0
  docker inspect --format \
    '{{index .Config.Labels "com.docker.compose.service"}}|{{.Name}}|{{.State.Status}}|{{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}|{{.State.ExitCode}}|{{.RestartCount}}' \
    "${ids[@]}" | sed 's#|/#|#' | grep -Ev '\|[0-9a-f]{12}_' | sort
}

# What a worker's container says of the worker's own health, in a line: 0 all well, 1 something is down, else it could not be asked.
worker_health() {
  local answer code=0
  answer=$(docker exec "$1" healthcheck 4013 /actuator/health 2>&1 </dev/null) || code=$?
  echo "${answer%%$'\n'*}"
  return "$code"
}

# A command in the database's container, as its superuser, without anybody's password.
in_database() { docker exec --interactive --user postgres "$database_container" "$@"; }
sql() { in_database psql --no-psqlrc --no-align --tuples-only --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname="${2:-$database}" --command="$1" </dev/null; }

# Where the gateway is reached; $1 where it listens on every address.
gateway_host() {
  local bind=${WHATSAPP_GATEWAY_HOST_BIND:-${WHATSAPP_HOST_BIND:-127.0.0.1}}
  [[ $bind != 0.0.0.0 ]] || bind=$1
  echo "$bind"
}

# A JSON string.
json_string() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\t'/\\t}
  text=${text//$'\r'/\\r}
  printf '"%s"' "$text"
}

seconds_ago() { echo $(($(date +%s) - $1)); }
