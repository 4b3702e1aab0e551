package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SyncFunctionsIntegrationTests {

    private static final TestDatabase database = TestDatabase.create();

    private final JdbcClient jdbc = database.jdbc();

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate whatsapp_gateway.sync_state, whatsapp_gateway.sessions, whatsapp_gateway.lid_links")
                .update();
    }

    @Test
    void newChat_isPendingFullAndDue() {
        long id = initialize("full");

        assertThat(state())
                .containsEntry("id", id)
                .containsEntry("sync_status", "pending")
                .containsEntry("sync_type", "full");
        assertThat(due()).containsExactly("55110001@c.us");
    }

    @Test
    void newChat_withoutAType_isFull() {
        jdbc.sql("select whatsapp_gateway.initialize_sync_state('main', '55110001@c.us')")
                .query()
                .singleRow();

        assertThat(state()).containsEntry("sync_type", "full");
    }

    @Test
    void rowOfTheWriter_isDueAtOnce() {
        jdbc.sql("insert into whatsapp_gateway.sync_state (session_name, chat_id) values ('main', '55110001@c.us')")
                .update();

        assertThat(due()).containsExactly("55110001@c.us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ful", "FULL", ""})
    void unknownType_isRefusedInClearWords(String type) {
        assertThatThrownBy(() -> initialize(type)).hasMessageContaining("unknown sync type '" + type + "'");
    }

    @Test
    void missingChat_isRefused() {
        assertThatThrownBy(() -> jdbc.sql("select whatsapp_gateway.initialize_sync_state('main', null)")
                        .query()
                        .singleRow())
                .hasMessageContaining("a sync needs a session and a chat");
    }

    @Test
    void hiddenIdAndRawAddress_meanTheCanonicalChat() {
        jdbc.sql(
                        "insert into whatsapp_gateway.lid_links (session_name, lid, phone) values ('main', '9@lid', '55110001@c.us')")
                .update();

        long id = initialize("full");

        assertThat(initialize("55110001@s.whatsapp.net", "full")).isEqualTo(id);
        assertThat(initialize("9@lid", "full")).isEqualTo(id);
    }

    @Test
    void askedAgain_keepsItsIdAndTakesTheNewType() {
        long id = initialize("full");

        assertThat(initialize("manual")).isEqualTo(id);
        assertThat(state()).containsEntry("sync_type", "manual");
    }

    @Test
    void completed_isDueAgainAfterItsInterval() {
        initialize("full");
        call("complete_sync('main', '55110001@c.us')");

        assertThat(state()).containsEntry("sync_status", "completed").containsEntry("sync_type", "incremental");
        assertThat(due()).isEmpty();

        passTime("next_sync_scheduled_at");
        assertThat(due()).containsExactly("55110001@c.us");
    }

    @Test
    void leased_isNotDueUntilTheLeaseRunsOut() {
        initialize("full");
        claim();
        assertThat(due()).isEmpty();

        passTime("lease_until");
        assertThat(due()).containsExactly("55110001@c.us");
    }

    @Test
    void askedDuringASync_isDueAgainWhenThatEnds() {
        initialize("incremental");
        claim();

        initialize("full");
        assertThat(state()).containsEntry("sync_status", "syncing");
        assertThat(due()).isEmpty();

        call("complete_sync('main', '55110001@c.us')");
        assertThat(state()).containsEntry("sync_status", "pending").containsEntry("sync_type", "full");
        assertThat(due()).containsExactly("55110001@c.us");
    }

    @Test
    void failed_waitsLongerEachTime() {
        initialize("full");

        for (int minutes : List.of(5, 15, 45, 135, 360, 360, 360)) {
            call("fail_sync('main', '55110001@c.us', 'timeout')");
            assertThat(jdbc.sql("""
                                    select round(extract(epoch from next_sync_scheduled_at - updated_at) / 60)::integer
                                      from whatsapp_gateway.sync_state
                                    """).query(Integer.class).single()).isEqualTo(minutes);
        }
        assertThat(state()).containsEntry("sync_error", "timeout").containsEntry("sync_enabled", true);
    }

    @Test
    void failedTooOften_isGivenUpVisibly() {
        giveUp();

        assertThat(state())
                .containsEntry("sync_status", "failed")
                .containsEntry("sync_enabled", false)
                .containsEntry("sync_error", "timeout (max retries reached)");
        assertThat(due()).isEmpty();
    }

    @Test
    void givenUp_isRevivedByAskingAgain() {
        giveUp();

        initialize("full");

        assertThat(state())
                .containsEntry("sync_status", "pending")
                .containsEntry("sync_enabled", true)
                .containsEntry("retry_count", 0)
                .containsEntry("sync_error", null);
        assertThat(due()).containsExactly("55110001@c.us");
    }

    @Test
    void sessionSwitchedOff_isNotPulled() {
        initialize("full");
        jdbc.sql("insert into whatsapp_gateway.sessions (session_name, sync_enabled) values ('main', false)")
                .update();

        assertThat(due()).isEmpty();
    }

    @Test
    void progress_neverTakesTheNewestTimeBack() {
        initialize("full");
        call("update_sync_progress('main', '55110001@c.us', 10, 20, '2026-01-02Z')");
        call("update_sync_progress('main', '55110001@c.us', 12, 20, '2026-01-01Z')");
        call("update_sync_progress('main', '55110001@c.us', 13, 20)");

        assertThat(state()).containsEntry("synced_messages_count", 13L).containsEntry("total_messages_count", 20L);
        assertThat(jdbc.sql("select last_message_timestamp = '2026-01-02Z' from whatsapp_gateway.sync_state")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void claimOfDueChats_walksTheIndex() {
        jdbc.sql("""
                        insert into whatsapp_gateway.sync_state (session_name, chat_id, sync_status, next_sync_scheduled_at)
                        select 'main', n || '@c.us', 'completed', now() + n * interval '1 minute'
                          from generate_series(-5000, 5000) n
                        """).update();
        jdbc.sql("analyze whatsapp_gateway.sync_state").update();

        assertThat(Plan.of(jdbc, "select * from whatsapp_gateway.sync_queue limit 20")
                        .toString())
                .contains("Index Scan using sync_state_due")
                .doesNotContain("Sort");
    }

    private long initialize(String type) {
        return initialize("55110001@c.us", type);
    }

    private long initialize(String chat, String type) {
        return jdbc.sql("select whatsapp_gateway.initialize_sync_state('main', :chat, :type)")
                .param("chat", chat)
                .param("type", type)
                .query(Long.class)
                .single();
    }

    private void giveUp() {
        initialize("full");
        for (int i = 0; i < 8; i++) {
            call("fail_sync('main', '55110001@c.us', 'timeout')");
        }
    }

    private void claim() {
        jdbc.sql("""
                        update whatsapp_gateway.sync_state
                           set sync_status = 'syncing', sync_started_at = now(), lease_until = now() + interval '1 minute'
                        """).update();
    }

    private void passTime(String column) {
        jdbc.sql("update whatsapp_gateway.sync_state set " + column + " = now() - interval '1 second'")
                .update();
    }

    private void call(String function) {
        jdbc.sql("select whatsapp_gateway." + function).query().singleRow();
    }

    private Map<String, Object> state() {
        return jdbc.sql("select * from whatsapp_gateway.sync_state").query().singleRow();
    }

    private List<String> due() {
        return jdbc.sql("select chat_id from whatsapp_gateway.sync_queue")
                .query(String.class)
                .list();
    }
}
