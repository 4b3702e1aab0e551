-- Who was erased, so that nothing from before comes back: WAHA still has it and offers it again and again. The notes hold hashes,
-- because a list of the people who asked to be forgotten is the last thing to keep.

create table whatsapp_gateway.erasures (
  session_name text        not null,
  subject_hash bytea       not null,
  erased_at    timestamptz not null,

  -- Serves writers where anybody was erased at all: is one of these addresses or messages noted.
  constraint erasures_are_noted_once primary key (session_name, subject_hash)
);
