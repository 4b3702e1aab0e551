package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationIntegrationTests {

    @Test
    void freshServer_getsTheWholeSchema() {
        try (TestDatabase database = TestDatabase.createEmpty()) {
            database.migrate();

            assertThat(relations(database.jdbc()))
                    .contains(
                            "sessions",
                            "contacts",
                            "messages",
                            "media_downloads",
                            "sync_state",
                            "sync_queue",
                            "active_sessions",
                            "messages_hourly_stats");
        }
    }

    @Test
    void migratedDatabase_isLeftAlone() {
        try (TestDatabase database = TestDatabase.create()) {
            List<String> before = catalog(database.jdbc());

            database.migrate();
            database.jdbc()
                    .sql("select whatsapp_gateway.configure_policies()")
                    .query()
                    .singleRow();

            assertThat(catalog(database.jdbc())).isEqualTo(before);
        }
    }

    @Test
    void functionsAndViewsMadeAgain_areTheSame() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient jdbc = database.jdbc();
            List<String> before = definitions(jdbc);
            int forgotten = jdbc.sql("delete from whatsapp_gateway.flyway_schema_history where script like 'R\\_\\_%'")
                    .update();

            database.migrate();

            assertThat(forgotten).isPositive();
            assertThat(definitions(jdbc)).isEqualTo(before);
        }
    }

    @Test
    void functionsAndViews_areAllRepeatable() throws IOException {
        String repeatable;
        try (Stream<Path> files = Files.list(Path.of("../db/migration"))) {
            repeatable = files.filter(file -> file.getFileName().toString().startsWith("R__"))
                    .map(MigrationIntegrationTests::read)
                    .collect(Collectors.joining());
        }
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(database.jdbc().sql("""
                            select p.proname from pg_proc p
                             where p.pronamespace = 'whatsapp_gateway'::regnamespace
                               and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                            union
                            select c.relname from pg_class c
                             where c.relnamespace = 'whatsapp_gateway'::regnamespace and c.relkind = 'v'
                               and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
                            """).query(String.class).list())
                    .allSatisfy(name -> assertThat(repeatable)
                            .containsPattern(
                                    "create or replace (function|procedure|view) whatsapp_gateway\\." + name + "\\b"));
        }
    }

    @Test
    void ownerWithoutSuperuser_isEnough() {
        try (TestDatabase database = TestDatabase.createEmpty()) {
            JdbcClient jdbc = database.jdbc();
            String owner = "owner_of_"
                    + jdbc.sql("select current_database()").query(String.class).single();
            jdbc.sql("create role " + owner + " login password 'secret'").update();
            try {
                jdbc.sql("do $$ begin execute format('alter database %I owner to " + owner
                                + "', current_database()); end $$")
                        .update();

                assertThatCode(() -> TestDatabase.flyway(database.directJdbcUrl(), owner, "secret")
                                .migrate())
                        .doesNotThrowAnyException();
            } finally {
                jdbc.sql("reassign owned by " + owner + " to current_user").update();
                jdbc.sql("drop owned by " + owner).update();
                jdbc.sql("drop role " + owner).update();
            }
        }
    }

    @Test
    void functions_trustNoSearchPath() {
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(database.jdbc().sql("""
                                    select p.proname from pg_proc p
                                     where p.pronamespace = 'whatsapp_gateway'::regnamespace
                                       and p.prokind = 'f'
                                       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                                       and not coalesce(p.proconfig::text like '%search_path%', false)
                                    """).query(String.class).list()).isEmpty();
        }
    }

    private static List<String> definitions(JdbcClient jdbc) {
        return jdbc.sql("""
                        select concat_ws(' ', pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc'))
                          from pg_proc p
                         where p.pronamespace = 'whatsapp_gateway'::regnamespace and p.prokind in ('f', 'p')
                         union all
                        select concat_ws(' ', c.relname, pg_get_viewdef(c.oid), obj_description(c.oid, 'pg_class'))
                          from pg_class c
                         where c.relkind = 'v'
                           and (c.relnamespace = 'whatsapp_gateway'::regnamespace or c.relname = 'pg_stat_statements')
                         order by 1
                        """).query(String.class).list();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> relations(JdbcClient jdbc) {
        return jdbc.sql("select relname from pg_class where relnamespace = 'whatsapp_gateway'::regnamespace order by 1")
                .query(String.class)
                .list();
    }

    private static List<String> catalog(JdbcClient jdbc) {
        return Stream.concat(
                        relations(jdbc).stream(),
                        jdbc
                                .sql("select script || ' ' || installed_on from whatsapp_gateway.flyway_schema_history")
                                .query(String.class)
                                .list()
                                .stream())
                .toList();
    }
}
