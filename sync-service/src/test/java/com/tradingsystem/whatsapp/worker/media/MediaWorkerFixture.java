package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.MediaRows;
import com.tradingsystem.whatsapp.media.store.DirectoryObjectStore;
import com.tradingsystem.whatsapp.media.store.FileServer;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database, a WAHA that serves files, a directory as store, and workers in between. */
abstract class MediaWorkerFixture {

    static final SessionName LOJA = new SessionName("loja");
    static final String CHAT = "5511987654321@c.us";
    static final String MESSAGES = "/api/loja/chats/5511987654321%40c.us/messages/false_5511987654321%40c.us_";

    static TestDatabase database;
    static MediaRows rows;

    @TempDir
    Path directory;

    FileServer waha;
    RecordingStore store;
    private final List<MediaWorkerLifecycle> running = new ArrayList<>();

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.create();
        rows = new MediaRows(database.dataSource());
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void open() throws IOException {
        database.jdbc()
                .sql("truncate whatsapp_gateway.media_downloads, whatsapp_gateway.media_garbage")
                .update();
        waha = new FileServer();
        store = new RecordingStore(new DirectoryObjectStore(directory.resolve("store")));
        waha.json("/api/sessions/loja", 200, "{\"status\":\"WORKING\"}");
    }

    @AfterEach
    void close() {
        running.forEach(MediaWorkerLifecycle::stop);
        waha.close();
    }

    Workers workers() {
        return new Workers(database.dataSource(), waha.origin(), spool());
    }

    Path spool() {
        return directory.resolve("spool");
    }

    /** Starts a worker; it is stopped after the test. */
    MediaWorkerLifecycle start(MediaWorkerLifecycle worker) {
        worker.start();
        running.add(worker);
        return worker;
    }

    void start() {
        start(workers().over(store));
    }

    static String url(String name) {
        return "http://localhost:3000/api/files/loja/" + name;
    }

    static String path(String name) {
        return "/api/files/loja/" + name;
    }

    /** Where a file is, or is to be. */
    static ObjectKey key(long id) {
        return new ObjectKey((String) Objects.requireNonNull(rows.read(id).get("minio_key")));
    }

    static void awaitState(long id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(rows.state(id)).isEqualTo(state));
    }

    /** Lets a row fail until all its attempts are used up, without the waits in between. */
    static void awaitFinalState(long id, String state) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    if (rows.read(id).get("next_retry_at") != null) {
                        rows.age(id, Duration.ofHours(16));
                    }
                    assertThat(rows.read(id)).containsEntry("next_retry_at", null);
                    assertThat(rows.state(id)).isEqualTo(state);
                });
    }

    void assertSpoolIsEmpty() throws IOException {
        if (Files.exists(spool())) {
            try (Stream<Path> files = Files.list(spool())) {
                assertThat(files).isEmpty();
            }
        }
    }
}
