package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.media.MediaBacklog;
import com.tradingsystem.whatsapp.media.MediaLeases;
import com.tradingsystem.whatsapp.media.MediaResults;
import com.tradingsystem.whatsapp.media.ObjectGarbage;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.message.timeline.EmbeddedPreviews;
import com.tradingsystem.whatsapp.worker.media.download.WahaFiles;
import com.tradingsystem.whatsapp.worker.media.thumbnail.Thumbnails;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** What a worker is made of, as Spring finds it, and how. */
record MediaParts(
        MediaLeases claims,
        MediaResults results,
        MediaBacklog backlog,
        ObjectGarbage garbage,
        EmbeddedPreviews previews,
        WahaFiles files,
        CircuitBreakerRegistry breakers,
        RateLimiterRegistry limiters,
        BulkheadRegistry bulkheads,
        MeterRegistry meters,
        Changes changes) {

    private static final int GARBAGE_AT_ONCE = 1000;

    MediaWorkerLifecycle lifecycle(MediaSettings settings, ObjectStore objects, WakeUp wakeUp) {
        StoreGuard store = new StoreGuard(objects, breakers);
        InstantSource clock = InstantSource.system();
        Spool spool = new Spool(settings.spoolDirectory(), settings.maxBytes().toBytes(), clock);
        return new MediaWorkerLifecycle(
                settings.enabled(), worker(settings, objects, store, spool, clock, wakeUp), store, spool);
    }

    private MediaWorker worker(
            MediaSettings settings,
            ObjectStore objects,
            StoreGuard store,
            Spool spool,
            InstantSource clock,
            WakeUp wakeUp) {
        SessionPauses pauses = new SessionPauses(clock);
        OutcomeRules verdicts =
                new OutcomeRules(new Backoff(() -> ThreadLocalRandom.current().nextLong()));
        FileSource source = new FileSource(files, breakers, limiters, settings.refetchesPerMinute());
        MediaFetch fetch = new MediaFetch(
                new SkipRules(settings.skip()),
                settings.maxBytes().toBytes(),
                new Downloads(source, spool, claims, pauses, verdicts),
                new TypeSniffer(),
                new MediaStorage(
                        store, results, new Thumbnails(settings.maxPixels(), settings.ffmpeg()), previews, spool),
                verdicts);
        return new MediaWorker(
                settings,
                this,
                () -> garbage.collect(objects, GARBAGE_AT_ONCE),
                fetch,
                source,
                new DownloadBlockers(source, store, spool),
                pauses,
                verdicts,
                new DownloadPermits(settings.concurrency(), settings.perSession(), bulkheads),
                spool,
                wakeUp);
    }
}
