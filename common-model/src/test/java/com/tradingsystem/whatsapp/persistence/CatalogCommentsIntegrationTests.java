package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever looks at the schema with a tool reads there what everything is. */
class CatalogCommentsIntegrationTests {

    private static final String WITHOUT_COMMENT = """
            with relations as (
              select c.oid, c.relname
                from pg_class c
               where c.relnamespace = 'whatsapp_gateway'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
                 and c.relname not like 'flyway%'
                 and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
            )
            select r.relname from relations r where coalesce(btrim(obj_description(r.oid, 'pg_class')), '') = ''
            union all
            select r.relname || '.' || a.attname
              from relations r
              join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
             where coalesce(btrim(col_description(r.oid, a.attnum)), '') = ''
             order by 1""";

    @Test
    void tablesViewsAndColumns_allHaveAComment() {
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(database.jdbc().sql(WITHOUT_COMMENT).query(String.class).list())
                    .isEmpty();
        }
    }
}
