# shellcheck shell=bash
# Sourced by scripts that start a JVM: find_jdk prints the home of the newest JDK that is new enough, find_jdk_of that of one version.

readonly OLDEST_JDK=21

# The feature version of the JDK in $1, for example 25; 0 if there is none.
jdk_version() {
  local release
  [[ -x $1/bin/javac && -r $1/release ]] || { echo 0; return; }
  release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  echo "${release:-0}"
}

# The homes of what may be a JDK, in the usual places.
jdk_homes() {
  printf '%s\n' /usr/lib/jvm/* /opt/*jdk* /opt/java/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home
}

# Prints the home of an installed JDK of the version $1; fails without a word where there is none.
find_jdk_of() {
  local home
  while read -r home; do
    if (($(jdk_version "$home") == $1)); then
      echo "$home"
      return
    fi
  done < <(jdk_homes)
  return 1
}

# Prints the home of a JDK of OLDEST_JDK or newer: JAVA_HOME if it is one, else the newest found in the usual places.
find_jdk() {
  local home best='' best_version=0 version
  if [[ -n ${JAVA_HOME:-} ]] && (($(jdk_version "$JAVA_HOME") >= OLDEST_JDK)); then
    echo "$JAVA_HOME"
    return
  fi
  while read -r home; do
    version=$(jdk_version "$home")
    if ((version >= OLDEST_JDK && version > best_version)); then
      best=$home best_version=$version
    fi
  done < <(jdk_homes)
  if [[ -z $best ]] && command -v javac >/dev/null; then
    home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    (($(jdk_version "$home") >= OLDEST_JDK)) && best=$home
  fi
  if [[ -z $best ]]; then
    echo "No JDK $OLDEST_JDK or newer found: install one (Debian: temurin-25-jdk or openjdk-21-jdk) or point JAVA_HOME at it." >&2
    return 1
  fi
  echo "$best"
}
