package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents say of the database is so: their statements run, what they name is there, and docs/schema.md leaves out no table,
 * view or index.
 */
class SchemaDocumentIntegrationTests {

    /** What looks like a name in the database and is one elsewhere, or on another kind of database. */
    private static final Set<String> NAMES_OF_OTHERS = Set.of(
            "webhook_events_by_arrival", // on plain PostgreSQL alone
            "retired_hourly_stats", // not on the community edition
            "retired_hourly_stats_are_kept_per_hour",
            "increment_message_counter", // of the earlier stack
            "full_page_writes",
            "idle_in_transaction_session_timeout",
            "max_connections",
            "max_prepared_statements",
            "search_path",
            "shared_preload_libraries",
            "synchronous_commit");

    /** Words of fields, parameters and outcomes that the interface has and the database does not. */
    private static final Set<String> WORDS_OF_THE_INTERFACE = Set.of(
            "as_of",
            "content_type",
            "duration_ms",
            "form_me",
            "from_me",
            "hmac_algorithm",
            "hmac_version",
            "media_id",
            "next_cursor",
            "prev_cursor",
            "not_author",
            "other_chat",
            "too_large",
            "unknown_author");

    private static final Pattern NAME = Pattern.compile("`([a-z]+(?:_[a-z0-9]+)+)(?:\\([^`]*\\))?`");
    private static final Pattern INLINE =
            Pattern.compile("`(select [^`…]*whatsapp_gateway\\.[^`…]*)`", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLOCK = Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** The third column of docs/media.md's table of states: why a file is in its state. */
    private static final Pattern REASONS = Pattern.compile("(?m)^\\| `[a-z]+` \\|[^|]*\\|(.*)$");

    private static final String document = read(Path.of("../docs/schema.md"));
    private static final TestDatabase database = TestDatabase.create();

    /** Everything in the schema that has a name: relations, their columns, functions and what these take. */
    private static final String NAMES = """
            select c.relname from pg_class c where c.relnamespace = 'whatsapp_gateway'::regnamespace
            union
            select a.attname
              from pg_attribute a join pg_class c on c.oid = a.attrelid
             where c.relnamespace = 'whatsapp_gateway'::regnamespace and not a.attisdropped
            union
            select p.proname from pg_proc p where p.pronamespace = 'whatsapp_gateway'::regnamespace
            union
            select unnest(p.proargnames) from pg_proc p where p.pronamespace = 'whatsapp_gateway'::regnamespace
            """;

    @BeforeAll
    static void fill() {
        new YearOfMessages("main", 40, 5, 3).writeTo(database);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    static Stream<String> statements() {
        return documents()
                .flatMap(file -> {
                    String text = read(file);
                    return Stream.concat(
                            BLOCK.matcher(text)
                                    .results()
                                    .flatMap(block -> Stream.of(block.group(1).split(";\\n"))),
                            INLINE.matcher(text).results().map(statement -> statement.group(1)));
                })
                .map(String::strip)
                .filter(statement -> !statement.isEmpty());
    }

    /** In every language. */
    static Stream<Path> documents() {
        try (Stream<Path> files = Files.list(Path.of("../docs"))) {
            return Stream.concat(
                    Stream.of(Path.of("../README.md"), Path.of("../README.pt-BR.md")),
                    files.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    @ParameterizedTest
    @MethodSource("documents")
    void whatADocumentNames_isThere(Path file) {
        Set<String> there =
                new HashSet<>(database.jdbc().sql(NAMES).query(String.class).list());
        REASONS.matcher(read(Path.of("../docs/media.md")))
                .results()
                .forEach(reasons -> there.addAll(names(reasons.group(1))));
        assertThat(names(read(file))).allMatch(name -> there.contains(name) || isElsewhere(name));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(name -> name.group(1)).collect(Collectors.toSet());
    }

    private static boolean isElsewhere(String name) {
        return name.startsWith("whatsapp_")
                || name.startsWith("pg_")
                || name.startsWith("timescaledb_")
                || NAMES_OF_OTHERS.contains(name)
                || WORDS_OF_THE_INTERFACE.contains(name);
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
