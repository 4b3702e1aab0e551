-- What the generator copies its messages into; the statements beside this one carry them over to the tables of the archive.
create temporary table staged_messages (
  id           bigint      not null,
  session_name text        not null,
  chat_id      text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  "timestamp"  timestamptz not null,
  body         text        not null,
  raw_data     jsonb       not null
)
