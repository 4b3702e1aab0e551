package com.tradingsystem.whatsapp.worker.ops;

import com.tradingsystem.whatsapp.sync.SessionSync;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whether every working session sends events: one for which WAHA has messages but sent no event is silent. */
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
