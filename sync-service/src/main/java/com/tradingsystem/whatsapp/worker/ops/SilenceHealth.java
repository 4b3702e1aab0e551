package com.tradingsystem.whatsapp.worker.ops;

import com.tradingsystem.whatsapp.sync.SessionSync;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whether every session that works is heard of: one that WAHA has messages for, but no events, is not. */
final class SilenceHealth implements HealthIndicator {

    private final SyncGauges gauges;

    SilenceHealth(SyncGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public Health health() {
        List<String> silent = gauges.latest().stream()
                .filter(session -> session.silentSince() != null)
                .map(SessionSync::sessionName)
                .toList();
        return silent.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("silent", silent).build();
    }
}
