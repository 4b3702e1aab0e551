package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.ingest.queue.Delivery;
import com.tradingsystem.whatsapp.ingest.queue.DeliveryQueue;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.ingest.queue.Refusal;
import io.micrometer.tracing.Tracer;

/** Accepts events from WAHA and returns when they are committed. Safe for use by many threads. */
public final class Ingest {

    private final DeliveryQueue queue;
    private final IngestSettings settings;
    private final IngestMetrics metrics;
    private final Tracer tracer;

    Ingest(DeliveryQueue queue, IngestSettings settings, IngestMetrics metrics, Tracer tracer) {
        this.queue = queue;
        this.settings = settings;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    /**
     * Waits until the event is on disk.
     *
     * @param reading what the reader made of {@code raw}; never {@link Reading.Malformed}
     * @throws IngestUnavailable if that cannot be promised now; the event may still have been written, and sending it again
     *     does no harm
     */
    public IngestReceipt accept(RawEvent raw, Reading reading) {
        if (reading instanceof Reading.Malformed) {
            throw new IllegalArgumentException("a malformed body is not worth keeping");
        }
        Delivery delivery = new Delivery(raw, reading, ChatLocks.stripe(reading), tracer.currentSpan());
        Refusal refusal = queue.offer(delivery);
        if (refusal != null) {
            throw unavailable(refusal);
        }
        try {
            return switch (delivery.await(
                    settings.patience(), settings.blockedPatience(), () -> queue.isBlocked(delivery.session()))) {
                case Delivery.Answer.Stored stored -> stored.receipt();
                case Delivery.Answer.Refused refused -> throw unavailable(refused.refusal());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(Refusal.STOPPING);
        }
    }

    /** Whether events are taken; false from a write that failed, as on a full disk, until one works again. Safe to ask often. */
    public boolean isWriting() {
        return queue.isOpen();
    }

    private IngestUnavailable unavailable(Refusal refusal) {
        metrics.refused(refusal);
        return new IngestUnavailable(refusal.reason(), settings.retryAfter());
    }
}
