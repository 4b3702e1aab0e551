package com.tradingsystem.whatsapp.gateway.webhook;

import com.tradingsystem.whatsapp.gateway.webhook.WebhookRefusal.Reason;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what webhooks were answered. Compare {@code whatsapp.webhook.refused} with {@code whatsapp.webhook.accepted}: WAHA
 * repeats what is refused a dozen times and then drops it.
 */
final class WebhookMetrics {

    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);
    private final Map<IngestReceipt, Counter> accepted = new EnumMap<>(IngestReceipt.class);
    private final Counter unavailable;

    WebhookMetrics(MeterRegistry registry, BodyBudget budget) {
        for (Reason reason : Reason.values()) {
            refused.put(reason, refused(registry, reason.tag()));
        }
        unavailable = refused(registry, "unavailable");
        for (IngestReceipt receipt : IngestReceipt.values()) {
            accepted.put(
                    receipt,
                    Counter.builder("whatsapp.webhook.accepted")
                            .description("Webhooks answered 2xx, each of them on disk")
                            .tag("outcome", receipt.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder("whatsapp.webhook.in.flight", budget, BodyBudget::used)
                .description("Bytes of webhook bodies in memory")
                .baseUnit("bytes")
                .register(registry);
    }

    void refused(Reason reason) {
        counter(refused, reason).increment();
    }

    void accepted(IngestReceipt receipt) {
        counter(accepted, receipt).increment();
    }

    /** The event could not be promised to be on disk. */
    void unavailable() {
        unavailable.increment();
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("whatsapp.webhook.refused")
                .description("Webhooks not answered 2xx; nothing of them is stored")
                .tag("reason", reason)
                .register(registry);
    }

    private static <K extends Enum<K>> Counter counter(Map<K, Counter> counters, K key) {
        return java.util.Objects.requireNonNull(counters.get(key));
    }
}
