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

/** What only shows in a process of its own: how much memory a worker takes, and what a killed one leaves behind. */
class WorkerProcessIntegrationTests extends MediaWorkerFixture {

    private static final int MEGABYTE = 1 << 20;
    private static final byte[] BLOCK = block();

    @Test
    void fiftyFilesOfAHundredMegabytes_passThroughAHeapOf256() throws Exception {
        List<Long> ids = offer(50, 100);
        Set<String> seen = new HashSet<>();
        try (WorkerProcess worker = WorkerProcess.start(
                "256m",
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
                    .containsEntry("file_size_bytes", 100L * MEGABYTE);
        }
        assertThat(rows.read(ids.get(7))).containsEntry("file_hash", hash(7, 100));
        assertThat(rows.read(ids.get(49))).containsEntry("file_hash", hash(49, 100));
        assertSpoolIsEmpty();
    }

    @Test
    void largeFiles_passThroughToAnS3() throws Exception {
        try (S3Server s3 = S3Server.start(Files.createDirectory(directory.resolve("s3")));
                S3ObjectStore remote = s3.store("media")) {
            List<Long> ids = offer(4, 300);
            try (WorkerProcess worker =
                    WorkerProcess.start("128m", database.jdbcUrl(), waha.origin(), spool(), s3.endpoint())) {
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
                assertThat(remote.size(key(id))).hasValue(300L * MEGABYTE);
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

    /** Checks what has been stored and makes room on the disk. */
    private Set<String> takeAway() {
        Set<String> taken = new HashSet<>();
        List<String> keys = database.jdbc()
                .sql("select minio_key from whatsapp_gateway.media_downloads where download_status = 'completed'")
                .query(String.class)
                .list();
        for (String key : keys) {
            ObjectKey object = new ObjectKey(key);
            store.size(object).ifPresent(size -> assertThat(size).isEqualTo(100L * MEGABYTE));
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
        try {
            Thread.sleep(120_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
