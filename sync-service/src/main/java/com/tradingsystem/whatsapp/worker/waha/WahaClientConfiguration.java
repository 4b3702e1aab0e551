package com.tradingsystem.whatsapp.worker.waha;

import com.tradingsystem.whatsapp.waha.WahaEventReader;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the client of WAHA, which makes no call by itself. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WahaSettings.class)
public class WahaClientConfiguration {

    @Bean
    WahaClient wahaClient(
            WahaSettings settings,
            WahaEventReader reader,
            CircuitBreakerRegistry breakers,
            RateLimiterRegistry limiters,
            BulkheadRegistry bulkheads,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<InstantSource> clock) {
        return new WahaClient(
                WahaConnection.open(settings),
                new WahaCalls(
                        settings, breakers, limiters, bulkheads, meters.getIfAvailable(() -> Metrics.globalRegistry)),
                reader,
                clock.getIfAvailable(InstantSource::system));
    }
}
