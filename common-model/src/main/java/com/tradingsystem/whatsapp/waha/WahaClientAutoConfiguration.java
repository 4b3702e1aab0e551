package com.tradingsystem.whatsapp.waha;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.springboot3.bulkhead.autoconfigure.BulkheadAutoConfiguration;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.ratelimiter.autoconfigure.RateLimiterAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;

/** Configures the client of WAHA, which makes no call by itself. */
@AutoConfiguration(
        after = {
            WahaAutoConfiguration.class,
            CircuitBreakerAutoConfiguration.class,
            RateLimiterAutoConfiguration.class,
            BulkheadAutoConfiguration.class
        })
@ConditionalOnBean({CircuitBreakerRegistry.class, RateLimiterRegistry.class, BulkheadRegistry.class})
@EnableConfigurationProperties(WahaSettings.class)
@PropertySource("classpath:com/tradingsystem/whatsapp/waha/defaults.properties")
public final class WahaClientAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
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
