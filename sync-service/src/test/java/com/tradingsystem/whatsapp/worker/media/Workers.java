package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.media.MediaRows;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.message.timeline.TestPreviews;
import com.tradingsystem.whatsapp.worker.media.download.TestWahaFiles;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.util.unit.DataSize;

/** Builds workers for tests, each with everything of its own but the database, the store and WAHA. */
final class Workers {

    static final String KEY = "the key of WAHA";
    static final Duration LEASE = Duration.ofSeconds(30);

    private final DataSource dataSource;
    private final String waha;
    private final Path spool;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private DataSize maxBytes = DataSize.ofMegabytes(1);
    private List<String> skip = List.of();
    private int concurrency = 4;
    private Duration patience = Duration.ofSeconds(5);
    private Duration lease = LEASE;

    Workers(DataSource dataSource, String waha, Path spool) {
        this.dataSource = dataSource;
        this.waha = waha;
        this.spool = spool;
    }

    Workers maxBytes(DataSize value) {
        maxBytes = value;
        return this;
    }

    Workers skip(String... values) {
        skip = List.of(values);
        return this;
    }

    Workers concurrency(int value) {
        concurrency = value;
        return this;
    }

    Workers patience(Duration value) {
        patience = value;
        return this;
    }

    Workers lease(Duration value) {
        lease = value;
        return this;
    }

    MeterRegistry meters() {
        return meters;
    }

    MediaWorkerLifecycle over(ObjectStore store) {
        return over(store, new WakeUp());
    }

    MediaWorkerLifecycle over(ObjectStore store, WakeUp wakeUp) {
        MediaRows tables = new MediaRows(dataSource);
        MediaSettings settings = new MediaSettings(
                true,
                maxBytes,
                spool,
                concurrency,
                Math.max(1, concurrency - 1),
                lease,
                Duration.ofMillis(200),
                Duration.ofSeconds(150),
                Duration.ofDays(30),
                60_000,
                skip,
                64_000_000,
                "ffmpeg");
        return new MediaParts(
                        tables.claims(),
                        tables.results(),
                        tables.backlog(),
                        tables.garbage(InstantSource.system()),
                        TestPreviews.of(dataSource),
                        TestWahaFiles.at(waha, KEY, patience),
                        CircuitBreakerRegistry.ofDefaults(),
                        RateLimiterRegistry.ofDefaults(),
                        BulkheadRegistry.ofDefaults(),
                        meters,
                        Changes.withinProcess())
                .lifecycle(settings, store, wakeUp);
    }
}
