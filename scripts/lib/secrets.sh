# shellcheck shell=bash
# Sourced by scripts that look at secrets or make them. The rules are those of the gateway (SecretRules), so that what passes here
# passes there.

# What the stack cannot do without, in the order of .env.example.
readonly REQUIRED_SECRETS=(WHATSAPP_DB_PASSWORD WHATSAPP_API_KEY WHATSAPP_DASHBOARD_PASSWORD WHATSAPP_GATEWAY_API_TOKEN
  WHATSAPP_WEBHOOK_TOKEN WHATSAPP_MINIO_ROOT_PASSWORD)
# What has another secret's value, or none, unless it is given one of its own.
readonly OPTIONAL_SECRETS=(WHATSAPP_GATEWAY_DB_PASSWORD WHATSAPP_PGBOUNCER_PASSWORD WHATSAPP_REDIS_PASSWORD WHATSAPP_WEBHOOK_HMAC_KEY
  WHATSAPP_DB_READER_PASSWORD WHATSAPP_DB_MONITOR_PASSWORD WHATSAPP_GRAFANA_PASSWORD)

# Prints what is wrong with a secret, as the rest of a sentence about it; nothing if it will do.
secret_complaint() {
  local secret=$1 lower=${1,,} distinct
  if [[ -z ${secret//[[:space:]]/} ]]; then
    echo "is missing"
  elif [[ $lower =~ ^your[-_\ ] || $lower =~ [-_\ ]here$ || $lower =~ ^\<.*\>$ || $lower =~ ^\$\{.*\}$ || $lower =~ change[-_]?me ||
    $lower =~ ^x{3,} || $lower =~ dev[-_]token || $lower =~ ^(whatsappsecret|whatsapp-webhook-token|whatsapp-api-token|whatsapp-gateway)$ ||
    $lower =~ ^(0123456789abcdef|1234567890abcdef|1234567890123456|passwordpassword)$ ]]; then
    echo "is a well-known example or placeholder"
  elif ((${#secret} < 16)); then
    echo "is shorter than 16 characters"
  else
    distinct=$(fold -w1 <<<"$secret" | sort -u | wc -l)
    if ((distinct < 5)); then
      echo "repeats the same few characters"
    elif [[ $secret =~ [^!-~] ]]; then
      echo "holds spaces or characters that do not fit into an HTTP header"
    elif [[ $secret == *[\'\"\\\$\`:]* ]]; then
      echo "holds one of ' \" \\ \$ \` : which .env files and WAHA's header variable do not carry safely"
    fi
  fi
}

# Prints a line about each of the stack's secrets in the environment that will not do.
secret_complaints() {
  local name complaint
  for name in "${REQUIRED_SECRETS[@]}" "${OPTIONAL_SECRETS[@]}"; do
    [[ -n ${!name:-} || " ${REQUIRED_SECRETS[*]} " == *" $name "* ]] || continue
    complaint=$(secret_complaint "${!name:-}")
    [[ -z $complaint ]] || echo "$name $complaint."
  done
}

# 256 bits in hexadecimal: long enough for everything here and safe everywhere.
new_secret() { od -An -vtx1 -N32 /dev/urandom | tr -d ' \n'; }

# Makes .env of .env.example ($1) at $2, each value <secret> a new one. Only its owner can read it.
generate_env() (
  local example=$1 target=$2 line
  set -o noclobber
  umask 077
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line != *='<secret>' ]] || line=${line%'<secret>'}$(new_secret)
    printf '%s\n' "$line"
  done <"$example" >"$target"
)
