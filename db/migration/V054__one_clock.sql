-- When a row was made and when it was last changed are told by one clock, the database's at that moment. now() is the start of a
-- transaction, which may have waited for the very row that it then changes, and so be before the row was made.
do $$
declare
  v_column record;
begin
  for v_column in
    select c.relname, a.attname
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid
      join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relnamespace = 'whatsapp_gateway'::regnamespace and c.relkind = 'r'
       and a.attname in ('created_at', 'updated_at') and pg_get_expr(d.adbin, d.adrelid) = 'now()'
  loop
    execute format('alter table whatsapp_gateway.%I alter column %I set default clock_timestamp()', v_column.relname, v_column.attname);
  end loop;
end
$$;
