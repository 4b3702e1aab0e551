package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionFunctionsIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();

    private final JdbcClient jdbc = database.jdbc();

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql(
                        "truncate whatsapp_gateway.sessions, whatsapp_gateway.session_counters, whatsapp_gateway.media_downloads")
                .update();
    }

    @Test
    void connect_makesTheSessionAndKeepsWhatIsKnown() {
        call("connect_session('main', '5511@c.us', '5511')");
        call("disconnect_session('main')");
        call("connect_session('main')");

        assertThat(session())
                .containsEntry("status", "connected")
                .containsEntry("whatsapp_id", "5511@c.us")
                .containsEntry("phone_number", "5511")
                .containsEntry("disconnected_at", null);
    }

    @Test
    void disconnect_saysWhy() {
        call("connect_session('main')");
        call("disconnect_session('main', 'logged out on the phone')");

        assertThat(session())
                .containsEntry("status", "disconnected")
                .containsEntry("status_reason", "logged out on the phone");
    }

    @Test
    void disconnect_leavesAFailureVisible() {
        jdbc.sql("insert into whatsapp_gateway.sessions (session_name, status) values ('main', 'failed')")
                .update();

        call("disconnect_session('main')");

        assertThat(session()).containsEntry("status", "failed");
    }

    @Test
    void heartbeat_ofAnUnknownSession_isKept() {
        call("update_session_heartbeat('main')");

        assertThat(session()).containsEntry("status", "unknown").doesNotContainEntry("last_heartbeat_at", null);
    }

    @Test
    void activeSessions_haveTheColumnsOfTheEarlierStackAndSummedCounters() {
        call("connect_session('main', '5511@c.us', '5511')");
        call("connect_session('other')");
        call("disconnect_session('other')");
        jdbc.sql("""
                        insert into whatsapp_gateway.session_counters (session_name, slot, messages_sent, messages_received)
                        values ('main', 1, 2, 30), ('main', 2, 5, 70)
                        """).update();

        assertThat(jdbc.sql("""
                                select session_name, phone_number, whatsapp_id, status, health_status, total_messages_sent,
                                       total_messages_received, total_chats_count, total_contacts_count, sync_enabled,
                                       webhook_enabled
                                  from whatsapp_gateway.active_sessions
                                 where connected_at is not null and last_heartbeat_at is not null
                                """).query().singleRow())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("session_name", "main"),
                        Map.entry("phone_number", "5511"),
                        Map.entry("whatsapp_id", "5511@c.us"),
                        Map.entry("status", "connected"),
                        Map.entry("health_status", "healthy"),
                        Map.entry("total_messages_sent", 7L),
                        Map.entry("total_messages_received", 100L),
                        Map.entry("total_chats_count", 0L),
                        Map.entry("total_contacts_count", 0L),
                        Map.entry("sync_enabled", true),
                        Map.entry("webhook_enabled", true)));
    }

    @Test
    void download_isPutOffLongerEachTimeAndThenGivenUp() {
        long id = jdbc.sql("""
                        insert into whatsapp_gateway.media_downloads
                          (message_number, session_name, core_id, is_from_me, message_id, chat_id, message_timestamp, media_type, max_retries,
                           content_rank, content_at, content_event)
                        values (1, 'main', 'C1', false, 'false_1@c.us_C1', '1@c.us', now(), 'image', 3, 0, now(), '')
                        returning id
                        """).query(Long.class).single();

        for (int minutes : new int[] {1, 5}) {
            call("schedule_media_download_retry(" + id + ", 'gone for a moment')");
            assertThat(jdbc.sql("""
                                    select round(extract(epoch from next_retry_at - updated_at) / 60)::integer
                                      from whatsapp_gateway.media_downloads
                                    """).query(Integer.class).single()).isEqualTo(minutes);
        }
        call("schedule_media_download_retry(" + id + ", 'gone')");

        assertThat(jdbc.sql(
                                "select download_status, download_error, next_retry_at, retry_count from whatsapp_gateway.media_downloads")
                        .query()
                        .singleRow())
                .containsEntry("download_status", "failed")
                .containsEntry("download_error", "gone (max retries reached)")
                .containsEntry("next_retry_at", null)
                .containsEntry("retry_count", 3);
    }

    private void call(String function) {
        jdbc.sql("select whatsapp_gateway." + function).query().singleRow();
    }

    private Map<String, Object> session() {
        return jdbc.sql("select * from whatsapp_gateway.sessions").query().singleRow();
    }
}
