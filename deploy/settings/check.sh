#!/usr/bin/env bash
# Looks at the secrets in the environment before anything of the stack starts, and ends with 1 and a line for each that will not do. Runs
# once, for those who start the compose file without start-stack.sh.
set -euo pipefail

# shellcheck source=scripts/lib/secrets.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib/secrets.sh"

complaints=$(secret_complaints)
[[ -n $complaints ]] || exit 0
printf '%s\n' "$complaints" >&2
echo "Set it in .env, or let \`scripts/whatsapp/start-stack.sh --generate\` make one. Nothing is started; what ran before with other settings may have been stopped." >&2
exit 1
