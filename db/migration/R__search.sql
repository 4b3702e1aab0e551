-- Full text in Portuguese that does not care about accents.

-- What of a message can be found. PostgreSQL refuses vectors of more than 1 MB; 65,536 characters is as much as WhatsApp lets anybody
-- write, and whatever they are, their vector stays below that. NFKC makes composed letters of letters and combining accents, and plain
-- ones of bold, full-width and ligature forms. Written without calls to helpers, because it runs for every message.
create or replace function whatsapp_gateway.search_vector(p_body text, p_filename text, p_contact_name text) returns tsvector
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

create or replace function whatsapp_gateway.search_query(p_query text) returns tsquery
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
create or replace function whatsapp_gateway.search_messages(p_session_name text, p_query text, p_limit integer default 50)
  returns setof whatsapp_gateway.messages
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_times   timestamptz[];
  v_numbers bigint[];
begin
  with matches as materialized (
    select s."timestamp", s.message_number
      from whatsapp_gateway.message_search s
     where s.session_name = p_session_name
       and s.vector @@ whatsapp_gateway.search_query(p_query)
  ), newest as (
    select * from matches order by "timestamp" desc, message_number desc limit least(p_limit, 1000)
  )
  select array_agg("timestamp"), array_agg(message_number)
    into v_times, v_numbers
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
       and m.id = any(v_numbers)
     order by m."timestamp" desc, m.id desc;
end
$$;

comment on function whatsapp_gateway.search_messages(text, text, integer) is
  'The newest messages of a session with these words: words, "phrases", or, -without; accents do not matter. At most 1,000.';
