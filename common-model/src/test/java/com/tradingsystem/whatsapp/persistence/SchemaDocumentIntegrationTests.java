package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/schema.md says is so: its statements run, those of docs/sql-cookbook.md too, and no table, view, function or index is
 * missing from it.
 */
class SchemaDocumentIntegrationTests {

    private static final String document = read("schema.md");
    private static final TestDatabase database = TestDatabase.create();

    @BeforeAll
    static void fill() {
        new YearOfMessages("main", 40, 5, 3).writeTo(database);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    static Stream<String> statements() {
        return Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(document + read("sql-cookbook.md"))
                .results()
                .flatMap(block -> Stream.of(block.group(1).split(";\\n")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statement_runs(String statement) {
        assertThatCode(() -> {
                    try (var connection = database.dataSource().getConnection();
                            var jdbc = connection.createStatement()) {
                        jdbc.execute(statement);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void relations_areAllNamed() {
        assertNamed("""
                select relname from pg_class c
                 where relnamespace = 'whatsapp_gateway'::regnamespace and relkind in ('r', 'v', 'i')
                   and relname not like 'flyway%'
                   and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
                """);
    }

    @Test
    void functionsOfTheEarlierStack_areAllNamed() {
        for (String function : List.of(
                "schedule_media_download_retry",
                "initialize_sync_state",
                "update_sync_progress",
                "complete_sync",
                "fail_sync",
                "update_session_heartbeat",
                "connect_session",
                "disconnect_session",
                "increment_message_counter")) {
            assertThat(document).contains("`" + function);
        }
    }

    private static void assertNamed(String names) {
        assertThat(database.jdbc().sql(names).query(String.class).list())
                .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }

    private static String read(String name) {
        try {
            return Files.readString(Path.of("../docs", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
