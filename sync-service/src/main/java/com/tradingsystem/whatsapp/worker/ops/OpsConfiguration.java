package com.tradingsystem.whatsapp.worker.ops;

import com.tradingsystem.whatsapp.sync.SyncReports;
import com.tradingsystem.whatsapp.worker.discovery.WahaLiveness;
import com.tradingsystem.whatsapp.worker.history.HistoryLiveness;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "whatsapp.sync.enabled", matchIfMissing = true)
class OpsConfiguration {

    @Bean
    SyncGauges syncGauges(SyncReports reports, MeterRegistry registry, ObjectProvider<InstantSource> clock) {
        return new SyncGauges(reports, registry, clock.getIfAvailable(InstantSource::system));
    }

    @Bean
    SchedulingConfigurer gaugesSchedule(SyncGauges gauges, OpsSettings settings) {
        return tasks -> tasks.addFixedDelayTask(new FixedDelayTask(gauges::refresh, settings.every(), Duration.ZERO));
    }

    /** Under the name {@code sync}. */
    @Bean
    HealthIndicator syncHealthIndicator(
            HistoryLiveness history,
            WahaLiveness waha,
            SyncGauges gauges,
            OpsSettings settings,
            ObjectProvider<InstantSource> clock) {
        return new WorkHealth(
                new WorkHealth.Pulse(history::lastRound, waha::lastAnswer, waha::trouble),
                gauges::latest,
                gauges::readAt,
                settings,
                clock.getIfAvailable(InstantSource::system));
    }

    /** Under the name {@code sessions}. */
    @Bean
    HealthIndicator sessionsHealthIndicator(SyncGauges gauges) {
        return new SilenceHealth(gauges);
    }
}
