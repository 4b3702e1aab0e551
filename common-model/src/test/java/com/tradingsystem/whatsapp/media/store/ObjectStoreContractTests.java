package com.tradingsystem.whatsapp.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
