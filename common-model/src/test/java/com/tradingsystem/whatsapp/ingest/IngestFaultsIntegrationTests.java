package com.tradingsystem.whatsapp.ingest;

import static com.tradingsystem.whatsapp.ingest.Samples.NOON;
import static com.tradingsystem.whatsapp.ingest.Samples.SESSION;
import static com.tradingsystem.whatsapp.ingest.Samples.text;
import static com.tradingsystem.whatsapp.ingest.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@SuppressWarnings("NullAway.Init") // set up before every test
class IngestFaultsIntegrationTests {

    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void oneBadEventAmong256_isQuarantinedAndTheOthersAreStored() throws SQLException {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            List<CompletableFuture<IngestReceipt>> receipts = new ArrayList<>();
            SessionHold hold = new SessionHold(database.jdbcUrl(), SESSION);
            receipts.add(ingest.send(told(text("FIRST", "holds up the next batch"))));
            await().until(() -> ingest.gauge("whatsapp.ingest.queue.depth") == 1);
            for (int i = 0; i < 256; i++) {
                receipts.add(ingest.send(told(text("BATCH" + i, i == 100 ? "a NUL \0 of 5511987654321" : "fine"))));
            }
            await().until(() -> ingest.gauge("whatsapp.ingest.queue.depth") == 257);
            // The session is blocked, so all that waits for it is tried again and again.
            await().until(() -> largestBatch(ingest) == 256);
            hold.release();

            assertThat(receipts.stream().map(CompletableFuture::join))
                    .containsOnlyOnce(IngestReceipt.QUARANTINED)
                    .filteredOn(receipt -> receipt == IngestReceipt.STORED)
                    .hasSize(256);
            assertThat(count("messages where core_id like 'BATCH%'")).isEqualTo(255);
            assertThat(count("webhook_events where outcome = 'stored' and core_id like 'BATCH%'"))
                    .isEqualTo(255);
            assertThat(quarantineReasons())
                    .singleElement()
                    .asString()
                    .contains("22021")
                    .doesNotContain("5511987654321");
            assertThat(largestBatch(ingest)).isEqualTo(256);
            assertThat(ingest.metrics
                            .get("whatsapp.ingest.events")
                            .tag("outcome", "quarantined")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void quarantinedEvent_isNamedInTheLogWithoutAddressOrText(CapturedOutput output) {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            assertThat(ingest.accept(told(text("BAD", "a NUL \0 of 5511987654321"))))
                    .isEqualTo(IngestReceipt.QUARANTINED);
        }
        assertThat(output.getAll().lines().filter(line -> line.contains("kept verbatim")))
                .singleElement()
                .asString()
                .contains("(session main, event message.any, request request)")
                .doesNotContain("5511987654321", "NUL");
    }

    @Test
    void eventThatCannotEvenBeKeptVerbatim_isRefusedAlone() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            RawEvent unstorable = new RawEvent(new byte[0], null, Instant.MAX);

            assertThatExceptionOfType(IngestUnavailable.class)
                    .isThrownBy(() -> ingest.accept(unstorable, told(text("BAD", "bad"))));

            assertThat(ingest.accept(told(text("GOOD", "good")))).isEqualTo(IngestReceipt.STORED);
        }
    }

    @Test
    void databaseThatGoesAway_isNoticedAtOnceAndRecoveredFrom() throws Exception {
        Map<String, String> impatient = Map.of("connection-timeout", "250ms", "probe-interval", "50ms");
        try (TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.KEEP, impatient)) {
            Load load = new Load(ingest, 32);
            await().until(() -> load.acknowledged() > 100);

            database.away();
            await().atMost(Duration.ofSeconds(20)).until(() -> load.refused() > 200);
            assertThat(load.slowestRefusal()).isLessThan(Duration.ofSeconds(5));
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("ingest-committer")))
                    .hasSize(1);
            assertThat(ingest.gauge("whatsapp.ingest.queue.depth")).isLessThanOrEqualTo(32);

            database.back();
            long before = load.acknowledged();
            await().atMost(Duration.ofSeconds(20)).until(() -> load.acknowledged() > before + 100);

            List<String> acknowledged = load.stop();
            assertThat(database.jdbc()
                            .sql("select core_id from whatsapp_gateway.messages")
                            .query(String.class)
                            .list())
                    .doesNotHaveDuplicates()
                    .containsAll(acknowledged);
            assertThat(ingest.metrics
                            .get("whatsapp.ingest.refused")
                            .tag("reason", "database")
                            .counter()
                            .count())
                    .isPositive();
        }
    }

    @Test
    void fullDisk_refusesAtOnce_untilWritingWorksAgain() throws InterruptedException {
        try (TestIngest ingest =
                new TestIngest(database.dataSource(), RevokePolicy.KEEP, Map.of("probe-interval", "50ms"))) {
            database.jdbc().sql("""
                            create function whatsapp_gateway.fill_the_disk() returns trigger language plpgsql as $$
                            begin raise exception 'could not extend file' using errcode = '53100'; end $$""").update();
            database.jdbc()
                    .sql("create trigger full_disk before insert on whatsapp_gateway.webhook_events"
                            + " for each row execute function whatsapp_gateway.fill_the_disk()")
                    .update();

            assertThat(isRefused(ingest, told(text("FULL", "no room")))).isTrue();
            assertThat(ingest.isWriting()).isFalse();
            Thread.sleep(300); // several probes
            assertThat(ingest.isWriting()).isFalse();

            database.jdbc()
                    .sql("drop trigger full_disk on whatsapp_gateway.webhook_events")
                    .update();
            await().until(ingest::isWriting);
            assertThat(ingest.accept(told(text("FULL", "room")))).isEqualTo(IngestReceipt.STORED);
            assertThat(count("webhook_events")).isEqualTo(1);
        }
    }

    @Test
    void fullQueue_refusesAtOnce() throws SQLException {
        Map<String, String> small = Map.of("queue-events", "3", "retry-after", "7s");
        try (TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.KEEP, small)) {
            List<CompletableFuture<IngestReceipt>> accepted = new ArrayList<>();
            SessionHold hold = new SessionHold(database.jdbcUrl(), SESSION);
            for (int i = 0; i < 3; i++) {
                accepted.add(ingest.send(told(text("FULL" + i, "waits"))));
            }
            await().until(() -> ingest.gauge("whatsapp.ingest.queue.depth") == 3);

            assertThatExceptionOfType(IngestUnavailable.class)
                    .isThrownBy(() -> ingest.accept(told(text("FULL3", "too much"))))
                    .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
            hold.release();
            assertThat(accepted.stream().map(CompletableFuture::join)).containsOnly(IngestReceipt.STORED);
            // The places are given back just after the senders were answered.
            await().until(() -> ingest.gauge("whatsapp.ingest.queue.size") == 0);
        }
    }

    @Test
    void senderWhoseEventTakesTooLong_isRefused() throws SQLException {
        Map<String, String> impatient = Map.of("patience", "200ms");
        try (TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.KEEP, impatient)) {
            SessionHold hold = new SessionHold(database.jdbcUrl(), SESSION);
            assertThatExceptionOfType(IngestUnavailable.class)
                    .isThrownBy(() -> ingest.accept(told(text("LATE", "waits"))));
            hold.release();

            assertThat(ingest.accept(told(text("NEXT", "does not")))).isEqualTo(IngestReceipt.STORED);
        }
    }

    @Test
    void stop_storesWhatWasAcceptedAndRefusesWhatComes() throws SQLException {
        TestIngest ingest = TestIngest.on(database.dataSource());
        try {
            List<CompletableFuture<IngestReceipt>> accepted = new ArrayList<>();
            CompletableFuture<Void> stopped;
            SessionHold hold = new SessionHold(database.jdbcUrl(), SESSION);
            for (int i = 0; i < 50; i++) {
                accepted.add(ingest.send(told(text("DRAIN" + i, "accepted"))));
            }
            await().until(() -> ingest.gauge("whatsapp.ingest.queue.depth") == 50);
            stopped = CompletableFuture.runAsync(ingest::stop);
            await().until(() -> isRefused(ingest, told(text("TOOLATE", "refused"))));
            hold.release();

            stopped.join();
            await().until(() -> accepted.stream().allMatch(CompletableFuture::isDone));
            assertThat(accepted.stream().map(CompletableFuture::join)).containsOnly(IngestReceipt.STORED);
            assertThat(count("messages where core_id like 'DRAIN%'")).isEqualTo(50);
            assertThat(count("messages where core_id = 'TOOLATE'")).isZero();
            assertThat(count("sessions where last_event_at is not null")).isEqualTo(1);
        } finally {
            ingest.close();
        }
    }

    @Test
    void textOfOneMegabyte_isStoredWhole() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            String megabyte = "palavra ".repeat(131_072);

            assertThat(ingest.accept(told(NOON, text("LONG", megabyte)))).isEqualTo(IngestReceipt.STORED);

            assertThat(count("messages where length(body) = 1048576")).isEqualTo(1);
            assertThat(
                            count(
                                    "message_search s join whatsapp_gateway.message_keys k on k.id = s.message_number where k.core_id = 'LONG'"))
                    .isEqualTo(1);
        }
    }

    private static double largestBatch(TestIngest ingest) {
        return ingest.metrics.get("whatsapp.ingest.batch.size").summary().max();
    }

    private static boolean isRefused(TestIngest ingest, Reading reading) {
        CompletableFuture<IngestReceipt> answer = ingest.send(reading);
        try {
            answer.join();
            return false;
        } catch (CompletionException e) {
            return e.getCause() instanceof IngestUnavailable;
        }
    }

    private List<String> quarantineReasons() {
        return database.jdbc()
                .sql("select reason from whatsapp_gateway.webhook_events where outcome = 'quarantined'")
                .query(String.class)
                .list();
    }

    private long count(String from) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway." + from)
                .query(Long.class)
                .single();
    }
}
