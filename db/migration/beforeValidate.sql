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
