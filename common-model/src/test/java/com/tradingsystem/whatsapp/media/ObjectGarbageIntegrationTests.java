package com.tradingsystem.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.store.DirectoryObjectStore;
import com.tradingsystem.whatsapp.media.store.FileServer;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.media.store.S3ObjectStore;
import com.tradingsystem.whatsapp.media.store.StoredObject;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectGarbageIntegrationTests {

    private static final SessionName LOJA = new SessionName("loja");
    private static final String CHAT = "5511987654321@c.us";
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration MONTH = Duration.ofDays(30);

    private static TestDatabase database;
    private static MediaRows rows;

    @TempDir
    Path directory;

    private @Nullable ObjectStore opened;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        rows = new MediaRows(database.dataSource());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbc()
                .sql("truncate whatsapp_gateway.media_downloads, whatsapp_gateway.media_garbage")
                .update();
        opened = new DirectoryObjectStore(directory.resolve("store"));
    }

    @Test
    void objectOfAForgottenMessage_goes() throws IOException {
        MediaFile file = store("a");
        ObjectKey thumbnail = storeThumbnail("a");
        complete("A", file, thumbnail);
        forget("A");

        assertThat(garbage().size()).isEqualTo(2);
        assertThat(garbage().collect(opened(), 10)).isEqualTo(2);

        assertThat(opened().size(file.key())).isEmpty();
        assertThat(opened().size(thumbnail)).isEmpty();
        assertThat(garbage().size()).isZero();
    }

    @Test
    void objectThatTheStoreRefuses_holdsNobodyUp() throws IOException {
        ObjectKey refused = ObjectKey.of("loja", "1", "2026", "01", "a".repeat(64) + ".jpg");
        ObjectKey other = ObjectKey.of("loja", "1", "2026", "01", "b".repeat(64) + ".jpg");
        byte[] error = "<Error><Code>KeyTooLongError</Code></Error>".getBytes(StandardCharsets.UTF_8);
        try (FileServer server = new FileServer();
                S3ObjectStore store = new S3ObjectStore(server.origin(), "us-east-1", "media", "a", "b")) {
            server.on("/media/" + refused, exchange -> FileServer.send(exchange, 400, "application/xml", error));
            server.on("/media/" + other, exchange -> exchange.sendResponseHeaders(204, -1));
            garbage().add(store, refused);
            garbage().add(store, other);

            assertThat(garbage().collect(store, 10)).isEqualTo(2);

            assertThat(garbage().size()).isZero();
            assertThat(server.asked("/media/" + other)).isEqualTo(1);
        }
    }

    @Test
    void objectThatAnotherMessageNames_stays() throws IOException {
        MediaFile file = store("a");
        complete("A", file, null);
        forget("A");
        complete("B", file, null);

        assertThat(garbage().collect(opened(), 10)).isEqualTo(1);

        assertThat(opened().size(file.key())).isPresent();
        assertThat(garbage().size()).isZero();
    }

    @Test
    void objectThatAWorkerIsAboutToStore_stays() throws IOException {
        MediaFile file = store("a");
        garbage().add(opened(), file.key());
        rows.row(LOJA, "A").insert();
        MediaJob job = rows.claims().claimDue(LOJA, "one", LEASE, 1).getFirst();
        rows.results().announce(job, file, null);

        garbage().collect(opened(), 10);

        assertThat(opened().size(file.key())).isPresent();
    }

    @Test
    void objectOfAnAttemptThatFoundOtherBytesLater_goes() throws IOException {
        MediaFile first = store("a");
        MediaFile second = store("b");
        long id = rows.row(LOJA, "A").insert();
        rows.results().announce(rows.claims().claimDue(LOJA, "one", LEASE, 1).getFirst(), first, null);
        rows.age(id, LEASE.plusSeconds(1));
        MediaJob job = rows.claims().claimDue(LOJA, "two", LEASE, 1).getFirst();
        rows.results().announce(job, second, null);
        rows.results().finish(job, new MediaOutcome.Stored(second, null, null), MONTH);

        assertThat(garbage().collect(opened(), 10)).isEqualTo(1);

        assertThat(opened().size(first.key())).isEmpty();
        assertThat(opened().size(second.key())).isPresent();
    }

    @Test
    void orphans_areOldObjectsThatNoRowNames() throws IOException {
        complete("A", store("a"), storeThumbnail("a"));
        MediaFile orphan = store("b");
        opened().put(ObjectKey.of("notes.txt"), Files.writeString(directory.resolve("x"), "mine"), "text/plain");
        ObjectGarbage tomorrow = rows.garbage(() -> Instant.now().plus(Duration.ofDays(2)));

        try (Stream<StoredObject> orphans = tomorrow.orphans(opened(), Duration.ofDays(1))) {
            assertThat(orphans.map(StoredObject::key)).containsExactly(orphan.key());
        }
        try (Stream<StoredObject> orphans = garbage().orphans(opened(), Duration.ofDays(1))) {
            assertThat(orphans).isEmpty();
        }
    }

    private ObjectGarbage garbage() {
        return rows.garbage(Instant::now);
    }

    private ObjectStore opened() {
        return java.util.Objects.requireNonNull(opened);
    }

    private MediaFile store(String digit) throws IOException {
        String hash = digit.repeat(64);
        ObjectKey key = ObjectKeys.file(LOJA, CHAT, MediaRows.MESSAGE_TIME, hash, "jpg");
        opened().put(key, Files.writeString(directory.resolve(digit), digit), "image/jpeg");
        return new MediaFile(opened().bucket(), key, hash, 1, "image/jpeg");
    }

    private ObjectKey storeThumbnail(String digit) throws IOException {
        ObjectKey key = ObjectKeys.thumbnail(LOJA, CHAT, MediaRows.MESSAGE_TIME, digit.repeat(64));
        opened().put(key, Files.writeString(directory.resolve("thumb"), digit), "image/jpeg");
        return key;
    }

    private static void complete(String coreId, MediaFile file, @Nullable ObjectKey thumbnail) {
        rows.row(LOJA, coreId).insert();
        MediaJob job = rows.claims().claimDue(LOJA, "one", LEASE, 1).getFirst();
        rows.results().announce(job, file, thumbnail);
        rows.results().finish(job, new MediaOutcome.Stored(file, thumbnail, null), MONTH);
    }

    private static void forget(String coreId) {
        database.jdbc().sql("""
                        select whatsapp_gateway.forget_messages(array(
                          select message_number from whatsapp_gateway.media_downloads
                           where session_name = 'loja' and core_id = :core))""").param("core", coreId).query(String.class).single();
    }
}
