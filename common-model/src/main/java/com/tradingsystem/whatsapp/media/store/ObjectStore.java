package com.tradingsystem.whatsapp.media.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Keeps media files. Safe for use by many threads and by several processes at once.
 *
 * <p>What an object is (its type, its name, whose it is) is written in the tables; the store knows bytes by key only.
 * Every method throws {@link ObjectStoreUnavailable} where the store cannot be asked.
 * {@link #put}, {@link #size}, {@link #delete}, and {@link #open} of nothing, throw {@link ObjectRefused} where it can, and will not have this very object.
 */
public interface ObjectStore {

    /**
     * Stores a file under a key, instead of what may be there. Others see all of it or nothing, and when this returns it
     * survives a power cut.
     *
     * @param file left as it is
     * @param label kept with the object, where the store can
     */
    void put(ObjectKey key, Path file, ObjectLabel label);

    /** Stores a file that has a type but no name; see {@link #put(ObjectKey, Path, ObjectLabel)}. */
    default void put(ObjectKey key, Path file, String contentType) {
        put(key, file, ObjectLabel.of(contentType));
    }

    /** The length of an object in bytes; empty if there is none under this key. */
    OptionalLong size(ObjectKey key);

    /**
     * Opens a part of an object; the caller closes the stream.
     *
     * @param offset from 0; past the end there is nothing to read
     * @param length at most this many bytes
     * @return empty if there is no object under this key
     */
    Optional<InputStream> open(ObjectKey key, long offset, long length);

    /** Opens a whole object; the caller closes the stream. */
    default Optional<InputStream> open(ObjectKey key) {
        return open(key, 0, Long.MAX_VALUE);
    }

    /** Removes an object; that there is none is no error. */
    void delete(ObjectKey key);

    /**
     * All objects whose keys begin with this text, in no particular order, read page by page. What was stored or removed
     * meanwhile may be listed or not. The caller closes the stream.
     *
     * @param prefix may end inside a segment; empty for everything
     */
    Stream<StoredObject> list(String prefix);

    /** Finds out whether objects can be stored and read now, and prepares the store where that is still to be done. */
    void check();

    /** The bucket that keys are relative to, or the word that stands for it where the store has no such thing. */
    String bucket();
}
