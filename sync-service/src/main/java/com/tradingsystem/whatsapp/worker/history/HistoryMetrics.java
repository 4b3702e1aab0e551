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
        this.pages = registry.counter("whatsapp.history.pages");
        this.inserted = registry.counter("whatsapp.history.messages", "outcome", "inserted");
        this.merged = registry.counter("whatsapp.history.messages", "outcome", "merged");
        this.unreadable = registry.counter("whatsapp.history.messages", "outcome", "unreadable");
        this.rejected = registry.counter("whatsapp.history.messages", "outcome", "rejected");
        this.leasesLost = registry.counter("whatsapp.history.leases.lost");
    }

    void page(List<Understood> readings, int notUnderstood, ArchiveSummary summary) {
        pages.increment();
        inserted.increment(summary.inserted());
        merged.increment(summary.merged());
        unreadable.increment(notUnderstood);
        rejected.increment(summary.rejected().size());
        readings.forEach(reading -> reading.flags()
                .forEach(flag -> registry.counter(
                                "whatsapp.history.flags", "flag", flag.name().toLowerCase(Locale.ROOT))
                        .increment()));
    }

    /** A claim came to its end: {@code done}, {@code idle}, {@code rests}, or why not. */
    void claim(String outcome) {
        registry.counter("whatsapp.history.claims", "outcome", outcome).increment();
    }

    void leaseLost() {
        leasesLost.increment();
    }
}
