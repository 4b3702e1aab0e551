package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectLabel;
import com.tradingsystem.whatsapp.media.store.ObjectRefused;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.media.store.ObjectStoreUnavailable;
import com.tradingsystem.whatsapp.media.store.StoredObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A store that remembers what was put into it, and fails where it is told to. */
final class RecordingStore implements ObjectStore {

    private static final ObjectKey PROBE = ObjectKey.of("probe");

    private final ObjectStore store;
    private final List<ObjectKey> puts = new CopyOnWriteArrayList<>();
    private final Map<ObjectKey, ObjectLabel> labels = new ConcurrentHashMap<>();
    private final AtomicInteger rejections = new AtomicInteger();
    private volatile Predicate<ObjectKey> refusing = key -> false;
    private volatile Predicate<ObjectKey> rejecting = key -> false;

    RecordingStore(ObjectStore store) {
        this.store = store;
    }

    /** Refuses to store what this matches from now on, as a full disk would. */
    void refuse(Predicate<ObjectKey> keys) {
        refusing = keys;
    }

    /** Refuses to store what this matches from now on, and nothing else, as if it were too large. */
    void reject(Predicate<ObjectKey> keys) {
        rejecting = keys;
    }

    /** How often it rejected something. */
    int rejections() {
        return rejections.get();
    }

    List<ObjectKey> puts() {
        return List.copyOf(puts);
    }

    ObjectLabel label(ObjectKey key) {
        return Objects.requireNonNull(labels.get(key));
    }

    List<String> keys() {
        try (Stream<StoredObject> objects = store.list("")) {
            return objects.map(object -> object.key().value()).sorted().toList();
        }
    }

    @Override
    public void put(ObjectKey key, Path file, ObjectLabel label) {
        if (refusing.test(key)) {
            throw new ObjectStoreUnavailable("full");
        }
        if (rejecting.test(key)) {
            rejections.incrementAndGet();
            throw new ObjectRefused("too large");
        }
        store.put(key, file, label);
        puts.add(key);
        labels.put(key, label);
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        return store.size(key);
    }

    @Override
    public Optional<InputStream> open(ObjectKey key, long offset, long length) {
        return store.open(key, offset, length);
    }

    @Override
    public void delete(ObjectKey key) {
        store.delete(key);
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void check() {
        if (refusing.test(PROBE)) {
            throw new ObjectStoreUnavailable("full");
        }
        store.check();
    }

    @Override
    public String bucket() {
        return store.bucket();
    }
}
