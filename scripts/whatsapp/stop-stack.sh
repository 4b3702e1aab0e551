#!/usr/bin/env bash
# Usage: scripts/whatsapp/stop-stack.sh [--remove | --delete-data [--yes]]
#
# Stops the stack in the right order: WAHA first, so that nothing new is told, then the services, which finish what they accepted, then what
# they need. Data and configuration stay; start-stack.sh goes on where this ended.
#
#   --remove       removes the containers and their network as well
#   --delete-data  removes the volumes too: messages, media, and the pairing with the phones. Asks first
#   --yes          does not ask
#   --help         prints this
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
# shellcheck source=scripts/lib/env.sh
source "$root/scripts/lib/env.sh"
# shellcheck source=scripts/lib/stack.sh
source "$root/scripts/lib/stack.sh"

what=stop
sure=false
for argument in "$@"; do
  case $argument in
    --remove) what=remove ;;
    --delete-data) what=delete ;;
    --yes) sure=true ;;
    --help | -h)
      usage
      exit
      ;;
    *) bad_usage "unknown argument $argument" ;;
  esac
done

load_env
need_docker

if [[ $what == delete ]] && ! $sure; then
  [[ -t 0 ]] || die "--delete-data asks before it deletes, and nobody is there to answer: add --yes."
  read -r -p "This deletes every message, every file and the pairing with the phones. Type delete to go on: " answer
  [[ $answer == delete ]] || die "Nothing was deleted."
fi

compose_all stop
case $what in
  stop) say "Stopped. Data and configuration are where they were." ;;
  remove)
    compose_all down --remove-orphans
    say "Stopped and removed. The volumes with the data are still there."
    ;;
  delete)
    compose_all down --remove-orphans --volumes
    say "Stopped and removed, with all data."
    ;;
esac
