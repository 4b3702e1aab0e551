-- Erasing a person: everything that names them in a session goes, and a note stays that keeps it from coming back.

-- What a note calls an address, or a message: the address of its author or chat, a blank and the core id. The session belongs to it, so
-- that two sessions' notes tell nothing about each other. Writers ask by this function, too.
create or replace function whatsapp_gateway.erasure_hash(p_session_name text, p_subject text) returns bytea
  language sql
  immutable
  parallel safe
  set search_path = pg_catalog
as $$
  select sha256(convert_to(p_session_name || ' ' || p_subject, 'UTF8'))
$$;

comment on function whatsapp_gateway.erasure_hash(text, text) is
  'The hash under which erasures notes an address, or an address and a core id with a blank between them.';

-- Every address of a person: the one given, the phone number it leads to, and every hidden id that leads to that.
create or replace function whatsapp_gateway.addresses_of_person(p_session_name text, p_address text) returns text[]
  language plpgsql
  stable
  set search_path = pg_catalog
as $$
declare
  -- The forms that WAHA and its engines use, as the services fold them.
  v_address text := regexp_replace(regexp_replace(p_address, '^(\d+)[:.][^@]*@', '\1@'), '@(s\.whatsapp\.net|hosted)$', '@c.us');
begin
  v_address := regexp_replace(v_address, '@hosted\.lid$', '@lid');
  if v_address is null or v_address !~ '^\d+@(c\.us|lid)$' then
    raise exception 'not the address of a person'
      using errcode = 'invalid_parameter_value', hint = 'Use a phone number''s (digits@c.us) or a hidden id''s (digits@lid).';
  end if;
  return (
    with canonical as (
      select coalesce((select l.phone from whatsapp_gateway.lid_links l where l.session_name = p_session_name and l.lid = v_address),
                      v_address) as address
    )
    select array_agg(distinct found.address)
      from (select v_address as address
             union all
            select c.address from canonical c
             union all
            select l.lid
              from whatsapp_gateway.lid_links l
              join canonical c on l.phone = c.address
             where l.session_name = p_session_name) found);
end
$$;

comment on function whatsapp_gateway.addresses_of_person(text, text) is
  'Every address of the person behind one of them, as far as links are known in the session.';

-- Runs a statement that removes or empties rows of one table, and adds how many to a report.
create or replace function whatsapp_gateway.count_erased(
  p_counts jsonb, p_what text, p_statement text, p_session_name text, p_addresses text[]) returns jsonb
  language plpgsql
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_rows bigint;
begin
  execute p_statement using p_session_name, p_addresses;
  get diagnostics v_rows = row_count;
  return whatsapp_gateway.sum_counts(p_counts, jsonb_build_object(p_what, v_rows));
end
$$;

-- Messages of their chat and messages they wrote, with rows, words, files and what was said about them; and the raw events that speak of
-- those. Leaves a note of each message besides the one of each address: its time can be told otherwise later, its id cannot.
create or replace function whatsapp_gateway.erase_messages_of(p_session_name text, p_addresses text[], p_at timestamptz) returns jsonb
  language plpgsql
  set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
declare
  v_numbers  bigint[];
  v_chats    text[];
  v_core_ids text[];
  v_times    timestamptz[];
  v_rows     bigint;
  v_counts   jsonb;
