package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.S3ObjectStore;
import com.tradingsystem.whatsapp.media.store.S3Server;
import com.tradingsystem.whatsapp.worker.media.thumbnail.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only shows in a process of its own: how much memory a worker takes, and what a killed one leaves behind. */
class WorkerProcessIntegrationTests extends MediaWorkerFixture {

    private static final int MEGABYTE = 1 << 20;

    /**
     * In MB. What is promised is 100 on a heap of 256 MB ({@code -Dwhatsapp.test.large-files-mb=100}); a suite that is run often
     * shows the same with less of both.
     */
    private static final int LARGE = Integer.getInteger("whatsapp.test.large-files-mb", 30);

    /** The S3 server of the tests holds a signed body in memory while it checks it, and takes 128 MB at most. */
    private static final int LARGER = 90;

    private static final String HEAP = Math.max(80, 256 * LARGE / 100) + "m";
    private static final byte[] BLOCK = block();

    @Test
    void fiftyLargeFiles_passThroughASmallHeap() throws Exception {
        List<Long> ids = offer(50, LARGE);
        Set<String> seen = new HashSet<>();
        try (WorkerProcess worker = WorkerProcess.start(
                HEAP,
                database.jdbcUrl(),
                waha.origin(),
                spool(),
                directory.resolve("store").toString())) {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        assertThat(worker.isAlive()).as("see %s", worker.log()).isTrue();
                        seen.addAll(takeAway());
                        assertThat(seen).hasSize(50);
                    });
        }
        for (int i = 0; i < 50; i++) {
            assertThat(rows.read(ids.get(i)))
                    .containsEntry("download_status", "completed")
                    .containsEntry("file_size_bytes", (long) LARGE * MEGABYTE);
        }
        assertThat(rows.read(ids.get(7))).containsEntry("file_hash", hash(7, LARGE));
        assertThat(rows.read(ids.get(49))).containsEntry("file_hash", hash(49, LARGE));
        assertSpoolIsEmpty();
    }

    @Test
    void largeFiles_passThroughToAnS3() throws Exception {
        try (S3Server s3 = S3Server.start(Files.createDirectory(directory.resolve("s3")));
                S3ObjectStore remote = s3.store("media")) {
            List<Long> ids = offer(4, LARGER);
            try (WorkerProcess worker =
                    WorkerProcess.start(HEAP, database.jdbcUrl(), waha.origin(), spool(), s3.endpoint())) {
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(200))
                        .untilAsserted(() -> {
                            assertThat(worker.isAlive())
                                    .as("see %s", worker.log())
                                    .isTrue();
                            assertThat(ids)
                                    .allSatisfy(id -> assertThat(rows.state(id)).startsWith("completed"));
                        });
            }
            for (long id : ids) {
                assertThat(remote.size(key(id))).hasValue((long) LARGER * MEGABYTE);
            }
        }
    }

    @Test
    void workerKilledInTheMiddle_isGoneOnFrom() throws Exception {
        CountDownLatch inTheMiddle = new CountDownLatch(3);
        AtomicBoolean isStuck = new AtomicBoolean(true);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            byte[] bytes = Samples.picture("jpg", 640, 480 + i);
            waha.on(path("K" + i), exchange -> {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
                inTheMiddle.countDown();
                if (isStuck.get()) {
                    hang();
                }
                exchange.getResponseBody().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            });
            ids.add(rows.row(LOJA, "K" + i).url(url("K" + i)).size(bytes.length).insert());
        }
        try (WorkerProcess worker = WorkerProcess.start(
                "128m",
                database.jdbcUrl(),
                waha.origin(),
                spool(),
                directory.resolve("store").toString())) {
            assertThat(inTheMiddle.await(60, TimeUnit.SECONDS)).isTrue();
            worker.kill();
        }
        assertThat(store.keys()).as("no half objects").isEmpty();
        long downloading =
                ids.stream().filter(id -> rows.state(id).equals("downloading")).count();
        assertThat(downloading).isEqualTo(3);
        isStuck.set(false);

        start(workers().over(store));
        start(workers().over(store));
        await().untilAsserted(() -> assertThat(ids.stream().map(rows::state).filter("completed"::equals))
                .hasSize(6));
        ids.forEach(id -> rows.age(id, Workers.LEASE.plusSeconds(1)));

        ids.forEach(id -> awaitState(id, "completed"));
        assertThat(store.keys()).hasSize(18);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void workersKilledOneAfterTheOther_doubleAndLoseNothing(int count) throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            byte[] bytes = Samples.picture("jpg", 320, 240 + i);
            waha.on(path("K" + i), exchange -> {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
                pause(300);
                exchange.getResponseBody().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            });
            ids.add(rows.row(LOJA, "K" + i).url(url("K" + i)).size(bytes.length).insert());
        }
        List<WorkerProcess> workers = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                workers.add(shortLived());
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> completed(ids) >= 3);
            workers.removeFirst().kill();
            workers.add(shortLived());
            await().atMost(Duration.ofSeconds(60)).until(() -> completed(ids) >= 9);
            workers.removeFirst().kill();
            workers.add(shortLived());

            await().atMost(Duration.ofSeconds(90)).until(() -> completed(ids) == ids.size());
        } finally {
            workers.forEach(WorkerProcess::close);
        }
        assertThat(ids.stream().map(MediaWorkerFixture::key))
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(store.size(key)).isPresent());
        assertThat(store.keys()).as("files and their thumbnails").hasSize(2 * ids.size());
        int attempts = database.jdbc()
                .sql("select max(retry_count) from whatsapp_gateway.media_downloads")
                .query(Integer.class)
                .single();
        assertThat(attempts).as("a worker that dies costs one").isLessThanOrEqualTo(2);
    }

    private WorkerProcess shortLived() throws IOException {
        return WorkerProcess.start(
                "128m",
                database.jdbcUrl(),
                waha.origin(),
                spool(),
                directory.resolve("store").toString(),
                Duration.ofSeconds(5));
    }

    private static long completed(List<Long> ids) {
        return ids.stream().map(rows::state).filter("completed"::equals).count();
    }

    /** Checks what has been stored and makes room on the disk. */
    private Set<String> takeAway() {
        Set<String> taken = new HashSet<>();
        List<String> keys = database.jdbc()
                .sql("select minio_key from whatsapp_gateway.media_downloads where download_status = 'completed'")
                .query(String.class)
                .list();
        for (String key : keys) {
            ObjectKey object = new ObjectKey(key);
            store.size(object).ifPresent(size -> assertThat(size).isEqualTo((long) LARGE * MEGABYTE));
            store.delete(object);
            taken.add(key);
        }
        return taken;
    }

    private List<Long> offer(int count, int megabytes) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            waha.on(path("L" + i), exchange -> send(exchange, number, megabytes));
            ids.add(rows.row(LOJA, "L" + i)
                    .url(url("L" + i))
                    .type("document", "application/octet-stream")
                    .size((long) megabytes * MEGABYTE)
                    .insert());
        }
        return ids;
    }

    private static void send(HttpExchange exchange, int number, int megabytes) throws IOException {
        exchange.sendResponseHeaders(200, (long) megabytes * MEGABYTE);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < megabytes; i++) {
            out.write(numbered(number, i));
        }
    }

    private static String hash(int number, int megabytes) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < megabytes; i++) {
            sha256.update(numbered(number, i));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static byte[] numbered(int number, int index) {
        return ByteBuffer.wrap(BLOCK.clone()).putInt(0, number).putInt(4, index).array();
    }

    private static byte[] block() {
        byte[] block = new byte[MEGABYTE];
        new Random(1).nextBytes(block);
        return block;
    }

    private static void hang() {
        pause(120_000);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
