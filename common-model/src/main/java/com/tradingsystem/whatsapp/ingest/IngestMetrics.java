package com.tradingsystem.whatsapp.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of the road in. Compare {@code whatsapp.ingest.events} with {@code whatsapp.ingest.messages}: far more events
 * than new messages is usual; far more merged messages than new ones means that WAHA repeats itself. Compare
 * {@code whatsapp.ingest.queue.depth} with {@code whatsapp.ingest.batch.size}: a queue that stays longer than a batch means that
 * the database is the bottleneck.
 */
final class IngestMetrics {

    private final Map<IngestReceipt, Counter> stored = new EnumMap<>(IngestReceipt.class);
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final DistributionSummary batchSize;
    private final Timer commit;

    IngestMetrics(MeterRegistry registry) {
        for (IngestReceipt outcome : IngestReceipt.values()) {
            stored.put(
                    outcome,
                    Counter.builder("whatsapp.ingest.events")
                            .description("Events that are on disk, by what became of them")
                            .tag("outcome", outcome.word())
                            .register(registry));
        }
        for (Refusal refusal : Refusal.values()) {
            refused.put(
                    refusal,
                    Counter.builder("whatsapp.ingest.refused")
                            .description("Events whose sender was told to come again, by the reason")
                            .tag("reason", refusal.tag())
                            .register(registry));
        }
        batchSize = DistributionSummary.builder("whatsapp.ingest.batch.size")
                .description("Events in a transaction")
                .baseUnit("events")
                .register(registry);
        commit = Timer.builder("whatsapp.ingest.commit")
                .description("From asking for a connection to the end of the transaction")
                .register(registry);
    }

    void batch(int events) {
        batchSize.record(events);
    }

    void committed(long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    void stored(IngestReceipt outcome) {
        counter(stored.get(outcome));
    }

    void refused(Refusal refusal) {
        counter(refused.get(refusal));
    }

    private static void counter(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
