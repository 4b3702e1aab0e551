package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.message.MessageSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Configures ingestion. */
@AutoConfiguration(
        after = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class},
        afterName = "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties({IngestSettings.class, MessageSettings.class})
public final class IngestAutoConfiguration {

    @Bean
    IngestLifecycle ingestLifecycle(
            DataSource dataSource,
            IngestSettings settings,
            MessageSettings messages,
            ObjectProvider<MeterRegistry> registry,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Changes> changes,
            ObjectProvider<InstantSource> clock) {
        return new IngestLifecycle(
                dataSource,
                settings,
                messages.revokePolicy(),
                registry.getIfAvailable(SimpleMeterRegistry::new),
                tracer.getIfAvailable(() -> Tracer.NOOP),
                changes.getIfAvailable(Changes::withinProcess),
                clock.getIfAvailable(InstantSource::system));
    }

    @Bean
    Ingest ingest(IngestLifecycle lifecycle) {
        return lifecycle.ingest();
    }

    @Bean
    Repair repair(IngestLifecycle lifecycle) {
        return lifecycle.repair();
    }

    @Bean
    Archive archive(IngestLifecycle lifecycle) {
        return lifecycle.archive();
    }
}
