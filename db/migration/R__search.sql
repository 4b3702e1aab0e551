-- Full text in Portuguese. Texts are folded before the server sees them as words, so that what people type without accents, in another
-- number or with other punctuation meets what others wrote: acao finds ações.

-- The fold of a text: its words as they are indexed, with blanks between them. The writers do the same in Java (search/Words), in a
-- twentieth of the time; a test holds both equal. The ranges are written out, because what a locale calls a letter differs.
create or replace function whatsapp_gateway.pt_fold(p_text text) returns text
  language plpgsql
  immutable
  strict
  parallel safe
  set search_path = pg_catalog
as $$
declare
  -- Marks on letters, and what is not seen at all: zero-width characters, directions, variants of emoji.
  c_nothing constant text := '[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7'
    '\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed'
    '\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f'
    '\ufe20-\ufe2f\ufeff\U000e0000-\U000e0fff]+';
  c_gaps    constant text := '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02df\u055a-\u055f'
    '\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3-\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4'
    '\u0964-\u0965\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\ue000-\uf8ff'
    '\ufd3e-\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\ufff0-\uffff\U0001f000-\U0001faff\U000f0000-\U0010fffd]+';
  v_text    text := p_text;
  v_letter  text;
begin
  v_text := regexp_replace(v_text, c_nothing, '', 'g');
  v_text := regexp_replace(normalize(v_text, nfkd), c_nothing, '', 'g');
  -- Letters that are not made of another one and an accent.
  v_text := replace(replace(replace(replace(v_text, 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae');
  v_text := replace(replace(replace(replace(v_text, 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th');
  v_text := translate(v_text, 'ðÐđĐøØłŁħĦŧŦıς', 'ddddoollhhttiσ');
  v_text := translate(v_text, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
  v_text := translate(v_text,
    'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏ',
    'αβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяѐёђѓєѕіїјљњћќѝўџ');
  v_text := btrim(regexp_replace(v_text, c_gaps, ' ', 'g'), ' ');

  -- Letters said more than twice, as in siiim. Not by a back reference, which takes the square of the time.
  foreach v_letter in array regexp_split_to_array('abcdefghijklmnopqrstuvwxyz', '') loop
    if position(repeat(v_letter, 3) in v_text) > 0 then
      v_text := regexp_replace(v_text, v_letter || '{3,}', v_letter, 'g');
    end if;
  end loop;
  v_text := regexp_replace(v_text, 'gu(?=[ei])', 'g', 'g');                -- paguei: pagar
  v_text := regexp_replace(v_text, 'qu(?=[ei])', 'c', 'g');                -- fiquei: ficar
  v_text := regexp_replace(v_text, '([^ ])[oa]es(?= |$)', '\1ao', 'g');    -- ações, pães
  v_text := regexp_replace(v_text, '([^ ])aos(?= |$)', '\1ao', 'g');       -- mãos
  v_text := regexp_replace(v_text, '([^ ]{2})([aou])is(?= |$)', '\1\2l', 'g');  -- animais, lençóis
  v_text := regexp_replace(v_text, '([^ ]{2})e?is(?= |$)', '\1el', 'g');   -- hotéis, barris
  v_text := regexp_replace(v_text, '([^ ]{2})il(?= |$)', '\1el', 'g');     -- fácil
  v_text := regexp_replace(v_text, '([^ ])ns(?= |$)', '\1m', 'g');         -- homens
  v_text := regexp_replace(v_text, '([^ ])([rz])es(?= |$)', '\1\2', 'g');  -- valores, vezes
  -- From here on accents come back, where the stemmer knows an ending only with them.
  v_text := regexp_replace(v_text, '([^ ])cao(?= |$)', '\1ção', 'g');
  v_text := regexp_replace(v_text, 'encia(s?)(?= |$)', 'ência\1', 'g');
  v_text := regexp_replace(v_text, 'ancia(s?)(?= |$)', 'ância\1', 'g');
  v_text := regexp_replace(v_text, 'avel(?= |$)', 'ável', 'g');
  return regexp_replace(v_text, 'ivel(?= |$)', 'ível', 'g');
end
$$;

comment on function whatsapp_gateway.pt_fold(text) is
  'The words of a text as they are indexed: small letters without accents, plurals as singulars, with blanks between them.';

-- What of a message can be found. PostgreSQL refuses vectors of more than 1 MB; 65,536 characters is as much as WhatsApp lets anybody
-- write, and whatever they are, their vector stays below that.
create or replace function whatsapp_gateway.search_vector(p_body text, p_filename text, p_contact_name text) returns tsvector
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select setweight(to_tsvector('whatsapp_gateway.portuguese_folded',
                              coalesce(left(whatsapp_gateway.pt_fold(left(p_body, 65536)), 65536), '')), 'A')
      || setweight(to_tsvector('whatsapp_gateway.portuguese_folded',
                              coalesce(left(whatsapp_gateway.pt_fold(left(p_contact_name, 1000)), 1000), '')), 'B')
      || setweight(to_tsvector('whatsapp_gateway.portuguese_folded',
                              coalesce(left(whatsapp_gateway.pt_fold(left(p_filename, 1000)), 1000), '')), 'C')
$$;

comment on function whatsapp_gateway.search_vector(text, text, text) is
  'The words of a message: body or caption (A), the name on a contact card (B), the file''s name (C). Empty where there are none. The services add (D): numbers by their digits alone, and emoji.';

-- One word or phrase as it was typed. A number is also looked for by its digits alone.
create or replace function whatsapp_gateway.search_term(p_term text) returns tsquery
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select case
           when p_term ~ '^[+(]?[0-9][0-9 .,()/-]*$' and length(d.digits) between 4 and 48
           then phraseto_tsquery('whatsapp_gateway.portuguese_folded', whatsapp_gateway.pt_fold(p_term)) || d.digits::tsquery
           else phraseto_tsquery('whatsapp_gateway.portuguese_folded', whatsapp_gateway.pt_fold(p_term))
         end
    from (select regexp_replace(p_term, '[^0-9]', '', 'g') as digits) d
$$;

-- Words are joined by and, groups of them by or. A word alone that says nothing is left out where others say something.
create or replace function whatsapp_gateway.search_query(p_query text) returns tsquery
  language plpgsql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
declare
  c_stop_words constant text[] := '{a,ao,aos,as,com,da,das,de,do,dos,e,em,lhe,me,na,nas,no,nos,num,numa,o,os,ou,para,pela,pelas,pelo,pelos,por,ce,se,seu,seus,sua,suas,te,um,uma}';
  v_part  text[];
  v_term  tsquery;
  v_any   tsquery := '';
  v_all   tsquery := '';
  v_empty tsquery := '';
begin
  for v_part in select regexp_matches(left(p_query, 1000), '(-?)"([^"]*)"?|(-?)([^\s"]+)', 'g') loop
    if lower(v_part[4]) in ('or', 'ou') and v_part[3] = '' then
      v_any := v_any || case when numnode(v_all) > 0 then v_all else v_empty end;
      v_all := '';
      v_empty := '';
      continue;
    end if;
    v_term := whatsapp_gateway.search_term(coalesce(v_part[2], v_part[4]));
    if coalesce(v_part[1], v_part[3]) = '-' and numnode(v_term) > 0 then
      v_all := v_all && !!v_term;
    elsif whatsapp_gateway.pt_fold(v_part[4]) = any(c_stop_words) then
      v_empty := v_empty && v_term;
    else
      v_all := v_all && v_term;
    end if;
  end loop;
  return v_any || case when numnode(v_all) > 0 then v_all else v_empty end;
end
$$;

comment on function whatsapp_gateway.search_query(text) is
  'What somebody typed, as a query: words, "phrases", or (ou), -without. Matches vectors of search_vector().';

-- For rows that were written before texts were folded, until all are written anew.
create or replace function whatsapp_gateway.former_search_query(p_query text) returns tsquery
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select websearch_to_tsquery('whatsapp_gateway.portuguese_unaccent', normalize(left(p_query, 1000), nfkc))
$$;

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
  v_query   tsquery := whatsapp_gateway.search_query(p_query);
  v_former  tsquery := whatsapp_gateway.former_search_query(p_query);
  v_times   timestamptz[];
  v_numbers bigint[];
begin
  with matches as materialized (
    select s."timestamp", s.message_number
      from whatsapp_gateway.message_search s
     where s.session_name = p_session_name
       and s.vector @@ v_query and s.fold = 1
     union all
    select s."timestamp", s.message_number
      from whatsapp_gateway.message_search s
     where s.session_name = p_session_name
       and s.vector @@ v_former and s.fold = 0
       and exists (select from whatsapp_gateway.message_search o where o.fold = 0)
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
  'The newest messages of a session with these words: words, "phrases", or (ou), -without; accents and plurals do not matter. At most 1,000.';

-- Whether a message was deleted for everyone, by its number.
create or replace function whatsapp_gateway.was_deleted_for_everyone(p_number bigint) returns boolean
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
begin
  return exists (
    select
      from whatsapp_gateway.message_keys k
     cross join lateral whatsapp_gateway.messages_at(k.session_name, array[k.chat_id], array[k."timestamp"], array[k.id]) m
     where k.id = p_number
       and m.is_deleted
       -- Of most messages this alone is asked.
       and exists (select
                     from whatsapp_gateway.message_revocations v
                    where v.session_name = k.session_name
                      and v.core_id = k.core_id
                      and v.chat_id = any(array(select k.chat_id
                                                 union all
                                                select l.lid
                                                  from whatsapp_gateway.lid_links l
                                                 where l.session_name = k.session_name and l.phone = k.chat_id))));
end
$$;

comment on function whatsapp_gateway.was_deleted_for_everyone(bigint) is
  'Whether the message with this number was deleted for everyone, and the deletion counts.';

-- What is found, newest first, below a time and a number. Conditions that are null do not hold anybody back. In the sessions that hide what
-- was deleted it is not found either: how often a word matches would tell it. Planned anew each time, for the conditions that there are.
create or replace function whatsapp_gateway.search_matches(
    p_sessions     text[],
    p_hiding       text[],
    p_query        tsquery,
    p_former       tsquery,
    p_after        timestamptz,
    p_until        timestamptz,
    p_chats        text[],
    p_senders      text[],
    p_from_me      boolean,
    p_types        text[],
    p_has_media    boolean,
    p_has_reaction boolean,
    p_before       timestamptz,
    p_before_id    bigint,
    p_limit        integer)
  returns table (message_number bigint, session_name text, chat_id text, "timestamp" timestamptz)
  language plpgsql
  stable
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
    select s.message_number, s.session_name, s.chat_id, s."timestamp"
      from whatsapp_gateway.message_search s
     where s.session_name = any(p_sessions)
       and (s.fold = 1 and s.vector @@ p_query or s.fold = 0 and s.vector @@ p_former)
       and s."timestamp" >= p_after
       and s."timestamp" < p_until
       and (s."timestamp", s.message_number) < (p_before, p_before_id)
       and (p_chats is null or s.chat_id = any(p_chats))
       and (p_senders is null and p_from_me is null and p_types is null and p_has_media is null and p_has_reaction is null
            or exists (
              select
                from whatsapp_gateway.message_keys k
               where k.id = s.message_number
                 -- Direct chats have no author in their keys, or the other side.
                 and (p_senders is null or k.author = any(p_senders) or (k.chat_id = any(p_senders) and not k.is_from_me))
                 and (p_from_me is null or k.is_from_me = p_from_me)
                 and (p_types is null or k.message_type = any(p_types))
                 and (p_has_media is null or k.has_media = p_has_media)
                 and (p_has_reaction is null
                      or exists (select
                                   from whatsapp_gateway.message_reactions r
                                  where r.session_name = k.session_name and r.chat_id = k.chat_id and r.core_id = k.core_id and r.emoji <> ''))))
       and (not s.session_name = any(p_hiding) or not whatsapp_gateway.was_deleted_for_everyone(s.message_number))
     order by s."timestamp" desc, s.message_number desc
     limit p_limit;
end
$$;

comment on function whatsapp_gateway.search_matches(text[], text[], tsquery, tsquery, timestamptz, timestamptz, text[], text[], boolean, text[], boolean, boolean, timestamptz, bigint, integer) is
  'What GET /api/search finds, newest first: the places of the messages.';
