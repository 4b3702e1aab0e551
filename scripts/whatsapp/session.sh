#!/usr/bin/env bash
# Usage: scripts/whatsapp/session.sh create NAME [--timeout SECONDS]
#        scripts/whatsapp/session.sh qr NAME | status [NAME] | stop NAME | delete NAME [--yes]
#
# Pairs phones. `create` makes the session in WAHA, with its history switched on and its events on their way to the gateway, shows the QR code
# in the terminal (WhatsApp on the phone: Settings, Linked devices, Link a device) and waits until it works. Called again, it goes on
# with a session that is there.
#
#   create   makes and pairs; again: starts and pairs
#   qr       shows the present QR code once
#   status   one session, or all
#   stop     stops it; the pairing stays
#   delete   forgets it, and the phone has to be paired anew. What was archived stays
#
#   --timeout SECONDS  how long to wait for the phone; 300 unless said otherwise
#   --webhook URL      where the gateway is, seen from WAHA; only asked for where WAHA was not told by the compose file
#   --help             prints this
#
# WAHA is the one of the stack, or the one at WHATSAPP_CORE_URL. Ends with 0 once the session works, 1 if it does not.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
# shellcheck source=scripts/lib/env.sh
source "$root/scripts/lib/env.sh"
# shellcheck source=scripts/lib/stack.sh
source "$root/scripts/lib/stack.sh"

command=''
name=''
timeout=300
webhook=''
sure=false
while (($#)); do
  case $1 in
    --timeout)
      [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || bad_usage "--timeout wants a number of seconds"
      timeout=$2
      shift
      ;;
    --webhook)
      [[ ${2:-} =~ ^https?://[^[:space:]\"\\]+$ ]] || bad_usage "--webhook wants a URL"
      webhook=$2
      shift
      ;;
    --yes) sure=true ;;
    --help | -h)
      usage
      exit
      ;;
    -*) bad_usage "unknown argument $1" ;;
    *)
      if [[ -z $command ]]; then
        command=$1
      elif [[ -z $name ]]; then
        name=$1
      else
        bad_usage "too many arguments"
      fi
      ;;
  esac
  shift
done
case $command in
  create | qr | stop | delete) [[ -n $name ]] || bad_usage "$command wants a session's name" ;;
  status) ;;
  '') bad_usage "what is to be done?" ;;
  *) bad_usage "unknown command $command" ;;
esac
[[ -z $name || $name =~ ^[A-Za-z0-9_-]{1,54}$ ]] || die "A session's name has letters, digits, - and _, 54 at most."
command -v curl >/dev/null || die "curl is needed and was not found."

