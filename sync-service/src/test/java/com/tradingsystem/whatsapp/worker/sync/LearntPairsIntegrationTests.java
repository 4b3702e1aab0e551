package com.tradingsystem.whatsapp.worker.sync;

import static com.tradingsystem.whatsapp.worker.sync.SyncTables.LEASE;
import static com.tradingsystem.whatsapp.worker.sync.SyncTables.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.sync.ChatHints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chat is claimed by its hidden id, and a page of it tells whose number that is. */
class LearntPairsIntegrationTests {

    private static final SyncTables tables = new SyncTables();
    private static final Instant NEWEST = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2026-11-10T10:00:00Z");
    private static final String LID = "99001122@lid";
    private static final String NUMBER = "5511987654321@c.us";

    private SyncClaim claim;

    @BeforeEach
    void claimTheHiddenId() {
        tables.clear();
        tables.working(SALES);
        tables.ask(SALES, LID, "full");
        claim = tables.claim();
        assertThat(claim.chat()).isEqualTo(LID);
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Test
    void completedRun_endsTheRowThatWasClaimed() {
        tables.ask(SALES, NUMBER, "full");

        endWithPair(tables.runs.begin(claim, null, null));

        assertThat(row(LID))
                .containsEntry("sync_status", "completed")
                .containsEntry("lease_owner", null)
                .containsEntry("walk", null);
        assertThat(row(NUMBER))
                .containsEntry("sync_status", "pending")
                .containsEntry("sync_type", "full")
                .containsEntry("last_successful_sync_at", null);
    }

    @Test
    void completedRun_leavesTheNumberToItsWorker() {
        tables.ask(SALES, NUMBER, "full");
        SyncClaim other = tables.claim();
        assertThat(other.chat()).isEqualTo(NUMBER);

        endWithPair(tables.runs.begin(claim, null, null));

        assertThat(row(NUMBER)).containsEntry("sync_status", "syncing").containsEntry("lease_owner", other.owner());
        tables.end(other, tables.runs.begin(other, null, null), SyncOutcome.EXHAUSTED);
        assertThat(row(NUMBER)).containsEntry("sync_status", "completed");
    }

    @Test
    void completedRun_isNotDoneAgainAndTheNumberIsPulled() {
        tables.ask(SALES, NUMBER, "full");

        endWithPair(tables.runs.begin(claim, null, null));
        rename();

        SyncClaim next = tables.claim();
        assertThat(next.chat()).isEqualTo(NUMBER);
        assertThat(next.type()).isEqualTo("full");
        assertThat(tables.isEmpty()).isTrue();
    }

    @Test
    void completedRun_isTheNumbersWhereThatHadNoRow() {
        endWithPair(tables.runs.begin(claim, null, null));
        rename();

        assertThat(row(NUMBER)).containsEntry("sync_status", "completed");
        assertThat(tables.coverage("chat_id", String.class)).isEqualTo(NUMBER);
        assertThat(tables.gaps()).isZero();
        assertThat(tables.isEmpty()).isTrue();
    }

    @Test
    void claimWithNothingToAsk_endsTheRowThatWasClaimed() {
        tables.ask(SALES, NUMBER, "full");
        tables.inTransaction(LearntPairsIntegrationTests::learn);

        tables.runs.endWithoutRun(claim);

        assertThat(row(LID)).containsEntry("sync_status", "completed").containsEntry("lease_owner", null);
        assertThat(row(NUMBER)).containsEntry("sync_status", "pending").containsEntry("last_successful_sync_at", null);
    }

    @Test
    void failedRun_failsTheRowThatWasClaimed() {
        tables.ask(SALES, NUMBER, "full");
        SyncRun run = tables.runs.begin(claim, null, null);
        tables.inTransaction(LearntPairsIntegrationTests::learn);
        tables.step(claim, run, MIDDLE, NEWEST, 100);

        tables.queue.fail(claim, "failed in WAHA");

        assertThat(row(LID))
                .containsEntry("sync_status", "failed")
                .containsEntry("retry_count", 1)
                .containsEntry("lease_owner", null);
        assertThat(row(NUMBER))
                .containsEntry("sync_status", "pending")
                .containsEntry("retry_count", 0)
                .containsEntry("sync_error", null);
    }

    /** The last page of a run, with the pair in the same transaction. */
    private void endWithPair(SyncRun run) {
        tables.inTransaction(connection -> {
            learn(connection);
            tables.runs.step(
                    connection,
                    claim,
                    run,
                    new SyncStep("{\"at\": 1}", MIDDLE, MIDDLE, 100, false, MIDDLE, NEWEST, 0, 100),
                    LEASE);
            tables.runs.end(connection, claim, run, SyncOutcome.EXHAUSTED, null, true, null);
        });
    }

    private static void learn(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into whatsapp_gateway.lid_links (session_name, lid, phone) values ('sales', '" + LID
                            + "', '" + NUMBER + "')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rename() {
        Renaming renaming = new Renaming(new SessionLid(SALES, (Jid.Lid) Jid.of(LID)), (Jid.Person) Jid.of(NUMBER));
        tables.inTransaction(connection -> {
            try {
                new ChatHints().rename(connection, List.of(renaming), 100);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Map<String, Object> row(String chat) {
        return tables.jdbc
                .sql("select * from whatsapp_gateway.sync_state where chat_id = :chat")
                .param("chat", chat)
                .query()
                .singleRow();
    }
}
