-- Flyway runs this before everything else at every start. A migration that runs in a transaction leaves nothing when it fails; one that
-- does not (V051) goes on where it stopped when it runs again. Flyway notes that it failed, and would refuse to start from then on; with
-- the note gone it tries again.
do $$
begin
  if to_regclass('whatsapp_gateway.flyway_schema_history') is not null then
    delete from whatsapp_gateway.flyway_schema_history where not success;
  end if;
end
$$;

-- Flyway migrates on one connection and notes it on another, which holds its lock: who is killed in between leaves a migration that is done
-- and not noted, and would fail when it ran again. What it made tells that it is done, so the note is made up for; a test holds that every
-- migration either is listed here or can be repeated, as V051 and V054. Not while another process migrates, which is about to note it itself:
-- Flyway's lock is a number that begins with "Fl".
do $$
begin
  if to_regclass('whatsapp_gateway.flyway_schema_history') is null
     or exists (select
                  from pg_locks l
                  join pg_database d on d.oid = l.database
                 where l.locktype = 'advisory' and d.datname = current_database() and l.classid between x'466B'::int and x'466D'::int) then
    return;
  end if;
  insert into whatsapp_gateway.flyway_schema_history
         (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
  select (select max(h.installed_rank) + 1 from whatsapp_gateway.flyway_schema_history h),
         m.version, m.description, 'SQL', m.script, m.checksum, current_user, 0, true
    from (values ('050', 'message identity', 'V050__message_identity.sql', -2069316137,
                  to_regclass('whatsapp_gateway.identity_steps') is not null),
                 ('052', 'message identity leftovers', 'V052__message_identity_leftovers.sql', -1230508800,
                  to_regclass('whatsapp_gateway.identity_steps') is null
                  and exists (select from whatsapp_gateway.flyway_schema_history h where h.version = '051')),
                 ('053', 'erasures', 'V053__erasures.sql', -239426428,
                  to_regclass('whatsapp_gateway.erasures') is not null),
                 ('058', 'search fold', 'V058__search_fold.sql', 1365887646,
                  to_regclass('whatsapp_gateway.message_search_to_fold') is not null)) m (version, description, script, checksum, is_done)
   where m.is_done
     and not exists (select from whatsapp_gateway.flyway_schema_history h where h.version = m.version);
end
$$;
