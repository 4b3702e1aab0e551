package com.tradingsystem.whatsapp.sync;

import static com.tradingsystem.whatsapp.sync.SyncTables.HOME;
import static com.tradingsystem.whatsapp.sync.SyncTables.LEASE;
import static com.tradingsystem.whatsapp.sync.SyncTables.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncQueueIntegrationTests {

    private static final SyncTables tables = new SyncTables();
    private static final Instant NEWEST = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2026-11-10T10:00:00Z");

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Test
    void chatAskedFor_isTakenOnce() {
        tables.working(SALES);
        tables.ask(SALES, "1@c.us", "full");

        SyncClaim claim = tables.claim();

        assertThat(claim.chat()).isEqualTo("1@c.us");
        assertThat(claim.type()).isEqualTo("full");
        assertThat(claim.isAsked()).isTrue();
        assertThat(claim.run()).isNull();
        assertThat(tables.isEmpty()).isTrue();
        assertThat(queued()).isEmpty();
    }

    @Test
    void whatMayBeTaken_isWhatTheViewShows() {
        tables.working(SALES);
        tables.ask(SALES, "due@c.us", "full");
        tables.ask(SALES, "off@c.us", "full");
        tables.ask(SALES, "later@c.us", "full");
        tables.jdbc
                .sql("update whatsapp_gateway.sync_state set sync_enabled = false where chat_id = 'off@c.us'")
                .update();
        tables.jdbc
                .sql(
                        "update whatsapp_gateway.sync_state set next_sync_scheduled_at = now() + interval '1 hour' where chat_id = 'later@c.us'")
                .update();

        assertThat(queued()).containsExactly("due@c.us");
        assertThat(tables.claim().chat()).isEqualTo("due@c.us");
        assertThat(tables.isEmpty()).isTrue();
    }

    @Test
    void sessionThatDoesNotWork_isLeftAlone() {
        tables.ask(SALES, "1@c.us", "full");
        assertThat(tables.isEmpty()).as("never seen").isTrue();

        tables.working(SALES);
        tables.sessions.notReady(SALES, "STARTING");
        assertThat(tables.isEmpty()).as("not working").isTrue();

        tables.working(SALES);
        tables.sessions.pause(SALES, Duration.ofMinutes(1), "WAHA is overloaded");
        assertThat(tables.isEmpty()).as("paused").isTrue();
    }

    @Test
    void sessionSwitchedOff_isLeftAlone() {
        tables.working(SALES);
        tables.ask(SALES, "1@c.us", "full");
        tables.jdbc
                .sql("insert into whatsapp_gateway.sessions (session_name, sync_enabled) values ('sales', false)")
                .update();

        assertThat(tables.isEmpty()).isTrue();
        assertThat(tables.scans.claim(LEASE, LEASE)).isEmpty();
    }

    @Test
    void busySession_doesNotStarveTheOther() {
        tables.working(SALES, HOME);
        IntStream.range(0, 20).forEach(i -> tables.ask(SALES, i + "@c.us", "full"));
        tables.ask(HOME, "1@c.us", "full");
        tables.ask(HOME, "2@c.us", "full");

        List<String> turns = IntStream.range(0, 4)
                .mapToObj(i -> tables.claim().session().value())
                .toList();

        assertThat(turns).containsExactlyInAnyOrder("sales", "home", "sales", "home");
    }

    @Test
    void workersAtOnce_neverTakeTheSameChat() {
        tables.working(SALES, HOME);
        IntStream.range(0, 200).forEach(i -> tables.ask(i % 3 == 0 ? HOME : SALES, i + "@c.us", "full"));
        Set<String> taken = new ConcurrentSkipListSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int worker = 0; worker < 8; worker++) {
                String name = "w" + worker + "-";
                var unused = threads.submit(() -> {
                    int misses = 0;
                    for (int i = 0; misses < 20; i++) {
                        var claim = tables.queue.claim(name + i, LEASE);
                        claim.ifPresent(it ->
                                assertThat(taken.add(it.session() + it.chat())).isTrue());
                        misses = claim.isPresent() ? 0 : misses + 1;
                    }
                    return null;
                });
            }
        }
        assertThat(taken).hasSize(200);
    }

    @Test
    void leaseThatRanOut_goesToAnotherWorkerWhoGoesOnWhereItStood() {
        tables.working(SALES);
        tables.ask(SALES, "1@c.us", "full");
        SyncClaim first = tables.claim();
        SyncRun run = tables.runs.begin(first, null, null);
        tables.step(first, run, MIDDLE, NEWEST, 100);
        expire();

        SyncClaim second = tables.claim();

        assertThat(runOf(second)).isEqualTo(new SyncRun(run.startedAt(), null, "{\"at\": 1}"));
        assertThatThrownBy(() -> tables.step(first, run, MIDDLE, NEWEST, 1)).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> tables.runs.begin(first, null, null)).isInstanceOf(LeaseLost.class);
        tables.queue.fail(first, "too late");
        tables.queue.release(first, Duration.ZERO, "too late");
        assertThat(tables.state("sync_status", String.class)).isEqualTo("syncing");
    }

    @Test
    void completeRun_isCoverageWithoutAGap() {
        tables.working(SALES);
        tables.ask(SALES, "1@c.us", "full");
        SyncClaim claim = tables.claim();
        SyncRun run = tables.runs.begin(claim, null, null);
        tables.step(claim, run, MIDDLE, NEWEST, 100);
        assertThat(tables.gaps()).as("still running").isEqualTo(1);

        tables.end(claim, run, SyncOutcome.EXHAUSTED);

        assertThat(tables.gaps()).isZero();
        assertThat(tables.state("sync_status", String.class)).isEqualTo("completed");
        assertThat(tables.state("sync_type", String.class)).isEqualTo("incremental");
        assertThat(tables.state("total_messages_count", Long.class)).isEqualTo(100);
        assertThat(tables.coverage("outcome", String.class)).isEqualTo("exhausted");
        assertThat(tables.coverage("pages", Integer.class)).isEqualTo(1);
        assertThat(tables.isEmpty()).isTrue();
    }

    @Test
    void failure_waitsLongerEachTimeAndKeepsItsPlace() {
        tables.working(SALES);
        tables.ask(SALES, "1@c.us", "full");
        SyncClaim claim = tables.claim();
        SyncRun run = tables.runs.begin(claim, null, null);
        tables.step(claim, run, MIDDLE, NEWEST, 100);

        tables.queue.fail(claim, "failed in WAHA");

        assertThat(tables.state("sync_status", String.class)).isEqualTo("failed");
        assertThat(tables.state("sync_error", String.class)).isEqualTo("failed in WAHA");
        assertThat(tables.coverage("outcome", String.class)).isEqualTo("failed");
        assertThat(tables.gaps()).isEqualTo(1);
        assertThat(tables.isEmpty()).isTrue();

        tables.jdbc
                .sql("update whatsapp_gateway.sync_state set next_sync_scheduled_at = now()")
                .update();
        SyncClaim again = tables.claim();
        assertThat(again.retries()).isEqualTo(1);
        tables.step(again, runOf(again), MIDDLE, NEWEST, 0);
        assertThat(tables.coverage("outcome", String.class)).isEqualTo("running");
    }

    @Test
    void askedForMeanwhile_beginsAnew() {
        tables.working(SALES);
        tables.ask(SALES, "1@c.us", "full");
        SyncClaim claim = tables.claim();
        SyncRun run = tables.runs.begin(claim, null, null);
        tables.step(claim, run, MIDDLE, NEWEST, 100);
        tables.queue.release(claim, Duration.ZERO, null);
        tables.ask(SALES, "1@c.us", "full");

        SyncClaim again = tables.claim();

        assertThat(again.run()).isNull();
        tables.runs.begin(again, null, null);
        assertThat(tables.jdbc
                        .sql("select outcome from whatsapp_gateway.sync_coverage order by started_at")
                        .query(String.class)
                        .list())
                .containsExactly("interrupted", "running");
    }

    @Test
    void chatGivenUp_isRevivedByHand() {
        tables.working(SALES);
        tables.ask(SALES, "1@c.us", "full");
        for (int i = 0; i < 8; i++) {
            tables.jdbc
                    .sql("update whatsapp_gateway.sync_state set next_sync_scheduled_at = now()")
                    .update();
            tables.queue.fail(tables.claim(), "failed in WAHA");
        }
        assertThat(tables.state("sync_enabled", Boolean.class)).isFalse();
        assertThat(tables.isEmpty()).isTrue();

        tables.ask(SALES, "1@c.us", "full");

        assertThat(tables.claim().retries()).isZero();
    }

    @Test
    void movedDuringTheRun_isDueAgainAtOnce() {
        tables.working(SALES);
        tables.ask(SALES, "1@c.us", "full");
        SyncClaim claim = tables.claim();
        SyncRun run = tables.runs.begin(claim, null, null);
        tables.due.schedule(
                SALES,
                List.of(new DueChats.Head(com.tradingsystem.whatsapp.identity.Jid.of("1@c.us"), "NEW", NEWEST)),
                false,
                true);
        tables.step(claim, run, MIDDLE, NEWEST, 100);
        tables.end(claim, run, SyncOutcome.EXHAUSTED);

        SyncClaim again = tables.claim();

        assertThat(again.type()).isEqualTo("incremental");
        assertThat(again.isAsked()).isTrue();
    }

    private static SyncRun runOf(SyncClaim claim) {
        SyncRun run = claim.run();
        if (run == null) {
            throw new AssertionError("the run was forgotten");
        }
        return run;
    }

    private static List<String> queued() {
        return tables.jdbc
                .sql("select chat_id from whatsapp_gateway.sync_queue")
                .query(String.class)
                .list();
    }

    private static void expire() {
        tables.jdbc
                .sql("update whatsapp_gateway.sync_state set lease_until = now() - interval '1 second'")
                .update();
    }
}
