#!/usr/bin/env bash
# Usage: scripts/whatsapp/repair.sh SESSION [--apply]
#
# Repairs messages that an earlier version lost, could not merge or changed on the word of others than their authors: replays the raw events still
# kept (WHATSAPP_EVENTS_RETENTION_DAYS) and decides anew about every message that somebody asked to edit or delete. Without --apply nothing is
# changed, and it says what would be.
#
#   --apply  changes it
#   --help   prints this
#
# What came by history and was lost is not among the raw events: afterwards, ask for a full sync of the session, with
# POST /api/sync/SESSION?type=full. The gateway is the one of the stack, or the one at WHATSAPP_GATEWAY_URL. Run it again after an interruption: what is
# repaired stays repaired.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
# shellcheck source=scripts/lib/env.sh
source "$root/scripts/lib/env.sh"
# shellcheck source=scripts/lib/stack.sh
source "$root/scripts/lib/stack.sh"

session=''
dry_run=true
while (($#)); do
  case $1 in
    --apply) dry_run=false ;;
    --help | -h)
      usage
      exit
      ;;
    -*) bad_usage "unknown argument $1" ;;
    *)
      [[ -z $session ]] || bad_usage "too many arguments"
      session=$1
      ;;
  esac
  shift
done
[[ $session =~ ^[A-Za-z0-9._-]+$ ]] || bad_usage "which session?"

if [[ -f $root/.env ]]; then
  read_env_file "$root/.env"
fi
readonly gateway=${WHATSAPP_GATEWAY_URL:-http://127.0.0.1:${WHATSAPP_GATEWAY_API_PORT:-4011}}

# The part of an answer after a name, up to the next comma or brace: enough for numbers and cursors.
field() { sed -n "s/.*\"$1\":\"\\{0,1\\}\\([^\",}]*\\).*/\\1/p" <<<"$answer"; }
count() { grep -o "\"$1\":\\[[^]]*\\]" <<<"$answer" | grep -o '"core_id"' | wc -l; }

cursor=''
declare -i looked=0 found=0 changed=0 failed=0
while :; do
  answer=$(printf 'header = "X-Api-Token: %s"\n' "${WHATSAPP_GATEWAY_API_TOKEN:-}" |
    curl --silent --show-error --fail-with-body --max-time 600 --config - --request POST \
      "$gateway/api/repair/$session?dry_run=$dry_run${cursor:+&cursor=$cursor}") || {
    echo "${0##*/}: the gateway answered: $answer" >&2
    exit 1
  }
  looked+=$(field looked_at)
  found+=$(count found)
  changed+=$(count changed)
  failed+=$(field failed)
  cursor=$(field next_cursor)
  [[ -n $cursor && $cursor != null ]] || break
done

if [[ $dry_run == true ]]; then
  echo "Would bring back $found messages and change $changed (looked at $looked events and words about messages, $failed unreadable). Nothing was changed."
else
  echo "Brought back $found messages and changed $changed (looked at $looked events and words about messages, $failed unreadable)."
fi
