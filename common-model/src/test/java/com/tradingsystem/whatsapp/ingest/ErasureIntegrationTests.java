package com.tradingsystem.whatsapp.ingest;

import static com.tradingsystem.whatsapp.ingest.Samples.ANA;
import static com.tradingsystem.whatsapp.ingest.Samples.NOON;
import static com.tradingsystem.whatsapp.ingest.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.event.InboundEvent.Edited;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.MediaKind;
import com.tradingsystem.whatsapp.event.MediaPointer;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.message.annotation.RevokePolicy;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // set up before every test
class ErasureIntegrationTests {

    private static final String SECRET = "segredo";

    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void erase_leavesNothingOfWhatWasSaid_inWhateverOrder(String order) {
        List<Understood> events = List.of(photo(), edit(), revocation());
        try (TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.ERASE, Map.of())) {
            order.chars().forEach(i -> ingest.accept(raw(), events.get(i - '0')));
        }

        assertThat(everything()).noneMatch(line -> line.contains(SECRET));
        assertThat(message())
                .containsEntry("is_deleted", true)
                .containsEntry("message_type", "image")
                .containsEntry("has_media", true)
                .containsEntry("body", null)
                .containsEntry("raw_data", null)
                .extractingByKey("metadata")
                .asString()
                .contains("erased");
        assertThat(count("message_search")).isZero();
        assertThat(count("media_downloads where download_status = 'skipped' and media_url is null"))
                .isEqualTo(1);
        assertThat(count("webhook_events where body = ''")).isEqualTo(3);
    }

    @Test
    void erase_discardsTheFile_whenItWasFetchedAlready() {
        try (TestIngest ingest = new TestIngest(database.dataSource(), RevokePolicy.ERASE, Map.of())) {
            ingest.accept(raw(), photo());
            database.jdbc().sql("""
                            update whatsapp_gateway.media_downloads
                               set download_status = 'completed', minio_bucket = 'media', minio_key = 'file.jpg',
                                   thumbnail_minio_key = 'thumb_file.jpg', file_hash = 'hash'""").update();
            ingest.accept(raw(), revocation());
        }

        assertThat(count("media_downloads where download_status = 'skipped' and minio_key is null"))
                .isEqualTo(1);
        assertThat(count("media_garbage where bucket = 'media' and object_key in ('file.jpg', 'thumb_file.jpg')"))
                .isEqualTo(2);
    }

    @Test
    void keep_keepsWhatWasSaid() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            List.of(photo(), edit(), revocation()).forEach(event -> ingest.accept(raw(), event));
        }

        assertThat(message()).containsEntry("is_deleted", true).containsEntry("body", "editado " + SECRET);
        assertThat(count("webhook_events where body = ''")).isZero();
    }

    @Test
    void sessionsOwnPolicy_goesBeforeTheDefault() {
        try (TestIngest ingest = TestIngest.on(database.dataSource())) {
            ingest.accept(raw(), photo());
            database.jdbc()
                    .sql("update whatsapp_gateway.sessions set revoke_policy = 'erase'")
                    .update();
            ingest.accept(raw(), revocation());
        }

        assertThat(everything()).noneMatch(line -> line.contains(SECRET));
    }

    private static Understood photo() {
        MediaPointer file = new MediaPointer("http://waha/" + SECRET, null, SECRET + ".jpg", null, null, null, null);
        return told(
                NOON,
                new MessageSeen(Samples.observed(
                        "false_" + ANA.value() + "_GONE",
                        ANA,
                        NOON,
                        new MessageContent.Media(MediaKind.IMAGE, SECRET, file))));
    }

    private static Understood edit() {
        return told(NOON, new Edited("GONE", "E1", ANA, false, ANA, "editado " + SECRET, NOON.plusSeconds(1)));
    }

    private static Understood revocation() {
        return told(NOON, new Revoked("GONE", ANA, false, ANA, NOON.plusSeconds(2)));
    }

    private static RawEvent raw() {
        return new RawEvent(SECRET.getBytes(StandardCharsets.UTF_8), null, NOON);
    }

    private List<String> everything() {
        List<String> dump = new ArrayList<>(TableDump.of(database.jdbc(), Samples.SESSION));
        dump.addAll(database.jdbc()
                .sql("select convert_from(body, 'UTF8') from whatsapp_gateway.webhook_events")
                .query(String.class)
                .list());
        return dump;
    }

    private Map<String, Object> message() {
        return database.jdbc()
                .sql("select * from whatsapp_gateway.messages")
                .query()
                .singleRow();
    }

    private long count(String from) {
        return database.jdbc()
                .sql("select count(*) from whatsapp_gateway." + from)
                .query(Long.class)
                .single();
    }
}