load_env
host=${WHATSAPP_HOST_BIND:-127.0.0.1}
[[ $host == 0.0.0.0 ]] && host=127.0.0.1
waha=${WHATSAPP_CORE_URL:-http://$host:${WHATSAPP_CORE_PORT:-3311}}
key=${WHATSAPP_CORE_API_KEY:-${WHATSAPP_API_KEY:-}}
[[ -n $key ]] || die "WHATSAPP_API_KEY is missing: set it in $env_file."
[[ $key != *[\"\\]* ]] || die "WHATSAPP_API_KEY holds a quote or a backslash, which WAHA's clients do not carry safely."

# call METHOD PATH [BODY]: leaves the answer in $answer and its status in $code. The key is on no command line.
answer=''
code=''
call() {
  local output
  output=$({
    printf 'header = "X-Api-Key: %s"\nheader = "Accept: application/json"\n' "$key"
    if [[ -n ${3:-} ]]; then
      printf 'header = "Content-Type: application/json"\ndata = "%s"\n' "$(sed 's/\\/\\\\/g; s/"/\\"/g' <<<"$3")"
    fi
  } | curl --silent --show-error --max-time 40 --request "$1" --config - --write-out '\n%{http_code}' "$waha$2" 2>&1) ||
    die "WAHA at $waha does not answer: ${output%%$'\n'*}"
  code=${output##*$'\n'}
  answer=${output%$'\n'*}
  [[ $code != 401 ]] || die "WAHA at $waha does not take WHATSAPP_API_KEY."
}

# A text field of the answer, the first of that name.
field() { sed -n 's/.*"'"$1"'" *: *"\(\(\\.\|[^"\\]\)*\)".*/\1/p' <<<"${answer//\},\{/$'\n'}" | head -n 1 | sed 's#\\/#/#g'; }
# The state of the session; not of its history, whose entries have one as well.
status_of_session() {
  call GET "/api/sessions/$name"
  case $code in
    200) sed -n 's/^{"name":"[^"]*","status":"\([A-Z_]*\)".*/\1/p' <<<"$answer" | grep . || field status ;;
    404) echo ABSENT ;;
    *) die "WAHA answers $code: $answer" ;;
  esac
}

# ---------------------------------------------------------------- the configuration

# The stack's WAHA sends every session's events to the gateway by itself; a second webhook would tell everything twice.
has_global_webhook() {
  call GET "/api/server/environment?all=false"
  [[ $code == 200 && $answer == *'"WHATSAPP_HOOK_URL":"http'* ]]
}

session_config() {
  local hmac='' events
  printf '{"noweb":{"markOnline":false,"store":{"enabled":true,"fullSync":true}},'
  printf '"gows":{"storage":{"messages":true,"groups":true,"chats":true,"labels":true}},"webjs":{"tagsEventsOn":true}'
  if [[ -n $webhook ]]; then
    [[ -z ${WHATSAPP_WEBHOOK_HMAC_KEY:-} ]] || hmac="\"hmac\":{\"key\":$(json_string "$WHATSAPP_WEBHOOK_HMAC_KEY")},"
    events='"session.status","message.any","message.reaction","message.ack","message.ack.group","message.edited","message.revoked","message.waiting","group.v2.join","group.v2.leave","group.v2.participants","group.v2.update","poll.vote","poll.vote.failed","event.response","event.response.failed","chat.archive","call.received","call.accepted","call.rejected","label.upsert","label.deleted","label.chat.added","label.chat.deleted"'
    printf ',"webhooks":[{"url":%s,"events":[%s],%s' "$(json_string "$webhook")" "$events" "$hmac"
    printf '"retries":{"policy":"exponential","delaySeconds":2,"attempts":12},'
    printf '"customHeaders":[{"name":"X-Whatsapp-Token","value":%s}]}]' "$(json_string "${WHATSAPP_WEBHOOK_TOKEN:-}")"
  fi
  printf '}'
}

make_session() {
  if [[ -z $webhook ]] && ! has_global_webhook; then
    webhook=${WHATSAPP_HOOK_URL:-http://whatsapp-gateway-api:4011/webhooks/messages}
  fi
  [[ -z $webhook || -n ${WHATSAPP_WEBHOOK_TOKEN:-} ]] || die "WHATSAPP_WEBHOOK_TOKEN is missing: set it in $env_file."
  call POST /api/sessions "{\"name\":\"$name\",\"start\":true,\"config\":$(session_config)}"
  [[ $code == 201 ]] || die "WAHA did not make the session: $code $answer"
  say "Made the session $name${webhook:+, which tells its events to $webhook}."
}

# ---------------------------------------------------------------- the code

shown=''
qr_file=''
show_qr() {
  local value
  call GET "/api/$name/auth/qr?format=raw"
  value=$(field value)
  [[ $code == 200 && -n $value ]] || return 0
  [[ $value != "$shown" ]] || return 0
  shown=$value
  if command -v qrencode >/dev/null; then
    qrencode --type=ANSIUTF8 --level=L --margin=2 <<<"$value"
  else
    # Under a name that nobody can take before; the same one for every code that follows.
    [[ -n $qr_file ]] || qr_file=$(mktemp --suffix=.png "${TMPDIR:-/tmp}/whatsapp-$name-qr.XXXXXX")
    printf 'header = "X-Api-Key: %s"\nheader = "Accept: image/png"\n' "$key" |
      curl --silent --fail --max-time 20 --config - --output "$qr_file" "$waha/api/$name/auth/qr?format=image" || {
      # The code is over already, or the phone was there in between; whoever calls looks again.
      shown=''
      return 0
    }
    say "The QR code is in $qr_file, and at $waha/dashboard. With qrencode installed it would be here."
  fi
  say "Scan it with the phone: WhatsApp, Settings, Linked devices, Link a device. It changes every 20 to 60 seconds."
}

case $command in
  status)
    if [[ -n $name ]]; then
      status_of_session
    else
      call GET '/api/sessions?all=true'
      [[ $code == 200 ]] || die "WAHA answers $code: $answer"
      [[ $answer != '[]' ]] || say "No session yet: ${0##*/} create main"
      # One line each: the name and the state that follows it.
      grep -o '"name":"[^"]*","status":"[A-Z_]*"' <<<"$answer" | sed 's/"name":"\([^"]*\)","status":"\([^"]*\)"/\1 \2/' || true
    fi
    ;;
  qr)
    show_qr
    [[ -n $shown ]] || die "There is no QR code to show: the session is $(status_of_session)."
    ;;
  stop)
    call POST "/api/sessions/$name/stop" '{}'
    [[ $code == 20? ]] || die "WAHA answers $code: $answer"
    say "Stopped $name; its pairing stays."
    ;;
  delete)
    if ! $sure; then
      [[ -t 0 ]] || die "delete asks first, and nobody is there to answer: add --yes."
      read -r -p "The phone has to be paired anew after this. Type $name to go on: " reply
      [[ $reply == "$name" ]] || die "Nothing was changed."
    fi
    call DELETE "/api/sessions/$name"
    [[ $code == 20? ]] || die "WAHA answers $code: $answer"
    say "WAHA has forgotten $name. The archive has not."
    ;;
  create)
    status=$(status_of_session)
    case $status in
      ABSENT) make_session ;;
      STOPPED | FAILED)
        call POST "/api/sessions/$name/start" '{}'
        [[ $code == 20? ]] || die "WAHA did not start the session: $code $answer"
        say "The session $name is there already; started it."
        ;;
      *) say "The session $name is there already: $status." ;;
    esac
    end=$((SECONDS + timeout))
    last=''
    while :; do
      status=$(status_of_session)
      if [[ $status != "$last" ]]; then
        say "$name: $status"
        last=$status
      fi
      case $status in
        WORKING) break ;;
        SCAN_QR_CODE) show_qr ;;
        FAILED) die "The session failed. docker logs whatsapp-gateway-core says why; \`${0##*/} create $name\` tries again." ;;
        PASSKEY*) say "WhatsApp asks for a passkey: go on at $waha/dashboard." ;;
      esac
      ((SECONDS < end)) || die "The phone was not paired within $timeout s; \`${0##*/} create $name\` goes on."
      sleep 1
    done
    call GET "/api/sessions/$name/me"
    account=$(field id)
    say "Paired${account:+ as $account} and working. Messages arrive from now on, and the history follows."
    say "See them: curl -H \"X-Api-Token: \$WHATSAPP_GATEWAY_API_TOKEN\" http://$(gateway_host 127.0.0.1):${WHATSAPP_GATEWAY_API_PORT:-4011}/api/sessions"
    ;;
esac
