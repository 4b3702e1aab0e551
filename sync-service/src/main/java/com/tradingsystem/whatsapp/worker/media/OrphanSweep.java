package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.ObjectGarbage;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.media.store.ObjectStoreUnavailable;
import com.tradingsystem.whatsapp.media.store.StoredObject;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Looks for objects that no row names, and counts them or hands them over to be removed. Reads the whole list of the store, so it is
 * for once a day. Whoever removes them looks once more, under a lock.
 */
final class OrphanSweep {

    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);

    /** Rows of younger ones may be on the way. */
    private static final Duration YOUNG = Duration.ofDays(1);

    private final ObjectGarbage garbage;
    private final ObjectStore store;
    private final OrphanSettings.Mode mode;
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    OrphanSweep(ObjectGarbage garbage, ObjectStore store, OrphanSettings.Mode mode, MeterRegistry meters) {
        this.garbage = garbage;
        this.store = store;
        this.mode = mode;
        Gauge.builder("whatsapp.media.orphans", objects, AtomicLong::get)
                .description("Objects in the store that no row names")
                .register(meters);
        Gauge.builder("whatsapp.media.orphans.bytes", bytes, AtomicLong::get)
                .description("Bytes of the objects that no row names")
                .register(meters);
    }

    void sweep() {
        if (mode == OrphanSettings.Mode.OFF) {
            return;
        }
        long found = 0;
        long size = 0;
        try (Stream<StoredObject> orphans = garbage.orphans(store, YOUNG)) {
            for (Iterator<StoredObject> each = orphans.iterator(); each.hasNext(); found++) {
                StoredObject orphan = each.next();
                size += orphan.sizeBytes();
                if (mode == OrphanSettings.Mode.REMOVE) {
                    garbage.add(store, orphan.key());
                }
            }
        } catch (ObjectStoreUnavailable | DataAccessException e) {
            log.warn(
                    "objects that no row names cannot be looked for: {}",
                    e.getClass().getSimpleName());
            return;
        }
        objects.set(found);
        bytes.set(size);
        if (found > 0) {
            log.info(
                    "{} objects of {} bytes are named by no row and {}",
                    found,
                    size,
                    mode == OrphanSettings.Mode.REMOVE ? "will be removed" : "would be removed");
        }
    }
}
