package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.media.ObjectGarbage;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectLabel;
import com.tradingsystem.whatsapp.worker.media.thumbnail.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OrphanSweepIntegrationTests extends MediaWorkerFixture {

    private static final ObjectKey FORGOTTEN = new ObjectKey("loja/x@c.us/2026/01/" + "ab".repeat(32) + ".jpg");
    private static final InstantSource TOMORROW = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));

    private final MeterRegistry meters = new SimpleMeterRegistry();

    private void sweep(OrphanSettings.Mode mode, InstantSource clock) {
        ObjectGarbage garbage = rows.garbage(clock);
        new OrphanSweep(garbage, store, mode, meters).sweep();
        garbage.collect(store, 100);
    }

    private long needed() throws IOException {
        store.put(FORGOTTEN, Files.writeString(directory.resolve("forgotten"), "12345"), ObjectLabel.of("image/jpeg"));
        store.put(
                new ObjectKey("notes/of/somebody/else.txt"),
                Files.writeString(directory.resolve("else"), "x"),
                ObjectLabel.of("text/plain"));
        waha.file(path("A"), Samples.picture("jpg", 30, 30));
        long id = rows.row(LOJA, "A").url(url("A")).insert();
        start();
        awaitState(id, "completed");
        return id;
    }

    @Test
    void dryRun_saysWhatWouldGo_andRemovesNothing() throws IOException {
        needed();

        sweep(OrphanSettings.Mode.REPORT, TOMORROW);

        assertThat(meters.get("whatsapp.media.orphans").gauge().value()).isEqualTo(1);
        assertThat(meters.get("whatsapp.media.orphans.bytes").gauge().value()).isEqualTo(5);
        assertThat(store.keys()).hasSize(4);
    }

    @Test
    void objectsThatNoRowNames_areRemoved_andNoOthers() throws IOException {
        long id = needed();

        sweep(OrphanSettings.Mode.REMOVE, TOMORROW);

        assertThat(store.keys()).hasSize(3).contains(key(id).value()).doesNotContain(FORGOTTEN.value());
    }

    @Test
    void youngObjects_areLeftAlone() throws IOException {
        needed();

        sweep(OrphanSettings.Mode.REMOVE, InstantSource.system());

        assertThat(store.keys()).hasSize(4);
    }
}