begin
  select array_agg(k.id), array_agg(k.chat_id), array_agg(k.core_id), array_agg(k."timestamp")
    into v_numbers, v_chats, v_core_ids, v_times
    from whatsapp_gateway.message_keys k
   where k.session_name = p_session_name
     and (k.chat_id = any(p_addresses)
          or k.author = any(p_addresses)
          -- Through all chunks, as the author of a key may be unknown and that of its row not.
          or k.id in (select m.id
                        from whatsapp_gateway.messages m
                       where m.session_name = p_session_name
                         and (m.from_whatsapp_id = any(p_addresses) or m.from_lid = any(p_addresses))));

  insert into whatsapp_gateway.erasures as e (session_name, subject_hash, erased_at)
  select p_session_name, whatsapp_gateway.erasure_hash(p_session_name, s.subject), p_at
    from (select a.address as subject from unnest(p_addresses) a(address)
           union
          select a.address || ' ' || m.core_id from unnest(v_core_ids) m(core_id) cross join unnest(p_addresses) a(address)) s
  on conflict (session_name, subject_hash) do update set erased_at = greatest(e.erased_at, excluded.erased_at);

  delete from whatsapp_gateway.webhook_events e
   using unnest(v_chats, v_core_ids) u(chat_id, core_id)
   where e.session_name = p_session_name and e.core_id = u.core_id and e.chat_id = u.chat_id;
  get diagnostics v_rows = row_count;
  v_counts := jsonb_build_object('webhook_events', v_rows);

  delete from whatsapp_gateway.messages m
   where m.session_name = p_session_name and m."timestamp" = any(v_times) and m.id = any(v_numbers);
  get diagnostics v_rows = row_count;
  v_counts := v_counts || jsonb_build_object('messages', v_rows);

  delete from whatsapp_gateway.deleted_messages d where d.message_number = any(v_numbers);
  return whatsapp_gateway.sum_counts(v_counts, whatsapp_gateway.forget_messages(v_numbers));
end
$$;

-- Raw events that hold one of the addresses anywhere: as author or chat, in a list of members, a mention, a quote or a card.
create or replace function whatsapp_gateway.erase_events_naming(p_session_name text, p_addresses text[]) returns bigint
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  -- Engines write a number with @c.us, @s.whatsapp.net, a device or nothing. A short one would be found in anything.
  v_needles bytea[] := array(
    select convert_to(case when length(n.number) >= 8 then n.number else a.address end, 'UTF8')
      from unnest(p_addresses) a(address)
     cross join lateral split_part(a.address, '@', 1) n(number));
  v_rows    bigint;
begin
  delete from whatsapp_gateway.webhook_events e
   where e.session_name = p_session_name
     and (e.chat_id = any(p_addresses)
          or e.author = any(p_addresses)
          or exists (select from unnest(v_needles) n(needle) where position(n.needle in e.body) > 0));
  get diagnostics v_rows = row_count;
  return v_rows;
end
$$;

-- Counts per hour of the person's own chat, which outlive its messages.
create or replace function whatsapp_gateway.erase_statistics_of(p_session_name text, p_addresses text[]) returns jsonb
  language plpgsql
  set search_path = pg_catalog
as $$
declare
  v_relation text;
begin
  if to_regclass('whatsapp_gateway.retired_hourly_stats') is not null then
    v_relation := 'whatsapp_gateway.retired_hourly_stats';
  else
    select format('%I.%I', a.materialization_hypertable_schema, a.materialization_hypertable_name)
      into strict v_relation
      from timescaledb_information.continuous_aggregates a
     where a.view_schema = 'whatsapp_gateway' and a.view_name = 'messages_hourly_stats';
  end if;
  return whatsapp_gateway.count_erased(
    '{}', 'messages_hourly_stats', 'delete from ' || v_relation || ' where session_name = $1 and chat_id = any($2)',
    p_session_name, p_addresses);
end
$$;

create or replace function whatsapp_gateway.erase_person(p_session_name text, p_address text)
  returns table (what text, removed bigint)
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_addresses text[];
  v_one       record;
  v_counts    jsonb := '{}';
