package com.tradingsystem.whatsapp.sync;

import static com.tradingsystem.whatsapp.sync.SyncTables.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncedRangesIntegrationTests {

    private static final SyncTables tables = new SyncTables();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String CHAT = "1@c.us";

    @BeforeEach
    void clear() {
        tables.clear();
        tables.working(SALES);
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    /** @param newest of what was offered; null for nothing */
    private void covered(
            String chat,
            int startedDaysAgo,
            int fromDaysAgo,
            @Nullable Integer reachedDaysAgo,
            @Nullable Integer newest,
            String outcome) {
        tables.jdbc
                .sql("""
                        insert into whatsapp_gateway.sync_coverage
                          (session_name, chat_id, started_at, sync_type, asked_from, asked_to, reached, offered_newest, outcome)
                        values ('sales', :chat, :started::timestamptz, 'full', :from::timestamptz, :started::timestamptz,
                                :reached::timestamptz, :newest::timestamptz, :outcome)""")
                .param("chat", chat)
                .param("started", daysAgo(startedDaysAgo).toString())
                .param("from", daysAgo(fromDaysAgo).toString())
                .param(
                        "reached",
                        reachedDaysAgo == null ? null : daysAgo(reachedDaysAgo).toString())
                .param("newest", newest == null ? null : daysAgo(newest).toString())
                .param("outcome", outcome)
                .update();
    }

    private static SyncedRange known() {
        tables.ask(SALES, CHAT, "incremental");
        return tables.ranges.of(tables.claim());
    }

    @Test
    void nothingAsked_nothingKnown() {
        SyncedRange known = known();

        assertThat(known.floor()).isNull();
        assertThat(known.hasMoved()).isFalse();
        assertThat(known.settles()).isTrue();
        assertThat(known.horizon()).isBetween(daysAgo(366), daysAgo(364));
        assertThat(tables.gaps()).isZero();
    }

    @Test
    void completeRuns_areKnownUpToTheirNewestMessage() {
        covered(CHAT, 10, 100, 100, 12, "complete");
        covered(CHAT, 2, 13, 13, 3, "complete");

        assertThat(known().floor()).isEqualTo(daysAgo(3));
        assertThat(tables.gaps()).isZero();
    }

    @Test
    void interruptedRun_isAGapAndTheNextSyncClosesIt() {
        covered(CHAT, 10, 100, 100, 12, "complete");
        covered(CHAT, 2, 13, 5, 3, "interrupted");

        assertThat(known().floor()).isEqualTo(daysAgo(12));
        assertThat(tables.gaps()).isEqualTo(1);
        assertThat(tables.jdbc
                        .sql("select missing_to from whatsapp_gateway.sync_gaps")
                        .query(Instant.class)
                        .single())
                .isEqualTo(daysAgo(5));
    }

    @Test
    void runOverAllChats_countsForEach() {
        covered(CHAT, 10, 100, 100, 12, "complete");
        covered("all", 1, 11, 11, 1, "complete");

        assertThat(known().floor()).isEqualTo(daysAgo(1));
        assertThat(tables.gaps()).isZero();
    }

    @Test
    void emptyChat_isKnownUntilItWasAsked() {
        covered(CHAT, 10, 100, null, null, "exhausted");

        assertThat(known().floor()).isEqualTo(daysAgo(10));
    }

    @Test
    void messagesSince_meanItMoved() {
        covered(CHAT, 10, 100, 100, 12, "complete");
        tables.key(SALES, CHAT, "OLD", daysAgo(12));
        assertThat(known().hasMoved()).isFalse();

        tables.jdbc.sql("delete from whatsapp_gateway.sync_state").update();
        tables.key(SALES, CHAT, "NEW", daysAgo(11));
        assertThat(known().hasMoved()).isTrue();
    }

    @Test
    void newestMessageThatIsMissing_isAskedForThoughItIsOlderThanWhatWasAsked() {
        covered(CHAT, 10, 100, 100, 12, "complete");
        covered("all", 1, 11, 11, null, "complete");
        tables.ask(SALES, CHAT, "incremental");
        SyncClaim claim = tables.claim();
        tables.jdbc
                .sql(
                        "update whatsapp_gateway.sync_state set head_id = 'LATE', last_message_timestamp = :at::timestamptz")
                .param("at", daysAgo(5).toString())
                .update();

        assertThat(tables.ranges.of(claim).floor()).isEqualTo(daysAgo(5));
        assertThat(tables.ranges.of(claim).hasMoved()).isTrue();

        tables.key(SALES, CHAT, "LATE", daysAgo(5));
        assertThat(tables.ranges.of(claim).floor()).isEqualTo(daysAgo(1));
        assertThat(tables.ranges.of(claim).hasMoved()).isFalse();
    }

    @Test
    void gapBeforeTheHorizon_isNone() {
        covered(CHAT, 10, 500, 400, 12, "interrupted");

        assertThat(tables.gaps()).isZero();
        assertThat(known().floor()).isEqualTo(daysAgo(12));
    }
}
