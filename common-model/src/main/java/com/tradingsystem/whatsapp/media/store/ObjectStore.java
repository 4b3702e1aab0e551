package com.tradingsystem.whatsapp.media.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps media files. Safe for use by many threads and by several processes at once.
 *
 * <p>What an object is (its type, its name, whose it is) is written in the tables; the store knows bytes by key only.
 * Every method throws {@link ObjectStoreUnavailable} where the store cannot be asked.
 */
public interface ObjectStore {

    /**
     * Stores a file under a key, instead of what may be there. Others see all of it or nothing, and when this returns it
     * survives a power cut.
     *
     * @param file left as it is
     * @param contentType told to those who fetch the object from the store itself, where the store can
     */
    void put(ObjectKey key, Path file, String contentType);

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
}
