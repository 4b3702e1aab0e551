package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.worker.discovery.ChatScan.Seen;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts looks. Compare chats moved with looks: chats that move although events tell of everything mean that they do not. */
final class DiscoveryMetrics {

    private final MeterRegistry registry;
    private final Counter added;
    private final Counter moved;

    DiscoveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.added = registry.counter("whatsapp.discovery.chats", "finding", "added");
        this.moved = registry.counter("whatsapp.discovery.chats", "finding", "moved");
    }

    void scanned(Seen seen) {
        registry.counter("whatsapp.discovery.looks", "outcome", "told").increment();
        added.increment(seen.found().added());
        moved.increment(seen.found().moved());
    }

    void failed(WahaAnswer<?> answer) {
        registry.counter("whatsapp.discovery.looks", "outcome", answer.summary())
                .increment();
    }
}
