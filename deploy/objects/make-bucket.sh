#!/bin/sh
# Makes the bucket for media, private, and fails if anybody can list it without a key. Runs once, in rclone's image.
set -eu

: "${BUCKET:?WHATSAPP_MINIO_BUCKET is empty in .env}"
# What rclone said last, in a line.
answer() { tr -s '\n\t' '  ' </tmp/answer | cut -c1-300; }

tries=0
until rclone lsd store: >/dev/null 2>/tmp/answer; do
  tries=$((tries + 1))
  if [ "$tries" -ge 30 ]; then
    echo "The object store at ${RCLONE_CONFIG_STORE_ENDPOINT} does not let us in; check WHATSAPP_MINIO_ENDPOINT, WHATSAPP_MINIO_ROOT_USER and" \
      "WHATSAPP_MINIO_ROOT_PASSWORD in .env. It says:" >&2
    answer >&2
    exit 1
  fi
  sleep 2
done

rclone mkdir "store:$BUCKET"
if ! echo "written to see whether it can be" | rclone rcat --retries 1 "store:$BUCKET/.whatsapp-write-test" 2>/tmp/answer; then
  echo "The bucket $BUCKET cannot be written to; check the store's volume, its quota and what its user may do. It says: $(answer)" >&2
  exit 1
fi
rclone deletefile --retries 1 "store:$BUCKET/.whatsapp-write-test" 2>/dev/null || true
if rclone lsf --retries 1 --low-level-retries 1 "anybody:$BUCKET" >/dev/null 2>&1; then
  echo "Anybody can list the bucket $BUCKET without a key. Remove its public policy before media goes there." >&2
  exit 1
fi
echo "The bucket $BUCKET is there and private."
