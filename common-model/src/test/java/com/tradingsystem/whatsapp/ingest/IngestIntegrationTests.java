package com.tradingsystem.whatsapp.ingest;

import static com.tradingsystem.whatsapp.ingest.Samples.NOON;
import static com.tradingsystem.whatsapp.ingest.Samples.text;
import static com.tradingsystem.whatsapp.ingest.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before every test
class IngestIntegrationTests {

    private TestDatabase database;
    private TestIngest ingest;

    @BeforeAll
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void start() {
        ingest = TestIngest.on(database.dataSource());
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void text_isARowWithItsKeyItsWordsAndItsRawEvent() {
        assertThat(ingest.accept(told(text("CORE1", "Olá, não esqueça")))).isEqualTo(IngestReceipt.STORED);

        Map<String, Object> row = database.jdbc()
                .sql("select * from whatsapp_gateway.messages where core_id = 'CORE1'")
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("session_name", "main")
                .containsEntry("chat_id", "5511987654321@c.us")
                .containsEntry("from_whatsapp_id", "5511987654321@c.us")
                .containsEntry("to_whatsapp_id", "15550001111@c.us")
                .containsEntry("message_id", "false_5511987654321@c.us_CORE1")
                .containsEntry("message_type", "text")
                .containsEntry("body", "Olá, não esqueça")
                .containsEntry("ack", 2)
                .containsEntry("sync_source", "webhook");
        assertThat(count("message_keys where core_id = 'CORE1'")).isEqualTo(1);
        assertThat(count("message_search where vector @@ whatsapp_gateway.search_query('nao')"))
                .isEqualTo(1);
        assertThat(count("webhook_events where core_id = 'CORE1' and outcome = 'stored'"))
                .isEqualTo(1);
    }

    @Test
    void tenIdenticalEventsAtOnce_areOneRow() {
        Reading reading = told(text("CORE2", "once"));

        List<IngestReceipt> receipts = ingest.acceptAll(Collections.nCopies(10, reading));

        assertThat(receipts).containsOnly(IngestReceipt.STORED).hasSize(10);
        assertThat(count("messages where core_id = 'CORE2'")).isEqualTo(1);
        assertThat(count("webhook_events where core_id = 'CORE2'")).isEqualTo(10);
    }

    @Test
    void manyAtOnce_areAllThere() {
        List<Reading.Understood> readings = IntStream.range(0, 1000)
                .mapToObj(i -> told(NOON.plusSeconds(i), text("MANY" + i, "text " + i)))
                .toList();

        assertThat(ingest.acceptAll(readings)).containsOnly(IngestReceipt.STORED);

        assertThat(count("messages where core_id like 'MANY%'")).isEqualTo(1000);
    }

    @Test
    void unrecognised_isKeptVerbatim() {
        Reading reading = new Reading.Unrecognised(
                Samples.envelope(Samples.SESSION, "evt_new", NOON), "an event of tomorrow", Set.of());

        assertThat(ingest.accept(reading)).isEqualTo(IngestReceipt.UNRECOGNISED);

        assertThat(count("webhook_events where event_id = 'evt_new' and outcome = 'unrecognised'"))
                .isEqualTo(1);
    }

    private long count(String from) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway." + from)
                .query(Long.class)
                .single();
    }
}
