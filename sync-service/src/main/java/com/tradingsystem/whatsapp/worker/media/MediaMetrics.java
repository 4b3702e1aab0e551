package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.media.MediaBacklog;
import com.tradingsystem.whatsapp.media.MediaOutcome;
import com.tradingsystem.whatsapp.media.MediaReason;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What to watch. The two numbers to compare are {@code whatsapp.media.oldest.seconds} and the time WAHA keeps its files: once the
 * former is the larger, files are got from WhatsApp a second time, or not at all.
 */
final class MediaMetrics {

    private final MeterRegistry meters;
    private final MultiGauge open;
    private final DistributionSummary sizes;
    private final AtomicLong oldestMillis = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();

    MediaMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.open = MultiGauge.builder("whatsapp.media.open")
                .description("Files that wait or are being fetched, by state and reason")
                .register(meters);
        this.sizes = DistributionSummary.builder("whatsapp.media.size.bytes")
                .description("Sizes of the files that were stored")
                .register(meters);
        Gauge.builder("whatsapp.media.oldest.seconds", oldestMillis, millis -> millis.get() / 1000.0)
                .description("How long the file that waits longest has been waiting")
                .register(meters);
        Gauge.builder("whatsapp.media.fetching", inFlight, AtomicInteger::get)
                .description("Files this worker is fetching")
                .register(meters);
    }

    void started() {
        inFlight.incrementAndGet();
    }

    /** Counts how an attempt ended; null if another worker has the file by now. */
    void ended(@Nullable MediaOutcome outcome, Duration took) {
        inFlight.decrementAndGet();
        Tags tags = Tags.of("state", state(outcome), "reason", reason(outcome));
        Timer.builder("whatsapp.media.attempts")
                .description("Attempts to fetch a file, by how they ended")
                .tags(tags)
                .register(meters)
                .record(took);
        if (outcome instanceof MediaOutcome.Stored stored) {
            sizes.record((double) stored.file().sizeBytes());
        }
    }

    void backlog(List<MediaBacklog.Share> shares) {
        open.register(
                shares.stream()
                        .map(share -> MultiGauge.Row.of(
                                Tags.of("state", share.status(), "reason", share.reason()), share.count()))
                        .toList(),
                true);
        oldestMillis.set(shares.stream()
                .mapToLong(share -> share.oldest().toMillis())
                .max()
                .orElse(0));
    }

    private static String state(@Nullable MediaOutcome outcome) {
        return switch (outcome) {
            case null -> "lost";
            case MediaOutcome.Stored stored -> "completed";
            case MediaOutcome.Later later -> "pending";
            case MediaOutcome.Failed failed -> "failed";
            case MediaOutcome.Settled settled -> settled.status().code();
        };
    }

    private static String reason(@Nullable MediaOutcome outcome) {
        MediaReason reason = switch (outcome) {
            case null -> null;
            case MediaOutcome.Stored stored -> stored.remark();
            case MediaOutcome.Later later -> later.reason();
            case MediaOutcome.Failed failed -> failed.reason();
            case MediaOutcome.Settled settled -> settled.reason();
        };
        return reason == null ? "none" : reason.code();
    }
}
