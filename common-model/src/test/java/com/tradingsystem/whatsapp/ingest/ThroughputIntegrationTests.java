package com.tradingsystem.whatsapp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Not a benchmark: shows that committing together pays, and how many round trips a batch takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before the first test
class ThroughputIntegrationTests {

    private static final int SENDERS = Integer.getInteger("whatsapp.test.senders", 64);
    private static final int EVENTS = Integer.getInteger("whatsapp.test.events", 1500);

    private TestDatabase database;

    @BeforeAll
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    void dropDatabase() {
        database.close();
    }

    @Test
    void committingTogether_isFasterThanCommittingEach() throws InterruptedException {
        perSecond("warm", Map.of(), EVENTS);
        double each = perSecond("each", Map.of("batch-events", "1"), EVENTS / 3);
        double together = perSecond("together", Map.of(), EVENTS);

        System.out.printf(
                "%d senders: %.0f events a second, %.0f with a commit each, ratio %.1f%n",
                SENDERS, together, each, together / each);
        assertThat(together).isGreaterThan(each);
    }

    @Test
    void newMessages_takeFourRoundTripsABatchAndTheCommit() {
        CountingDataSource counting = new CountingDataSource(database.dataSource());
        try (TestIngest ingest = TestIngest.on(counting)) {
            ingest.acceptAll(messages("first", 1)); // learns of the session and the chats
            counting.statements.clear();

            ingest.acceptAll(messages("counted", 1));

            assertThat(counting.statements)
                    // Nor what is done from time to time, whether there are events or not.
                    .filteredOn(sql -> !sql.contains("update whatsapp_gateway.sessions") && !sql.contains("settled_at"))
                    .as("round trips of a batch of new messages in known chats")
                    .hasSize(4);
        }
    }

    private double perSecond(String name, Map<String, String> settings, int events) throws InterruptedException {
        List<Reading> messages = messages(name, events);
        try (TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.KEEP, settings)) {
            CountDownLatch done = new CountDownLatch(SENDERS);
            long start = System.nanoTime();
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender;
                Thread.ofVirtual().start(() -> {
                    for (int i = first; i < events; i += SENDERS) {
                        ingest.accept(messages.get(i));
                    }
                    done.countDown();
                });
            }
            done.await();
            return events / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static List<Reading> messages(String name, int events) {
        return IntStream.range(0, events)
                .<Reading>mapToObj(i -> {
                    Jid chat = new Jid.Person("55119" + (10_000_000 + i % 200));
                    return Samples.told(
                            Samples.NOON.plusSeconds(i),
                            Samples.text(
                                    "false_" + chat.value() + "_" + name.toUpperCase(Locale.ROOT) + i,
                                    chat,
                                    Samples.NOON.plusSeconds(i),
                                    "Bom dia! A reunião de número " + i + " fica para amanhã às nove."));
                })
                .toList();
    }
}