begin
  -- Whoever wrote before is done, and whoever writes after sees the note: no writer looks before it has the lock of a chat.
  perform whatsapp_gateway.lock_session(p_session_name);
  perform set_config('whatsapp_gateway.keys_are_kept', 'on', true);
  v_addresses := whatsapp_gateway.addresses_of_person(p_session_name, p_address);
  if exists (select from whatsapp_gateway.sessions s
              where s.session_name = p_session_name and (s.whatsapp_id = any(v_addresses) or s.lid = any(v_addresses))) then
    raise exception 'this is the account of session % itself', quote_literal(p_session_name)
      using errcode = 'invalid_parameter_value', hint = 'To erase a whole session, delete its rows and unpair it.';
  end if;

  v_counts := whatsapp_gateway.erase_messages_of(p_session_name, v_addresses, clock_timestamp());
  v_counts := whatsapp_gateway.sum_counts(
    v_counts, jsonb_build_object('webhook_events', whatsapp_gateway.erase_events_naming(p_session_name, v_addresses)));
  v_counts := whatsapp_gateway.sum_counts(v_counts, whatsapp_gateway.erase_statistics_of(p_session_name, v_addresses));

  -- What names them beside their messages; in what others wrote only their name and their words go.
  for v_one in
    select t.what, t.statement
      from (values
        ('message_receipts', 'delete from whatsapp_gateway.message_receipts where session_name = $1 and (participant = any($2) or chat_id = any($2))'),
        ('message_reactions', 'delete from whatsapp_gateway.message_reactions where session_name = $1 and (reactor = any($2) or chat_id = any($2))'),
        ('message_edits', 'delete from whatsapp_gateway.message_edits where session_name = $1 and (editor = any($2) or chat_id = any($2))'),
        ('message_revocations', 'delete from whatsapp_gateway.message_revocations where session_name = $1 and (revoked_by = any($2) or chat_id = any($2))'),
        ('poll_votes', 'delete from whatsapp_gateway.poll_votes where session_name = $1 and (voter = any($2) or chat_id = any($2))'),
        ('invitation_answers', 'delete from whatsapp_gateway.invitation_answers where session_name = $1 and (respondent = any($2) or chat_id = any($2))'),
        ('message_lids', 'delete from whatsapp_gateway.message_lids where session_name = $1 and lid = any($2)'),
        ('group_membership_events', 'delete from whatsapp_gateway.group_membership_events where session_name = $1 and member_id = any($2)'),
        ('chat_labels', 'delete from whatsapp_gateway.chat_labels where session_name = $1 and chat_id = any($2)'),
        ('calls', 'delete from whatsapp_gateway.calls where session_name = $1 and from_whatsapp_id = any($2)'),
        ('contacts', 'delete from whatsapp_gateway.contacts where session_name = $1 and whatsapp_id = any($2)'),
        ('lid_links', 'delete from whatsapp_gateway.lid_links where session_name = $1 and (lid = any($2) or phone = any($2))'),
        ('lid_links.rivals',
         'update whatsapp_gateway.lid_links set rivals = nullif(rivals - $2, ''{}'') where session_name = $1 and rivals ?| $2'),
        ('contacts.group_owner',
         'update whatsapp_gateway.contacts
             set group_owner = null, group_owner_at = null, group_owner_told_by = null, updated_at = clock_timestamp()
           where session_name = $1 and group_owner = any($2)'),
        ('messages.deleted_by',
         'update whatsapp_gateway.messages set deleted_by = null, updated_at = clock_timestamp()
           where session_name = $1 and deleted_by = any($2)'),
        -- The engine's own message holds the quote once more.
        ('messages.quoted_body',
         'update whatsapp_gateway.messages
             set quoted_body = null, quoted_participant = null, raw_data = null, updated_at = clock_timestamp()
           where session_name = $1 and quoted_participant = any($2)')
      ) t(what, statement)
  loop
    v_counts := whatsapp_gateway.count_erased(v_counts, v_one.what, v_one.statement, p_session_name, v_addresses);
  end loop;

  -- At last, because everybody's sync waits from here on: it adds chats without the lock of any.
  lock table whatsapp_gateway.sync_state, whatsapp_gateway.sync_coverage in share row exclusive mode;
  v_counts := whatsapp_gateway.count_erased(
    v_counts, 'sync_state', 'delete from whatsapp_gateway.sync_state where session_name = $1 and chat_id = any($2)',
    p_session_name, v_addresses);
  v_counts := whatsapp_gateway.count_erased(
    v_counts, 'sync_coverage', 'delete from whatsapp_gateway.sync_coverage where session_name = $1 and chat_id = any($2)',
    p_session_name, v_addresses);
  perform set_config('whatsapp_gateway.keys_are_kept', '', true);

  return query
    select c.key, c.value::bigint from jsonb_each_text(v_counts) c order by c.key;
end
$$;

comment on function whatsapp_gateway.erase_person(text, text) is
  'Removes everything that names a person in a session, by any of their addresses, says how much of what, and leaves a note (erasures) that keeps it from coming back. A name with a dot is a column that was emptied in rows that stay. Writers of the session wait meanwhile. docs/sql-cookbook.md says what remains elsewhere.';
