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
        this.added = chats("added");
        this.moved = chats("moved");
    }

    private Counter chats(String finding) {
        return Counter.builder("whatsapp.discovery.chats")
                .description("Chats that were new, or had moved, when a session was looked at")
                .tag("finding", finding)
                .register(registry);
    }

    void scanned(Seen seen) {
        looks("told").increment();
        added.increment(seen.found().added());
        moved.increment(seen.found().moved());
    }

    void failed(WahaAnswer<?> answer) {
        looks(answer.summary()).increment();
    }

    private Counter looks(String outcome) {
        return Counter.builder("whatsapp.discovery.looks")
                .description("Looks at the chats of a session, by how they ended")
                .tag("outcome", outcome)
                .register(registry);
    }
}
