#!/bin/bash
# healthcheck PORT PATH: 0 if a GET on this machine is answered with 200. The image has no curl.
set -uo pipefail

exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3 || exit 1
IFS= read -r -t 4 status <&3 || exit 1
[[ $status == "HTTP/1.1 200"* ]] || {
  echo "$2 says ${status%$'\r'}"
  exit 1
}
