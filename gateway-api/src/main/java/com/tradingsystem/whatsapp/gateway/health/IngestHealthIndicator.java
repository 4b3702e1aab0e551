package com.tradingsystem.whatsapp.gateway.health;

import com.tradingsystem.whatsapp.ingest.Ingest;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether events can be written: a database with a full disk still answers queries. */
@Component
class IngestHealthIndicator implements HealthIndicator {

    private final Ingest ingest;

    IngestHealthIndicator(Ingest ingest) {
        this.ingest = ingest;
    }

    @Override
    public Health health() {
        return ingest.isWriting() ? Health.up().build() : Health.down().build();
    }
}
