package com.tradingsystem.whatsapp.worker.media;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps every file from being fetched; told to the log when it begins, changes and ends. For one thread that asks. */
final class DownloadBlockers {

    private static final Logger log = LoggerFactory.getLogger(DownloadBlockers.class);

    private final FileSource source;
    private final StoreGuard store;
    private final Spool spool;
    private @Nullable String known;

    DownloadBlockers(FileSource source, StoreGuard store, Spool spool) {
        this.source = source;
        this.store = store;
        this.spool = spool;
    }

    /** Whether files can be fetched now. */
    boolean isNone() {
        String obstacle = find();
        if (obstacle == null && known != null && !source.isWell()) {
            return true; // WAHA is only tried again
        }
        if (!Objects.equals(obstacle, known)) {
            if (obstacle == null) {
                log.info("files are fetched again");
            } else {
                log.warn("no files are fetched: {}", obstacle);
            }
            known = obstacle;
        }
        return obstacle == null;
    }

    private @Nullable String find() {
        if (!store.isOpen()) {
            return "the object store cannot be used: " + store.trouble();
        }
        String trouble = spool.trouble();
        if (trouble != null) {
            return trouble;
        }
        return source.isOpen() ? null : "too many of WAHA's files could not be had lately";
    }
}
