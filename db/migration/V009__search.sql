-- Full text in Portuguese that does not care about accents.
--
-- The vectors have a plain table of their own: GIN does not serve compressed chunks, and a GIN per daily chunk costs planning
-- on every search. The writer of messages writes it in the same transaction.

-- Trusted, so it takes no superuser; where somebody installed it already, in whatever schema, that one is used.
create extension if not exists unaccent with schema whatsapp_gateway;

create text search configuration whatsapp_gateway.portuguese_unaccent (copy = pg_catalog.portuguese);

-- Ahead of the stemmer, so that what people type without accents meets what others write with them: nao and não. It also takes
-- não off the list of stop words, which for finding messages is a gain.
do $$
begin
  execute format(
    'alter text search configuration whatsapp_gateway.portuguese_unaccent
       alter mapping for hword, hword_part, word with %I.unaccent, pg_catalog.portuguese_stem',
    whatsapp_gateway.schema_of_extension('unaccent'));
end
$$;

create table whatsapp_gateway.message_search (
  session_name text        not null,
  core_id      text        not null,
  is_from_me   boolean     not null,
  chat_id      text        not null,
  "timestamp"  timestamptz not null,
  vector       tsvector    not null,

  constraint message_search_has_one_row_per_key primary key (session_name, core_id, is_from_me)
);

comment on table whatsapp_gateway.message_search is
  'The words of each message that has any; chat_id and timestamp are those of message_keys and follow them when a message moves.';

-- Serves search by words.
create index message_search_by_word on whatsapp_gateway.message_search using gin (vector);

-- What of a message can be found. PostgreSQL refuses vectors of more than 1 MB; 65,536 characters is as much as WhatsApp lets anybody
-- write, and whatever they are, their vector stays below that. NFKC makes composed letters of letters and combining accents, and plain
-- ones of bold, full-width and ligature forms. Written without calls to helpers, because it runs for every message.
create function whatsapp_gateway.search_vector(p_body text, p_filename text, p_contact_name text) returns tsvector
  language plpgsql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
declare
  v_vector   tsvector := '';
  v_filename text;
begin
  if p_body is not null then
    v_vector := setweight(
      to_tsvector('whatsapp_gateway.portuguese_unaccent', left(normalize(left(p_body, 65536), nfkc), 65536)), 'A');
  end if;
  if p_contact_name is not null then
    v_vector := v_vector || setweight(
      to_tsvector('whatsapp_gateway.portuguese_unaccent', left(normalize(left(p_contact_name, 1000), nfkc), 1000)), 'B');
  end if;
  if p_filename is not null then
    -- As a whole and by its parts: contrato_final.pdf is found by its name and by contrato.
    v_filename := left(normalize(left(p_filename, 1000), nfkc), 1000);
    v_vector := v_vector || setweight(
      to_tsvector('whatsapp_gateway.portuguese_unaccent', v_filename || ' ' || translate(v_filename, '._-', '   ')), 'C');
  end if;
  return v_vector;
end
$$;

comment on function whatsapp_gateway.search_vector(text, text, text) is
  'The words of a message: body or caption (A), the name on a contact card (B), the file''s name (C). Empty where there are none.';

create function whatsapp_gateway.search_query(p_query text) returns tsquery
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select websearch_to_tsquery('whatsapp_gateway.portuguese_unaccent', normalize(left(p_query, 1000), nfkc))
$$;

comment on function whatsapp_gateway.search_query(text) is
  'What somebody typed, as a query: words, "phrases", or, -without. Matches vectors of search_vector().';

-- The matches come first, whatever the planner thinks of walking the time instead, and then their rows by exact times: planned with
-- these as constants, only the chunks that hold them are looked at.
create function whatsapp_gateway.search_messages(p_session_name text, p_query text, p_limit integer default 50)
  returns setof whatsapp_gateway.messages
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_times    timestamptz[];
  v_core_ids text[];
  v_from_me  boolean[];
begin
  with matches as materialized (
    select s."timestamp", s.core_id, s.is_from_me
      from whatsapp_gateway.message_search s
     where s.session_name = p_session_name
       and s.vector @@ whatsapp_gateway.search_query(p_query)
  ), newest as (
    select * from matches order by "timestamp" desc, core_id desc, is_from_me desc limit least(p_limit, 1000)
  )
  select array_agg("timestamp"), array_agg(core_id), array_agg(is_from_me)
    into v_times, v_core_ids, v_from_me
    from newest;

  -- Without times to go by, the query below would look at every chunk.
  if v_times is null then
    return;
  end if;

  return query
    select m.*
      from whatsapp_gateway.messages m
     where m.session_name = p_session_name
       and m."timestamp" = any(v_times)
       and (m.core_id, m.is_from_me) in (select * from unnest(v_core_ids, v_from_me))
     order by m."timestamp" desc, m.core_id desc, m.is_from_me desc;
end
$$;

comment on function whatsapp_gateway.search_messages(text, text, integer) is
  'The newest messages of a session with these words: words, "phrases", or, -without; accents do not matter. At most 1,000.';
