package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement of the documentation this system was asked to live up to, letter for letter, on every tier. */
class BriefSqlIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();

    @BeforeAll
    static void fill() {
        new YearOfMessages("main", 40, 5, 3).writeTo(database);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM whatsapp_gateway.messages;",
                """
                SELECT session_name, COUNT(*) as message_count
                FROM whatsapp_gateway.messages
                GROUP BY session_name;
                """,
                """
                SELECT download_status, COUNT(*)
                FROM whatsapp_gateway.media_downloads
                GROUP BY download_status;
                """,
                "SELECT * FROM whatsapp_gateway.active_sessions;",
                "SELECT * FROM whatsapp_gateway.sync_queue;",
                "SELECT * FROM pg_stat_statements ORDER BY total_time DESC LIMIT 10;",
            })
    void query_runs(String statement) {
        assertThatCode(() -> database.jdbc().sql(statement).query().listOfRows())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REINDEX TABLE whatsapp_gateway.messages;",
                "VACUUM ANALYZE whatsapp_gateway.messages;",
            })
    void maintenance_runs(String statement) {
        assertThatCode(() -> database.jdbc().sql(statement).update()).doesNotThrowAnyException();
    }

    @Test
    void manualSync_isInTheQueue() {
        Long id = database.jdbc().sql("""
                        SELECT whatsapp_gateway.initialize_sync_state(
                          'session-name',
                          'phone@c.us',
                          'full'  -- or 'incremental'
                        );
                        """).query(Long.class).single();

        assertThat(database.jdbc()
                        .sql("SELECT * FROM whatsapp_gateway.sync_queue;")
                        .query()
                        .listOfRows())
                .extracting(row -> row.get("id"))
                .contains(id);
    }

    @Test
    void manualCleanup_leavesAWholeArchive() {
        try (TestDatabase archive = TestDatabase.create()) {
            new YearOfMessages("main", 40, 5, 3).writeTo(archive);

            int deleted = archive.jdbc().sql("""
                            DELETE FROM whatsapp_gateway.messages
                            WHERE timestamp < NOW() - INTERVAL '30 days';
                            """).update();
            Retention.enforce(archive.jdbc());

            assertThat(deleted).isPositive();
            for (String table : new String[] {"messages", "message_keys", "message_search"}) {
                assertThat(archive.jdbc()
                                .sql("select count(*) from whatsapp_gateway." + table)
                                .query(Integer.class)
                                .single())
                        .as(table)
                        .isEqualTo(200 - deleted);
            }
        }
    }
}
