#!/bin/bash
# healthcheck PORT PATH: 0 if a GET on this machine is answered with 200; otherwise says what is down. The image has no curl.
set -uo pipefail

exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3 || exit 1
IFS= read -r -t 4 status <&3 || exit 1
[[ $status == "HTTP/1.1 200"* ]] || {
  down=$(timeout 4 cat <&3 | grep -aoE '"[A-Za-z]+":\{"status":"(DOWN|OUT_OF_SERVICE)"(,"details":\{[^}]*)?' |
    sed -E 's/"status":"[A-Z_]+",?("details":)?//; s/[{}"]//g' | paste -sd ' ')
  echo "$2 says ${status%$'\r'} $down"
  exit 1
}
