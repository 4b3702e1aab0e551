package com.tradingsystem.whatsapp.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store promises; one subclass per adapter. */
public abstract class ObjectStoreContractTests {

    private static final ObjectKey KEY = ObjectKey.of("loja", "5511987654321@c.us", "2026", "01", "ab12.jpg");

    @TempDir
    Path spool;

    /** An empty store. */
    protected abstract ObjectStore store();

    @Test
    void storedFile_isReadAsItWas() throws IOException {
        byte[] bytes = new byte[300_000];
        new java.util.Random(7).nextBytes(bytes);
        Path file = Files.write(spool.resolve("file"), bytes);

        store().put(KEY, file, "image/jpeg");

        assertThat(store().size(KEY)).hasValue(300_000);
        try (InputStream in = store().open(KEY).orElseThrow()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(file).exists();
    }

    @Test
    void emptyFile_isAnObject() throws IOException {
        put(KEY, "");

        assertThat(store().size(KEY)).hasValue(0);
        assertThat(text(KEY)).contains("");
    }

    @Test
    void unknownKey_isAnswered() {
        assertThat(store().size(KEY)).isEmpty();
        assertThat(store().open(KEY)).isEmpty();
        store().delete(KEY);
    }

    @Test
    void secondFileUnderTheSameKey_replacesTheFirst() throws IOException {
        put(KEY, "first and longer");
        put(KEY, "second");

        assertThat(text(KEY)).contains("second");
    }

    @Test
    void deletedObject_isGoneAndItsNeighbourStays() throws IOException {
        ObjectKey neighbour = ObjectKey.of("loja", "5511987654321@c.us", "2026", "01", "thumb_ab12.jpg");
        put(KEY, "picture");
        put(neighbour, "thumbnail");

        store().delete(KEY);

        assertThat(text(KEY)).isEmpty();
        assertThat(text(neighbour)).contains("thumbnail");
    }

    @Test
    void partOfAnObject_isReadAlone() throws IOException {
        put(KEY, "0123456789");

        assertThat(text(store().open(KEY, 3, 4))).contains("3456");
        assertThat(text(store().open(KEY, 8, 100))).contains("89");
        assertThat(text(store().open(KEY, 10, 1))).contains("");
        assertThat(text(store().open(KEY, 0, 0))).contains("");
    }

    @Test
    void namesInAnyScript_areKeptApart() throws IOException {
        List<ObjectKey> keys = List.of(
                ObjectKey.of("sessão", "ação & reação.txt"),
                ObjectKey.of("sessao", "ação & reação.txt"),
                ObjectKey.of("日本", "😀 #1?.txt"),
                ObjectKey.of(".incoming", "x"),
                ObjectKey.of("..incoming", "x"));
        for (ObjectKey key : keys) {
            put(key, key.value());
        }
        for (ObjectKey key : keys) {
            assertThat(text(key)).contains(key.value());
        }
    }

    @Test
    void label_mayHoldAnything() throws IOException {
        Path file = Files.writeString(spool.resolve("file"), "content");

        store().put(KEY, file, new ObjectLabel("image/jpeg", "férias 😀\r\n../../x.jpg"));

        assertThat(text(KEY)).contains("content");
    }

    @Test
    void objects_areListedByPrefix() throws IOException {
        assertThat(listed("")).isEmpty();
        put(KEY, "picture");
        put(ObjectKey.of("loja", "a.txt"), "text");
        put(ObjectKey.of("outra loja", ".x", "ação.txt"), "more");

        assertThat(listed(""))
                .containsOnly(entry(KEY.value(), 7L), entry("loja/a.txt", 4L), entry("outra loja/.x/ação.txt", 4L));
        assertThat(listed("loja/")).containsOnlyKeys(KEY.value(), "loja/a.txt");
        assertThat(listed("loja/a")).containsOnlyKeys("loja/a.txt");
        assertThat(listed("nothing")).isEmpty();
    }

    @Test
    void moreObjectsThanAPage_areAllListed() throws IOException {
        for (int i = 0; i < 1_100; i++) {
            put(ObjectKey.of("loja", "%04d".formatted(i)), "");
        }
        assertThat(listed("loja/")).hasSize(1_100);
    }

    @Test
    void listedObject_saysWhenItWasStored() throws IOException {
        Instant before = Instant.now().minusSeconds(2);
        put(KEY, "picture");

        try (Stream<StoredObject> objects = store().list("")) {
            assertThat(objects.map(StoredObject::storedAt))
                    .singleElement()
                    .satisfies(
                            at -> assertThat(at).isBetween(before, Instant.now().plusSeconds(2)));
        }
    }

    @Test
    void check_preparesTheStore() throws IOException {
        store().check();
        store().check();
        assertThat(listed("")).isEmpty();
    }

    @Test
    void manyWritersOfOneKey_leaveOneWholeFile() throws Exception {
        Set<String> candidates = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String content = Integer.toString(i).repeat(50_000 + i);
                candidates.add(content);
                writers.add(threads.submit(() -> {
                    put(KEY, content);
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(candidates).contains(text(KEY).orElseThrow());
    }

    private void put(ObjectKey key, String content) throws IOException {
        Path file = Files.writeString(spool.resolve(UUID.randomUUID().toString()), content);
        store().put(key, file, "text/plain");
    }

    private Map<String, Long> listed(String prefix) {
        try (Stream<StoredObject> objects = store().list(prefix)) {
            return objects.collect(Collectors.toMap(object -> object.key().value(), StoredObject::sizeBytes));
        }
    }

    private Optional<String> text(ObjectKey key) throws IOException {
        return text(store().open(key));
    }

    private static Optional<String> text(Optional<InputStream> object) throws IOException {
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = object.get()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
