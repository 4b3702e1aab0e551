package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.change.Changes;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Ingestion, started, on the database under test. */
final class TestIngest implements AutoCloseable {

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final IngestLifecycle lifecycle;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    TestIngest(DataSource dataSource, RevokePolicy policy, Map<String, String> settings) {
        lifecycle = new IngestLifecycle(
                dataSource,
                settings(settings),
                policy,
                metrics,
                Tracer.NOOP,
                Changes.withinProcess(),
                InstantSource.system());
        lifecycle.start();
    }

    static TestIngest on(DataSource dataSource) {
        return new TestIngest(dataSource, RevokePolicy.KEEP, Map.of());
    }

    /** The defaults, but for these. */
    static IngestSettings settings(Map<String, String> different) {
        return new Binder(new MapConfigurationPropertySource(different)).bindOrCreate("", IngestSettings.class);
    }

    IngestReceipt accept(Reading reading) {
        return lifecycle.ingest().accept(Samples.raw(), reading);
    }

    IngestReceipt accept(RawEvent raw, Reading reading) {
        return lifecycle.ingest().accept(raw, reading);
    }

    /** Sends on a thread of its own. */
    CompletableFuture<IngestReceipt> send(Reading reading) {
        return CompletableFuture.supplyAsync(() -> accept(reading), senders);
    }

    /** Sends all at once and waits for all. */
    List<IngestReceipt> acceptAll(List<? extends Reading> readings) {
        return readings.stream().map(this::send).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    boolean isWriting() {
        return lifecycle.ingest().isWriting();
    }

    Archive archive() {
        return lifecycle.archive();
    }

    void stop() {
        lifecycle.stop();
    }

    @Override
    public void close() {
        lifecycle.close();
        senders.close();
    }
}
