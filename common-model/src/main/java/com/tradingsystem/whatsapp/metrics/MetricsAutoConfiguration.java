package com.tradingsystem.whatsapp.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Explains what the libraries leave without a word, so that every family of metrics says what it counts. */
@AutoConfiguration
public final class MetricsAutoConfiguration {

    private static final Map<String, String> EXPLANATIONS = Map.of(
            "http.server.requests", "Requests that were answered, by route, method and status",
            "http.server.requests.active", "Requests that are being answered",
            "http.client.requests", "Requests that were sent, by method and status",
            "http.client.requests.active", "Requests that wait for their answer",
            "tasks.scheduled.execution", "Runs of scheduled work",
            "tasks.scheduled.execution.active", "Scheduled work that is running");

    @Bean
    MeterFilter explanations() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String explanation = EXPLANATIONS.get(id.getName());
                return explanation == null || id.getDescription() != null
                        ? id
                        : new Meter.Id(
                                id.getName(),
                                Tags.of(id.getTagsAsIterable()),
                                id.getBaseUnit(),
                                explanation,
                                id.getType());
            }
        };
    }

    /** There are no sessions in Tomcat's sense; a WAHA session is something else. */
    @Bean
    MeterFilter noServletSessions() {
        return MeterFilter.denyNameStartsWith("tomcat.sessions");
    }
}
