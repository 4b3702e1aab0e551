# shellcheck shell=bash
# Sourced by scripts that take variables from a file.

# Reads NAME=value lines without running them: what the environment already says stays, quotes around a value go, and so does
# a comment after white space behind a value without quotes.
read_env_file() {
  local line name value
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line%$'\r'}
    if [[ $line =~ ^[[:space:]]*(export[[:space:]]+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$ ]]; then
      name=${BASH_REMATCH[2]}
      value=${BASH_REMATCH[3]}
      if [[ $value =~ ^\"([^\"]*)\" || $value =~ ^\'([^\']*)\' ]]; then
        value=${BASH_REMATCH[1]}
      else
        value=${value%%[[:space:]]#*}
        value=${value%"${value##*[![:space:]]}"}
      fi
      if [[ -z ${!name+set} ]]; then
        export "$name=$value"
      fi
    fi
  done <"$1"
}
