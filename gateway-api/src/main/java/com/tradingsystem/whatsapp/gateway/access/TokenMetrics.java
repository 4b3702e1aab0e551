package com.tradingsystem.whatsapp.gateway.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts requests to the API with a token that opens nothing. Many slowed ones mean that somebody guesses, or forgot to change a token. */
final class TokenMetrics {

    private final Counter refused;
    private final Counter slowed;

    TokenMetrics(MeterRegistry registry) {
        this.refused = counter(registry, "refused");
        this.slowed = counter(registry, "slowed");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("whatsapp.api.wrong.tokens")
                .description("Requests with a wrong token: refused with 401, or slowed down with 429")
                .tag("outcome", outcome)
                .register(registry);
    }

    void refused() {
        refused.increment();
    }

    void slowed() {
        slowed.increment();
    }
}
