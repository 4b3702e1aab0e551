package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.media.store.DeafServer;
import com.tradingsystem.whatsapp.media.store.FileServer;
import com.tradingsystem.whatsapp.media.store.S3ObjectStore;
import com.tradingsystem.whatsapp.media.store.S3Server;
import com.tradingsystem.whatsapp.worker.media.thumbnail.Samples;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What happens while somebody is away, and after. */
@ExtendWith(OutputCaptureExtension.class)
class OutagesIntegrationTests extends MediaWorkerFixture {

    private static final byte[] PHOTO = Samples.picture("jpg", 300, 200);

    @Test
    void objectStoreThatIsAway_isWaitedFor() throws Exception {
        try (S3Server s3 = S3Server.start(Files.createDirectory(directory.resolve("s3")));
                S3ObjectStore remote = s3.store("whatsapp-media")) {
            RecordingStore recording = new RecordingStore(remote);
            waha.file(path("0"), PHOTO);
            MediaWorkerLifecycle worker = start(workers().over(recording));
            long before = rows.row(LOJA, "BEFORE").url(url("0")).insert();
            awaitState(before, "completed");

            s3.stop();
            List<Long> ids = offer(12);
            await().untilAsserted(
                            () -> assertThat(ids.stream().map(rows::state).filter("pending store_unavailable"::equals))
                                    .isNotEmpty());
            await().untilAsserted(() -> assertThat(worker.health().getStatus()).isEqualTo(Status.DOWN));
            long asked = waha.asked().size();
            await().during(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(rows.state(ids.getLast())).startsWith("pending"));
            assertThat(waha.asked().size()).as("nothing is fetched for nothing").isEqualTo(asked);
            assertThat(ids).allSatisfy(id -> assertThat(rows.read(id)).containsEntry("retry_count", 0));
            assertSpoolIsEmpty();

            s3.start();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                ids.forEach(id -> rows.endWait(id, Duration.ofMinutes(1)));
                assertThat(ids).allSatisfy(id -> assertThat(rows.state(id)).isEqualTo("completed"));
            });
            assertThat(worker.health().getStatus()).isEqualTo(Status.UP);
            for (long id : ids) {
                try (InputStream in = remote.open(key(id)).orElseThrow()) {
                    assertThat((long) in.readAllBytes().length)
                            .isEqualTo(rows.read(id).get("file_size_bytes"));
                }
            }
            assertThat(recording.keys()).as("no halves, no strangers").hasSize(2 * 13);
        }
    }

    @Test
    void fullObjectStore_isWaitedForAndSaid(CapturedOutput log) {
        store.refuse(key -> true);
        List<Long> ids = offer(3);
        MediaWorkerLifecycle worker = start(workers().over(store));
        awaitState(ids.getFirst(), "pending store_unavailable");
        assertThat(store.keys()).isEmpty();
        await().untilAsserted(
                        () -> assertThat(log).contains("no files are fetched: the object store cannot be used: full"));
        assertThat(worker.health())
                .isEqualTo(Health.down().withDetail("store", "full").build());

        store.refuse(key -> false);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            ids.forEach(id -> rows.endWait(id, Duration.ofMinutes(1)));
            assertThat(ids).allSatisfy(id -> assertThat(rows.state(id)).isEqualTo("completed"));
        });
        assertThat(ids).allSatisfy(id -> assertThat(rows.read(id)).containsEntry("retry_count", 0));
    }

    @Test
    void filesThatTheStoreRefuses_areNoOutage() {
        store.reject(key -> !key.value().contains("/5511900000000@c.us/"));
        List<Long> ids = offer(6);
        MediaWorkerLifecycle worker = start(workers().over(store));
        assertThat(ids).allSatisfy(id -> awaitState(id, "failed store_refused"));

        assertThat(store.rejections()).as("nobody insists").isLessThan(2 * 6);
        assertThat(ids).allSatisfy(id -> assertThat(rows.read(id)).containsEntry("download_error", "too large"));
        assertThat(worker.health().getStatus()).isEqualTo(Status.UP);

        waha.file(path("0"), PHOTO);
        long other =
                rows.row(LOJA, "OTHER").chat("5511900000000@c.us").url(url("0")).insert();
        awaitState(other, "completed");
    }

    @Test
    void fileThatTheStoreRefuses_isGivenUpAndCanBeAskedForAgain() {
        store.reject(key -> true);
        waha.file(path("0"), PHOTO);
        long id = rows.row(LOJA, "A").url(url("0")).insert();
        start();
        awaitFinalState(id, "failed store_refused");
        assertThat(store.keys()).isEmpty();

        store.reject(key -> false);
        assertThat(rows.claims().retry(id)).isTrue();
        awaitState(id, "completed");
    }

    @Test
    void thumbnailThatCannotBeStored_doesNotUndoTheFile() {
        store.refuse(key -> key.value().contains("thumb_"));
        waha.file(path("0"), PHOTO);
        long id = rows.row(LOJA, "A").url(url("0")).insert();
        start();

        awaitState(id, "completed");
        assertThat(rows.read(id)).containsEntry("thumbnail_minio_key", null);
    }

    @Test
    void wahaThatIsAway_isWaitedFor() throws Exception {
        List<Long> ids = offer(12);
        int port = waha.port();
        waha.close();
        start(workers().patience(Duration.ofSeconds(1)).over(store));
        await().untilAsserted(() -> assertThat(ids.stream().map(rows::state).filter("pending waha_unavailable"::equals))
                .hasSizeGreaterThanOrEqualTo(5));
        assertThat(ids).allSatisfy(id -> assertThat(rows.read(id)).containsEntry("retry_count", 0));

        waha = new FileServer(port);
        serve(12);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            ids.forEach(id -> rows.endWait(id, Duration.ofMinutes(1)));
            assertThat(ids).allSatisfy(id -> assertThat(rows.state(id)).isEqualTo("completed"));
        });
    }

    @Test
    void wahaThatDropsPackets_isWaitedFor() throws Exception {
        List<Long> ids = offer(6);
        int port = waha.port();
        waha.close();
        try (DeafServer deaf = new DeafServer(port)) {
            start(workers().patience(Duration.ofMillis(300)).over(store));
            await().untilAsserted(() -> assertThat(ids)
                    .as(deaf.origin())
                    .filteredOn(id -> rows.state(id).equals("pending waha_unavailable"))
                    .hasSizeGreaterThanOrEqualTo(5));
            assertThat(ids).allSatisfy(id -> assertThat(rows.read(id)).containsEntry("retry_count", 0));
        }

        waha = new FileServer(port);
        serve(6);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            ids.forEach(id -> rows.endWait(id, Duration.ofMinutes(1)));
            assertThat(ids).allSatisfy(id -> assertThat(rows.state(id)).isEqualTo("completed"));
        });
    }

    @Test
    void wahaThatFails_isLeftAloneForAWhile() {
        for (int i = 0; i < 40; i++) {
            waha.on(path("F" + i), exchange -> exchange.sendResponseHeaders(500, -1));
            rows.row(LOJA, "F" + i).url(url("F" + i)).insert();
        }
        start();

        await().untilAsserted(() -> assertThat(states("failed server_error")).isGreaterThanOrEqualTo(5));
        await().during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(waha.asked()).hasSizeLessThan(20));
        assertThat(states("pending")).as("the rest keeps its attempts").isGreaterThan(20);
    }

    @Test
    void engineThatFailsAtOldFiles_doesNotKeepNewOnesFromBeingFetched() {
        for (int i = 0; i < 30; i++) {
            waha.json(MESSAGES + "OLD" + i, 500, "{}");
            rows.row(LOJA, "OLD" + i).insert();
        }
        start();
        await().untilAsserted(() -> assertThat(states("failed server_error")).isGreaterThanOrEqualTo(5));

        waha.file(path("0"), PHOTO);
        long fresh = rows.row(LOJA, "NEW").url(url("0")).insert();
        awaitState(fresh, "completed");
    }

    @Test
    void keyThatIsRefused_isNobodysFault() {
        waha.on(path("A"), exchange -> exchange.sendResponseHeaders(401, -1));
        long id = rows.row(LOJA, "A").url(url("A")).insert();
        start();

        awaitState(id, "pending waha_refused_key");
        assertThat(rows.read(id)).containsEntry("retry_count", 0);
    }

    @Test
    void wahaThatAsksForTime_getsIt() {
        waha.on(path("A"), exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "600");
            exchange.sendResponseHeaders(429, -1);
        });
        long id = rows.row(LOJA, "A").url(url("A")).insert();
        start();

        awaitState(id, "pending rate_limited");
        assertThat(database.jdbc()
                        .sql("select extract(epoch from next_retry_at - now()) from whatsapp_gateway.media_downloads")
                        .query(Double.class)
                        .single())
                .isBetween(440.0, 760.0);
    }

    private List<Long> offer(int count) {
        serve(count);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(rows.row(LOJA, "M" + i).url(url("M" + i)).insert());
        }
        return ids;
    }

    private void serve(int count) {
        waha.json("/api/sessions/loja", 200, "{\"status\":\"WORKING\"}");
        for (int i = 0; i < count; i++) {
            waha.file(path("M" + i), Samples.picture("jpg", 100 + i, 100));
        }
    }

    private static long states(String state) {
        return database.jdbc().sql("""
                        select count(*) from whatsapp_gateway.media_downloads
                         where concat_ws(' ', download_status, download_reason) = :state""").param("state", state).query(Long.class).single();
    }
}
