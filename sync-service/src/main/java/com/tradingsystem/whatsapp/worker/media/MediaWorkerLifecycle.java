package com.tradingsystem.whatsapp.worker.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Runs the worker as long as the service runs, and says whether it works: one that does nothing is not healthy. */
final class MediaWorkerLifecycle implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(MediaWorkerLifecycle.class);
    private static final Duration HANGS_AFTER = Duration.ofMinutes(2);

    private final boolean isEnabled;
    private final @Nullable MediaWorker worker;
    private final @Nullable StoreGuard store;
    private final @Nullable Spool spool;
    private volatile boolean isRunning;

    /** @param worker null where there is no store */
    MediaWorkerLifecycle(
            boolean isEnabled, @Nullable MediaWorker worker, @Nullable StoreGuard store, @Nullable Spool spool) {
        this.isEnabled = isEnabled;
        this.worker = worker;
        this.store = store;
        this.spool = spool;
    }

    @Override
    public void start() {
        if (!isEnabled) {
            return;
        }
        if (worker == null) {
            log.warn("no files are fetched: set WHATSAPP_MEDIA_STORE, or WHATSAPP_MEDIA_ENABLED=false");
            return;
        }
        worker.start();
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        if (worker != null) {
            try {
                worker.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public Health health() {
        if (!isEnabled) {
            return Health.up().withDetail("worker", "switched off").build();
        }
        if (worker == null || store == null || spool == null) {
            return Health.down()
                    .withDetail("worker", "no object store is configured")
                    .build();
        }
        String noSpool = spool.trouble();
        if (noSpool != null) {
            return Health.down().withDetail("spool", noSpool).build();
        }
        if (!store.isWell()) {
            return Health.down().withDetail("store", store.trouble()).build();
        }
        return !isRunning || worker.sinceLastRound().compareTo(HANGS_AFTER) > 0
                ? Health.down().withDetail("worker", "does nothing").build()
                : Health.up().build();
    }
}
