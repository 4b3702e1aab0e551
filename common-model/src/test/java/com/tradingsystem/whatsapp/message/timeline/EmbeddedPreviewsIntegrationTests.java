package com.tradingsystem.whatsapp.message.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class EmbeddedPreviewsIntegrationTests {

    private static TestDatabase database;
    private static ArchiveRows rows;
    private static EmbeddedPreviews previews;
    private static int messages;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        rows = new ArchiveRows(database, "loja");
        ReadSnapshot snapshot = new ReadSnapshot(
                new DataSourceTransactionManager(database.dataSource()), new JdbcTemplate(database.dataSource()));
        previews = new EmbeddedPreviews(database.jdbc(), snapshot);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":\"/9j/\"}}}",
                "{\"message\":{\"ephemeralMessage\":{\"message\":{\"imageMessage\":{\"jpegThumbnail\":\"/9j/\"}}}}}",
                "{\"message\":{\"videoMessage\":{\"contextInfo\":{\"quotedMessage\":{\"imageMessage\":{\"jpegThumbnail\":\"AAAA\"}}},"
                        + "\"jpegThumbnail\":\"/9j/\"}}}",
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":{\"type\":\"Buffer\",\"data\":[255,216,255]}}}}",
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":{\"type\":\"Buffer\",\"data\":\"/9j/\"}}}}",
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":{\"0\":255,\"1\":216,\"2\":255}}}}",
                "{\"Info\":{},\"Message\":{\"videoMessage\":{\"JPEGThumbnail\":\"/9j/\"}}}",
                "{\"body\":\"/9j/\",\"type\":\"video\"}"
            })
    void preview_isFoundInTheFormOfEveryEngine(String raw) {
        assertThat(previews.find(message(raw))).hasValue(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"body\":\"Olá, tudo bem?\"}",
                "{\"body\":null}",
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":\"\"}}}",
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":\"not base64!\"}}}",
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":{\"a\":1}}}}",
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":[\"x\"]}}}",
                "{\"message\":{\"videoMessage\":{\"jpegThumbnail\":true}}}"
            })
    void anythingElse_isNoPreview(String raw) {
        assertThat(previews.find(message(raw))).isEmpty();
    }

    @Test
    void hugeValue_isNoPreview() {
        assertThat(previews.find(message("{\"body\":\"" + "A".repeat(400_000) + "\"}")))
                .isEmpty();
    }

    @Test
    void messageThatIsNotThere_hasNoPreview() {
        assertThat(previews.find(0)).isEmpty();
        rows.keyWithoutMessage("5511@c.us", Instant.parse("2026-01-01T00:00:00Z"), "GONE");
        assertThat(previews.find(rows.number("GONE"))).isEmpty();
    }

    private static long message(String raw) {
        String coreId = "M" + messages++;
        rows.message(
                "5511@c.us",
                Instant.parse("2026-01-31T23:30:00Z").plusSeconds(messages),
                coreId,
                Map.of("raw_data", raw + "::jsonb"));
        return rows.number(coreId);
    }
}
