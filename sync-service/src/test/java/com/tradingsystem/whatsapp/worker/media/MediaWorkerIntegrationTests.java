package com.tradingsystem.whatsapp.worker.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.store.FileServer;
import com.tradingsystem.whatsapp.media.store.FileServer.Asked;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.worker.media.thumbnail.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

class MediaWorkerIntegrationTests extends MediaWorkerFixture {

    private static final byte[] PHOTO = Samples.picture("jpg", 800, 600);

    @Test
    void offeredFile_isStoredWithItsThumbnailWithinASecond() throws Exception {
        start();
        Thread.sleep(500); // it has found nothing to do by now
        waha.file(path("A.jpeg"), PHOTO);
        Instant inserted = Instant.now();
        long id = rows.row(LOJA, "A")
                .url(url("A.jpeg"))
                .size(PHOTO.length)
                .fileName("férias.jpg")
                .insert();

        awaitState(id, "completed");

        String folder = "loja/5511987654321@c.us/2026/01/";
        String hash = sha256(PHOTO);
        assertThat(rows.read(id))
                .containsEntry("minio_bucket", "directory")
                .containsEntry("minio_key", folder + hash + ".jpg")
                .containsEntry("thumbnail_minio_key", folder + "thumb_" + hash + ".jpg")
                .containsEntry("file_hash", hash)
                .containsEntry("file_size_bytes", (long) PHOTO.length)
                .containsEntry("file_mime_type", "image/jpeg")
                .containsEntry("retry_count", 0)
                .containsEntry("lease_owner", null)
                .containsEntry("download_error", null);
        assertThat(claimedAt(id)).isBefore(inserted.plusMillis(1_000));
        assertThat(store.keys()).containsExactly(folder + hash + ".jpg", folder + "thumb_" + hash + ".jpg");
        assertThat(bytes(folder + hash + ".jpg")).isEqualTo(PHOTO);
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes(folder + "thumb_" + hash + ".jpg")))
                        .getWidth())
                .isEqualTo(320);
        assertThat(store.label(new ObjectKey(folder + hash + ".jpg")).fileName())
                .isEqualTo("férias.jpg");
        assertThat(waha.asked()).containsExactly(new Asked(path("A.jpeg"), Workers.KEY, null));
        assertSpoolIsEmpty();
    }

    @Test
    void sleepingWorker_isWokenAtOnce() throws Exception {
        WakeUp wakeUp = new WakeUp();
        start(workers().over(store, wakeUp));
        waha.file(path("A.jpeg"), PHOTO);
        long id = rows.row(LOJA, "A").url(url("A.jpeg")).insert();
        wakeUp.wake();
        wakeUp.wake();

        awaitState(id, "completed");
    }

    @Test
    void fileThatWahaForgot_isAskedForAgain() {
        waha.file(path("A2.jpeg"), PHOTO).json(MESSAGES + "A", 200, """
                {"id":"false_5511987654321@c.us_A","hasMedia":true,
                 "media":{"url":"http://localhost:3000/api/files/loja/A2.jpeg","mimetype":"image/jpeg","error":null}}""");
        long forgotten = rows.row(LOJA, "A").url(url("A.jpeg")).insert();
        start();

        awaitState(forgotten, "completed");

        assertThat(waha.asked())
                .contains(new Asked(MESSAGES + "A", Workers.KEY, "downloadMedia=true"))
                .contains(new Asked(path("A2.jpeg"), Workers.KEY, null));
        assertThat(rows.read(forgotten)).containsEntry("media_url", url("A2.jpeg"));
    }

    @Test
    void messageOfAMergedChat_isAskedForUnderBothItsNames() {
        waha.file(path("A.jpeg"), PHOTO)
                .json(
                        "/api/loja/chats/90000000000077%40lid/messages/false_90000000000077%40lid_A",
                        404, "{\"message\":\"Message not found\"}")
                .json(
                        "/api/loja/chats/5511987654321%40c.us/messages/false_90000000000077%40lid_A",
                        200, "{\"hasMedia\":true,\"media\":{\"url\":\"http://x/api/files/loja/A.jpeg\"}}");
        long id = rows.row(LOJA, "A").chat("90000000000077@lid").insert();
        database.jdbc()
                .sql("update whatsapp_gateway.media_downloads set chat_id = :chat where id = :id")
                .param("chat", CHAT)
                .param("id", id)
                .update();
        start();

        awaitState(id, "completed");
        assertThat(key(id).value()).startsWith("loja/5511987654321@c.us/");
    }

    @Test
    void fileThatIsNowhere_endsInTheStateThatSaysWhy() {
        String url = "{\"hasMedia\":true,\"media\":{\"url\":null,\"error\":";
        waha.json(MESSAGES + "EXPIRED", 200, url + "{\"status\":410,\"message\":\"gone\"}}}")
                .json(MESSAGES + "BROKEN", 200, url + "{\"message\":\"decryption failed\"}}}")
                .json(MESSAGES + "SWITCHEDOFF", 200, url + "null}}")
                .json(MESSAGES + "UNKNOWN", 404, "{\"message\":\"Message not found\"}")
                .json(MESSAGES + "TEXT", 200, "{\"hasMedia\":false,\"media\":null}")
                .json(MESSAGES + "LOST", 200, "{\"hasMedia\":true,\"media\":{\"url\":\"http://x/api/files/nowhere\"}}");
        long expired = rows.row(LOJA, "EXPIRED").insert();
        long broken = rows.row(LOJA, "BROKEN").insert();
        long off = rows.row(LOJA, "SWITCHEDOFF").insert();
        long unknown = rows.row(LOJA, "UNKNOWN").insert();
        long text = rows.row(LOJA, "TEXT").insert();
        long lost = rows.row(LOJA, "LOST").insert();
        start();

        awaitFinalState(expired, "expired whatsapp_expired");
        awaitFinalState(broken, "failed waha_error");
        awaitFinalState(off, "failed not_offered");
        awaitFinalState(unknown, "gone message_unknown");
        awaitFinalState(text, "gone message_without_file");
        awaitFinalState(lost, "failed file_missing");
        assertThat(rows.read(expired).get("waha_error")).asString().contains("410");
        assertThat(rows.read(broken)).containsEntry("retry_count", 8);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void sessionThatDoesNotWork_costsItsFilesNoAttempt_andNoOtherSessionItsTurn() {
        waha.json("/api/sessions/parada", 200, "{\"status\":\"SCAN_QR_CODE\"}").file(path("B.jpeg"), PHOTO);
        SessionName stopped = new SessionName("parada");
        List<Long> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(rows.row(stopped, "A" + i).insert());
        }
        start();
        long other = rows.row(LOJA, "B").url(url("B.jpeg")).insert();

        awaitState(other, "completed");
        awaitState(waiting.getFirst(), "pending session_not_working");

        assertThat(waha.asked().stream().filter(one -> one.path().contains("/messages/")))
                .isEmpty();
        assertThat(waiting).allSatisfy(id -> assertThat(rows.read(id)).containsEntry("retry_count", 0));
    }

    @Test
    void twoWorkers_shareTheWorkAndDoNothingTwice() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] text = ("file " + i).getBytes(UTF_8);
            waha.on(path(i + ".txt"), exchange -> {
                sleep(20);
                FileServer.send(exchange, 200, "text/plain", text);
            });
            ids.add(rows.row(LOJA, "M" + i)
                    .url(url(i + ".txt"))
                    .type("document", "text/plain")
                    .insert());
        }
        Workers one = workers().concurrency(3);
        Workers two = workers().concurrency(3);
        start(one.over(store));
        start(two.over(store));

        ids.forEach(id -> awaitState(id, "completed"));

        for (int i = 0; i < 60; i++) {
            assertThat(waha.asked(path(i + ".txt"))).isEqualTo(1);
        }
        assertThat(store.puts()).hasSize(60).doesNotHaveDuplicates();
        await().untilAsserted(() -> assertThat(completed(one) + completed(two)).isEqualTo(60));
        assertThat(completed(one)).isPositive();
        assertThat(completed(two)).isPositive();
    }

    @Test
    void fileOfADeadWorker_isTakenOverWhenItsLeaseRunsOut() {
        waha.file(path("A.jpeg"), PHOTO);
        long id = rows.row(LOJA, "A").url(url("A.jpeg")).insert();
        rows.claims().claimDue(LOJA, "a worker that died", Duration.ofMinutes(2), 1);
        start();
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(rows.state(id)).isEqualTo("downloading"));

        rows.age(id, Duration.ofMinutes(3));

        awaitState(id, "completed");
        assertThat(rows.read(id)).containsEntry("retry_count", 1);
    }

    @Test
    void sameBytes_areStoredOnceInAChatAndMonth() {
        waha.file(path("A.jpeg"), PHOTO).file(path("B.jpeg"), PHOTO).file(path("C.jpeg"), PHOTO);
        long first = rows.row(LOJA, "A").url(url("A.jpeg")).fileName("a.jpg").insert();
        start();
        awaitState(first, "completed");
        long again = rows.row(LOJA, "B").url(url("B.jpeg")).fileName("b.jpg").insert();
        awaitState(again, "completed");

        assertThat(rows.read(again).get("minio_key")).isEqualTo(rows.read(first).get("minio_key"));
        assertThat(rows.read(again).get("thumbnail_minio_key"))
                .isEqualTo(rows.read(first).get("thumbnail_minio_key"));
        assertThat(store.puts()).hasSize(2);

        long nextMonth = rows.row(LOJA, "C")
                .url(url("C.jpeg"))
                .time(Instant.parse("2026-02-01T00:00:00Z"))
                .insert();
        awaitState(nextMonth, "completed");
        assertThat(store.puts()).hasSize(4);
    }

    @Test
    void freshFile_doesNotWaitBehindALongBacklog() {
        CountDownLatch slow = new CountDownLatch(1);
        for (int i = 0; i < 50; i++) {
            waha.on(MESSAGES + "OLD" + i, exchange -> {
                awaitLatch(slow);
                FileServer.send(exchange, 200, "application/json", "{\"hasMedia\":true}".getBytes(UTF_8));
            });
            rows.row(LOJA, "OLD" + i).insert();
        }
        start();
        await().until(() -> waha.asked().stream().anyMatch(one -> one.path().contains("OLD")));

        waha.file(path("NEW.jpeg"), PHOTO);
        long fresh = rows.row(LOJA, "NEW").url(url("NEW.jpeg")).insert();

        awaitState(fresh, "completed");
        slow.countDown();
    }

    @Test
    void stoppedWorker_givesItsFilesBack() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        waha.on(path("A.jpeg"), exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[1000]);
            exchange.getResponseBody().flush();
            asked.countDown();
            sleep(60_000);
        });
        long id = rows.row(LOJA, "A").url(url("A.jpeg")).insert();
        MediaWorkerLifecycle worker = workers().patience(Duration.ofMinutes(1)).over(store);
        worker.start();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        worker.stop();

        assertThat(rows.state(id)).isEqualTo("pending worker_stopped");
        assertThat(rows.read(id)).containsEntry("retry_count", 0).containsEntry("lease_owner", null);
        assertSpoolIsEmpty();
    }

    @Test
    void fileThatTakesLongerThanALease_isKept() {
        waha.on(path("A.txt"), exchange -> {
            exchange.sendResponseHeaders(200, 4);
            for (byte b : "slow".getBytes(UTF_8)) {
                exchange.getResponseBody().write(b);
                exchange.getResponseBody().flush();
                sleep(1_700);
            }
        });
        long id = rows.row(LOJA, "A")
                .url(url("A.txt"))
                .type("document", "text/plain")
                .insert();
        start(workers()
                .patience(Duration.ofSeconds(30))
                .lease(Duration.ofSeconds(5))
                .over(store));
        await().until(() -> rows.state(id).equals("downloading"));

        await().atMost(Duration.ofSeconds(20)).until(() -> !rows.state(id).equals("downloading"));
        assertThat(rows.state(id)).isEqualTo("completed");
        assertThat(rows.read(id)).containsEntry("retry_count", 0);
        assertThat(waha.asked(path("A.txt"))).isEqualTo(1);
    }

    @Test
    void workerWhoseLeaseIsGone_stopsAndWritesNothing() throws Exception {
        waha.on(path("A.jpeg"), exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().flush();
            sleep(60_000);
        });
        long id = rows.row(LOJA, "A").url(url("A.jpeg")).insert();
        start(workers().patience(Duration.ofMinutes(1)).over(store));
        await().until(() -> rows.state(id).equals("downloading"));

        database.jdbc()
                .sql(
                        "update whatsapp_gateway.media_downloads set lease_owner = 'another', lease_until = now() + interval '1 hour'")
                .update();

        await().atMost(Duration.ofSeconds(15)).untilAsserted(this::assertSpoolIsEmpty);
        assertThat(rows.read(id)).containsEntry("lease_owner", "another");
    }

    @Test
    void objectsOfForgottenMessages_areRemoved() {
        waha.file(path("A.jpeg"), PHOTO);
        long id = rows.row(LOJA, "A").url(url("A.jpeg")).insert();
        MediaWorkerLifecycle first = start(workers().over(store));
        awaitState(id, "completed");
        first.stop();
        database.jdbc()
                .sql(
                        "select whatsapp_gateway.forget_messages(array(select message_number from whatsapp_gateway.media_downloads where core_id = 'A'))")
                .query(String.class)
                .single();

        start();

        await().untilAsserted(() -> assertThat(store.keys()).isEmpty());
    }

    @Test
    void healthAndMetrics_sayWhatIsDone() {
        waha.file(path("A.jpeg"), PHOTO);
        Workers workers = workers();
        MediaWorkerLifecycle worker = workers.over(store);
        assertThat(worker.health().getStatus()).isEqualTo(Status.DOWN);
        start(worker);
        assertThat(worker.health().getStatus()).isEqualTo(Status.UP);
        long id = rows.row(LOJA, "A").url(url("A.jpeg")).insert();
        awaitState(id, "completed");

        await().untilAsserted(() -> {
            assertThat(completed(workers)).isEqualTo(1);
            assertThat(workers.meters()
                            .get("whatsapp.media.size.bytes")
                            .summary()
                            .totalAmount())
                    .isEqualTo(PHOTO.length);
            assertThat(workers.meters()
                            .get("whatsapp.media.oldest.seconds")
                            .gauge()
                            .value())
                    // It is read now and then, perhaps while the file was waiting for a moment.
                    .isLessThan(2);
            assertThat(workers.meters().get("whatsapp.media.fetching").gauge().value())
                    .isZero();
        });
        assertThat(new MediaWorkerLifecycle(true, null, null, null).health().getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(new MediaWorkerLifecycle(false, null, null, null).health().getStatus())
                .isEqualTo(Status.UP);
    }

    private static double completed(Workers workers) {
        return workers.meters().find("whatsapp.media.attempts").tag("state", "completed").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private static Instant claimedAt(long id) {
        return ((Timestamp) Objects.requireNonNull(rows.read(id).get("download_started_at"))).toInstant();
    }

    private byte[] bytes(String key) throws IOException {
        try (InputStream in = store.open(new ObjectKey(key)).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
