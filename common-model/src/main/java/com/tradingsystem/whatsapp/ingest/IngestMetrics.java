package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.ingest.queue.DeliveryQueue;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.ingest.queue.Refusal;
import com.tradingsystem.whatsapp.message.annotation.NotApplied;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of ingestion. Compare {@code whatsapp.ingest.events} with {@code whatsapp.ingest.messages}: far more events
 * than new messages is usual; far more merged messages than new ones means that WAHA repeats itself. Compare
 * {@code whatsapp.ingest.queue.depth} with {@code whatsapp.ingest.batch.size}: a queue that stays longer than a batch means that
 * the database is the bottleneck.
 */
final class IngestMetrics {

    private final Map<IngestReceipt, Counter> stored = new EnumMap<>(IngestReceipt.class);
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer commit;
    private final Counter inserted;
    private final Counter merged;
    private final Counter contradicted;
    private final Counter moved;
    private final Map<NotApplied, Counter> notApplied = new EnumMap<>(NotApplied.class);
    private final AtomicInteger unsettled = new AtomicInteger();

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (IngestReceipt outcome : IngestReceipt.values()) {
            stored.put(
                    outcome,
                    Counter.builder("whatsapp.ingest.events")
                            .description("Events that are on disk, by what became of them")
                            .tag("outcome", outcome.code())
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
        inserted = messages(registry, "new");
        merged = messages(registry, "merged");
        contradicted = Counter.builder("whatsapp.ingest.link.contradictions")
                .description("Times a LID was claimed for a phone number while another was claimed too")
                .register(registry);
        for (NotApplied reason : NotApplied.values()) {
            notApplied.put(
                    reason,
                    Counter.builder("whatsapp.ingest.not.applied")
                            .description("Edits and revocations that were kept and change nothing, by the reason")
                            .tag("reason", reason.code())
                            .register(registry));
        }
        moved = Counter.builder("whatsapp.ingest.relink.moved")
                .description("Rows moved from LIDs to phone numbers learnt later")
                .baseUnit("rows")
                .register(registry);
        Gauge.builder("whatsapp.ingest.relink.backlog", unsettled, AtomicInteger::get)
                .description("LIDs whose phone number is known and whose rows may not all be moved yet")
                .baseUnit("pairs")
                .register(registry);
    }

    private static Counter messages(MeterRegistry registry, String result) {
        return Counter.builder("whatsapp.ingest.messages")
                .description("Messages that events spoke of: new ones, and those that were there already")
                .tag("result", result)
                .register(registry);
    }

    /** Shows what is in the queue, and the age of the newest event of each session. */
    void watch(DeliveryQueue queue, SessionActivity activity, InstantSource clock) {
        Gauge.builder("whatsapp.ingest.queue.depth", queue, DeliveryQueue::events)
                .description("Events that wait for the disk or are on their way to it")
                .baseUnit("events")
                .register(registry);
        Gauge.builder("whatsapp.ingest.blocked.sessions", queue, DeliveryQueue::blockedSessions)
                .description("Sessions that another transaction blocks; their events are written apart from the others")
                .baseUnit("sessions")
                .register(registry);
        Gauge.builder("whatsapp.ingest.queue.size", queue, DeliveryQueue::bytes)
                .description("Bytes of the bodies of events that wait for the disk or are on their way to it")
                .baseUnit("bytes")
                .register(registry);
        activity.onFirst(session -> Gauge.builder(
                        "whatsapp.ingest.last.event.age", activity, a -> a.secondsSince(session, clock.instant()))
                .description("Time since the newest event of a session arrived")
                .baseUnit("seconds")
                .tag("session", session.value())
                .register(registry));
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

    void messages(int newOnes, int knownOnes) {
        inserted.increment(newOnes);
        merged.increment(knownOnes);
    }

    void contradicted(int links) {
        contradicted.increment(links);
    }

    void notApplied(NotApplied reason) {
        counter(notApplied.get(reason));
    }

    void moved(int rows) {
        moved.increment(rows);
    }

    void unsettled(int pairs) {
        unsettled.set(pairs);
    }

    private static void counter(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
