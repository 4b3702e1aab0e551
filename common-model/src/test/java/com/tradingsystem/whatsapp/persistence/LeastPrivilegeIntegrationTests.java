package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the services' role and the readers' may do, and what they may not. */
class LeastPrivilegeIntegrationTests {

    private static final String SERVICE = "whatsapp_service";
    private static final String READER = "whatsapp_reader";
    private static final String REFUSED = "permission denied|must be owner";

    private static final TestDatabase database = TestDatabase.createEmpty();

    @BeforeAll
    static void migrateWhereTheRolesAre() {
        for (String role : new String[] {SERVICE, READER}) {
            // Roles are the server's, and other suites may be making them at the same time.
            database.jdbc().sql("""
                            do $$
                            begin
                              create role %s nologin;
                            exception
                              when duplicate_object or unique_violation then null;
                            end
                            $$
                            """.formatted(role)).update();
        }
        database.migrate();
        new ArchiveRows(database, "main").session();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into whatsapp_gateway.settings values ('of_this_test', 'x')",
                "update whatsapp_gateway.sessions set profile_name = 'x'",
                "select * from whatsapp_gateway.webhook_events",
                "select * from whatsapp_gateway.messages_hourly_stats",
                "select whatsapp_gateway.configure_policies()",
                "select * from whatsapp_gateway.enforce_retention()",
                "select * from whatsapp_gateway.erase_person('main', '5511999990009@c.us')",
                "select whatsapp_gateway.hasten_hourly_stats()",
                "select whatsapp_gateway.initialize_sync_state('main', '5511999990000@c.us')",
                "delete from whatsapp_gateway.messages"
            })
    void services_mayDoWhatTheyDo(String statement) {
        assertThatCode(() -> run(SERVICE, statement)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table whatsapp_gateway.of_this_test (x int)",
                "alter table whatsapp_gateway.sessions add column of_this_test int",
                "drop table whatsapp_gateway.settings",
                "truncate whatsapp_gateway.messages",
                "create function whatsapp_gateway.of_this_test() returns int language sql as 'select 1'",
                "alter function whatsapp_gateway.tier() security definer",
                "delete from whatsapp_gateway.flyway_schema_history",
                "select whatsapp_gateway.grant_access()",
                "create role of_this_test"
            })
    void services_mayNotChangeTheSchema(String statement) {
        assertThatThrownBy(() -> run(SERVICE, statement)).hasMessageMatching("(?s).*(" + REFUSED + ").*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select session_name, count(*) from whatsapp_gateway.messages group by session_name",
                "select * from whatsapp_gateway.active_sessions",
                "select * from whatsapp_gateway.sync_queue",
                "select * from whatsapp_gateway.messages_hourly_stats",
                "select * from whatsapp_gateway.search_messages('main', 'palavra')",
                "select * from whatsapp_gateway.message_counts('main', '2026-05-04', '2026-05-05')",
                "select * from whatsapp_gateway.message_counts('main', '2026-05-04', '2026-05-05', p_group => 'sender')",
                "select * from whatsapp_gateway.message_hours('main', '2026-05-04', '2026-05-05')",
                "select * from whatsapp_gateway.response_times('main', '2026-05-04', '2026-05-05')",
                "select * from whatsapp_gateway.unanswered_chats('main', '2026-05-04', '2026-05-05')",
                "select * from whatsapp_gateway.active_members('main', '2026-05-04', '2026-05-05')",
                "select * from whatsapp_gateway.file_counts('main', '2026-05-04', '2026-05-05')",
                "select * from whatsapp_gateway.new_contacts('main', '2026-05-04', '2026-05-05')"
            })
    void readers_mayRead(String statement) {
        assertThatCode(() -> run(READER, statement)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from whatsapp_gateway.webhook_events",
                "select * from whatsapp_gateway.erasures",
                "select * from whatsapp_gateway.erase_person('main', '5511999990009@c.us')",
                "insert into whatsapp_gateway.settings values ('of_this_test', 'x')",
                "delete from whatsapp_gateway.messages",
                "select * from whatsapp_gateway.enforce_retention()",
                "select whatsapp_gateway.configure_policies()",
                "select whatsapp_gateway.initialize_sync_state('main', '5511999990000@c.us')",
                "create table whatsapp_gateway.of_this_test (x int)"
            })
    void readers_mayNothingElse(String statement) {
        assertThatThrownBy(() -> run(READER, statement)).hasMessageMatching("(?s).*(" + REFUSED + ").*");
    }

    @Test
    void laterMigrations_areCovered() throws Exception {
        database.jdbc().sql("create table whatsapp_gateway.made_later (x int)").update();

        run(SERVICE, "insert into whatsapp_gateway.made_later values (1)");
        run(READER, "select * from whatsapp_gateway.made_later");
        assertThatThrownBy(() -> run(READER, "delete from whatsapp_gateway.made_later"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void functionsWithTheOwnersRights_trustNothingOfTheirCaller() {
        assertThat(database.jdbc().sql("""
                                select p.proname from pg_proc p
                                 where p.pronamespace = 'whatsapp_gateway'::regnamespace and p.prosecdef
                                   and (not coalesce(p.proconfig::text like '%search_path=pg_catalog, pg_temp%', false)
                                        or has_function_privilege('public', p.oid, 'execute'))
                                """).query(String.class).list()).isEmpty();
    }

    /** Runs a statement under a role, and takes back what it did. */
    private static void run(String role, String statement) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement jdbc = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                // Of the transaction alone: behind a pooler the session is somebody else's afterwards.
                jdbc.execute("set local role " + role);
                jdbc.execute(statement);
            } finally {
                connection.rollback();
            }
        }
    }
}
