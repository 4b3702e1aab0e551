package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.ingest.ArchiveSummary;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/**
 * Counts what pulling history brings. Compare {@code whatsapp_history_messages_total} by what became of them: many merged and few
 * inserted is the normal state, many inserted outside of first syncs means that events get lost.
 */
final class HistoryMetrics {

    private final MeterRegistry registry;
    private final Counter pages;
    private final Counter inserted;
    private final Counter merged;
    private final Counter unreadable;
    private final Counter rejected;
    private final Counter leasesLost;

    HistoryMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.pages = Counter.builder("whatsapp.history.pages")
                .description("Pages of history that were read")
                .register(registry);
        this.inserted = messages(registry, "inserted");
        this.merged = messages(registry, "merged");
        this.unreadable = messages(registry, "unreadable");
        this.rejected = messages(registry, "rejected");
        this.leasesLost = Counter.builder("whatsapp.history.leases.lost")
                .description("Chats that another worker took over while they were being pulled")
                .register(registry);
    }

    private static Counter messages(MeterRegistry registry, String outcome) {
        return Counter.builder("whatsapp.history.messages")
                .description("Messages of history, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void page(List<Understood> readings, int notUnderstood, ArchiveSummary summary) {
        pages.increment();
        inserted.increment(summary.inserted());
        merged.increment(summary.merged());
        unreadable.increment(notUnderstood);
        rejected.increment(summary.rejected().size());
        readings.forEach(reading -> reading.flags()
                .forEach(flag -> Counter.builder("whatsapp.history.flags")
                        .description("What was unusual about messages of history")
                        .tag("flag", flag.name().toLowerCase(Locale.ROOT))
                        .register(registry)
                        .increment()));
    }

    /** A claim came to its end: {@code done}, {@code idle}, {@code rests}, or why not. */
    void claim(String outcome) {
        Counter.builder("whatsapp.history.claims")
                .description("Turns of a chat with a worker, by how they ended")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    void leaseLost() {
        leasesLost.increment();
    }
}
