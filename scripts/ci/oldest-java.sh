#!/usr/bin/env bash
#
# oldest-java.sh - the oldest Java that the README promises, to see that everything runs on it.
#
# Usage: oldest-java.sh DIR
#
# Makes DIR/bin/java, which runs an installed JDK of that version, or else that of Debian trixie in the folder that
# timescale-apache.sh makes (as root, on a Debian machine). Fails where there is neither.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/jdk.sh
source "$here/../lib/jdk.sh"

directory=${1:?Usage: oldest-java.sh DIR}
if home=$(find_jdk_of "$OLDEST_JDK"); then
  java=("$home/bin/java")
elif ((EUID == 0)) && "$here/timescale-apache.sh" install; then
  java=("$here/timescale-apache.sh" java)
else
  echo "There is no JDK $OLDEST_JDK here." >&2
  exit 1
fi

mkdir -p "$directory/bin"
# Surefire looks here for the version.
echo "JAVA_VERSION=\"$OLDEST_JDK\"" >"$directory/release"
printf '#!/bin/sh\nexec %s "$@"\n' "${java[*]@Q}" >"$directory/bin/java"
chmod +x "$directory/bin/java"
"$directory/bin/java" -version
