package com.tradingsystem.whatsapp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplicasIntegrationTests {

    private static final Map<String, String> EAGER =
            Map.of("relink-interval", "100ms", "settle-after", "0ms", "batch-events", "16", "committers", "2");

    @Test
    void eventsSplitOverTwoReplicasAtOnce_endInTheSameRows() {
        List<Understood> events = LongStream.range(0, 4)
                .boxed()
                .flatMap(seed -> new World(seed, Samples.SESSION).readings(60).stream())
                .toList();

        assertThat(written(events, 2)).isEqualTo(written(events, 1));
    }

    private static List<String> written(List<Understood> events, int replicas) {
        try (TestDatabase database = TestDatabase.create()) {
            List<TestIngest> ingests = new ArrayList<>();
            List<CompletableFuture<IngestReceipt>> sent = new ArrayList<>();
            for (int i = 0; i < replicas; i++) {
                TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.KEEP, EAGER);
                ingests.add(ingest);
                // Every replica gets most of the events, so most come twice.
                List<Understood> own = new ArrayList<>(events.subList(i * events.size() / 4, events.size() - i * 7));
                if (i == replicas - 1) {
                    own = new ArrayList<>(events);
                }
                Collections.shuffle(own, new Random(i));
                own.forEach(event -> sent.add(ingest.send(event)));
            }
            assertThat(sent.stream().map(CompletableFuture::join)).containsOnly(IngestReceipt.STORED);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> database.jdbc()
                            .sql("select count(*) = 0 from whatsapp_gateway.lid_links where settled_at is null")
                            .query(Boolean.class)
                            .single());
            ingests.forEach(TestIngest::close);
            return TableDump.of(database.jdbc(), Samples.SESSION);
        }
    }
}
