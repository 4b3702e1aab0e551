package com.tradingsystem.whatsapp.worker.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.ingest.Archive;
import com.tradingsystem.whatsapp.ingest.Ingest;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.waha.WahaEventReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The webhook's form and the history's form of one message end as the same rows, for every kind and every engine of which there is a
 * golden file. Only what says how the archive came to know may differ.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"whatsapp.sync.enabled=false", "whatsapp.retention.messages=0"})
class BothFormsIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant ARRIVAL = Instant.parse("2026-11-22T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * How and when it came, since when it was acknowledged, which only events know, and where WAHA had the file, since the history
     * is asked for without files.
     */
    private static final String PROVENANCE =
            "{id,message_number,session_name,created_at,updated_at,sync_source,time_rank,content_rank,"
                    + "content_at,content_event,ack_timestamp,media_url,media_url_at,media_url_told_by,media_rank,waha_error,"
                    + "s3_bucket,s3_key,queued_at}";

    private final WahaEventReader reader;
    private final Ingest ingest;
    private final Archive archive;

    BothFormsIntegrationTests(@Autowired WahaEventReader reader, @Autowired Ingest ingest, @Autowired Archive archive) {
        this.reader = reader;
        this.ingest = ingest;
        this.archive = archive;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @TestFactory
    Stream<DynamicTest> everyMessage_endsAsTheSameRows() throws IOException {
        List<Resource> files = Arrays.stream(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:waha/*/message*.json"))
                .filter(file -> name(file).matches("(?!hostile/).*/message(\\.any)?(-.*)?\\.json"))
                .sorted(Comparator.comparing(BothFormsIntegrationTests::name))
                .toList();
        assertThat(files).hasSizeGreaterThan(40);
        return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> converges(file)));
    }

    private void converges(Resource file) throws IOException, SQLException {
        Forms told = forms(file, "told ");
        ingest.accept(told.raw(), told.webhook());
        List<String> rows = rows(told.session());
        assertThat(rows).isNotEmpty();

        Forms pulled = forms(file, "pulled ");
        pull(pulled);
        assertThat(rows(pulled.session())).as("pulled").isEqualTo(rows);

        List<String> toldRows = wholeRows(told.session());
        pull(told);
        assertThat(wholeRows(told.session())).as("told, then pulled").isEqualTo(toldRows);

        ingest.accept(pulled.raw(), pulled.webhook());
        assertThat(rows(pulled.session())).as("pulled, then told").isEqualTo(rows);
    }

    /** One message in both forms. */
    private record Forms(SessionName session, RawEvent raw, Understood webhook, Understood history) {}

    private Forms forms(Resource file, String prefix) throws IOException {
        SessionName session = new SessionName(prefix + name(file).replace('/', ' '));
        ObjectNode envelope = (ObjectNode) JSON.readTree(file.getInputStream());
        envelope.put("session", session.value());
        RawEvent raw = new RawEvent(JSON.writeValueAsBytes(envelope), null, ARRIVAL);
        Understood webhook = (Understood) reader.read(raw);

        ObjectNode message = (ObjectNode) envelope.get(envelope.has("payload") ? "payload" : "data");
        JsonNode asListed = message.has("media") ? message.deepCopy().putNull("media") : message;
        Understood history = (Understood) reader.readHistory(
                session, webhook.envelope().engine(), webhook.envelope().me(), asListed, ARRIVAL);
        return new Forms(session, raw, webhook, history);
    }

    private void pull(Forms forms) throws SQLException {
        archive.write(List.of(forms.history()), (connection, summary) -> {});
    }

    private static List<String> rows(SessionName session) {
        return rows(session, PROVENANCE);
    }

    /** Rows that an event has told of do not change at all when the history comes. */
    private static List<String> wholeRows(SessionName session) {
        return rows(session, "{}");
    }

    private static List<String> rows(SessionName session, String without) {
        List<String> rows = new ArrayList<>();
        for (String table : List.of(
                "message_keys",
                "messages",
                "message_search",
                "media_downloads",
                "message_receipts",
                "message_reactions")) {
            DATABASE.jdbc()
                    .sql("select (to_jsonb(t) - '" + without + "'::text[])::text from whatsapp_gateway." + table
                            + " t where session_name = ? order by 1")
                    .params(session.value())
                    .query(String.class)
                    .list()
                    .forEach(row -> rows.add(table + " " + row));
        }
        return rows;
    }

    /** With the folder, which is the engine. */
    private static String name(Resource file) {
        try {
            String path = file.getURL().getPath();
            return path.substring(path.lastIndexOf("/waha/") + "/waha/".length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
