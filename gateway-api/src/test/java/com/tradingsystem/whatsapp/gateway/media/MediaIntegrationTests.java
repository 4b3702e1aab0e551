package com.tradingsystem.whatsapp.gateway.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.gateway.SharedDatabase;
import com.tradingsystem.whatsapp.media.store.ObjectKey;
import com.tradingsystem.whatsapp.media.store.ObjectLabel;
import com.tradingsystem.whatsapp.media.store.ObjectStore;
import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class MediaIntegrationTests extends RunningGateway {

    private static final String ANA = "5511987654321@c.us";
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String HASH = "abababababababababababababababababababababababababababababababab";
    private static final String TAG = "\"" + HASH + "\"";

    @TempDir
    Path directory;

    @Autowired
    ObjectStore store;

    private final String session = newName();
    private ArchiveRows rows = new ArchiveRows(SharedDatabase.get(), session);

    @BeforeEach
    void makeSession() {
        rows = newSession(session);
    }

    @Test
    void message_leadsToItsFile() throws IOException {
        rows.message(ANA, NOON, "A1", Map.of("has_media", true, "message_type", "image"));
        long id = stored("A1", "image/png", "foto.png", "0123456789");

        JsonNode message = get("/api/messages/" + session + "/" + ANA).json().at("/messages/0");
        assertThat(message.get("media_id").asText()).isEqualTo(Long.toString(id));

        JsonNode media = get("/api/media/" + id).json().get("media");
        assertThat(media.get("file").asText()).isEqualTo("/api/media/" + id + "/file");
        assertThat(media.get("thumbnail").isNull()).isTrue();
        Answer file = get(media.get("file").asText());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("0123456789");
        assertThat(file.header("Content-Length")).isEqualTo("10");
        assertThat(file.header("Content-Type")).isEqualTo("image/png");
        assertThat(file.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Disposition")).startsWith("inline").contains("foto.png");
        assertThat(get(media.get("file").asText(), "If-None-Match", file.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3,206,0123",
        "bytes=7-,206,789",
        "bytes=-2,206,89",
        "bytes=0-,206,0123456789",
        "bytes=8-99,206,89",
        "bytes=5-2,200,0123456789",
        "'bytes=0-1,4-5',200,0123456789",
        "lines=1,200,0123456789"
    })
    void partOfAFile_isAnswered(String range, int status, String body) throws IOException {
        long id = stored("A1", "video/mp4", null, "0123456789");

        Answer part = get("/api/media/" + id + "/file", "Range", range);

        assertThat(part.status()).isEqualTo(status);
        assertThat(part.body()).isEqualTo(body);
        assertThat(part.header("Content-Length")).isEqualTo(Integer.toString(body.length()));
        assertThat(part.header("Content-Range").isEmpty()).isEqualTo(status == 200);
        assertThat(part.header("ETag")).isEqualTo(TAG);
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-,0123456789", "bytes=99-,0123456789", "bytes=-0,0123456789", "bytes=0-,''"})
    void rangePastTheEnd_isRefusedWithTheSize(String range, String content) throws IOException {
        long id = stored("A1", "video/mp4", null, content);

        Answer answer = get("/api/media/" + id + "/file", "Range", range);

        assertProblem(answer, 416, "range-not-satisfiable");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */" + content.length());
        assertThat(answer.header("Content-Disposition")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"another\"", "W/" + TAG, "Mon, 04 May 2026 12:00:00 GMT"})
    void partOfAnotherFile_isAnsweredWithAllOfThisOne(String held) throws IOException {
        long id = stored("A1", "video/mp4", null, "0123456789");

        Answer whole = get("/api/media/" + id + "/file", "Range", "bytes=4-", "If-Range", held);
        Answer part = get("/api/media/" + id + "/file", "Range", "bytes=4-", "If-Range", TAG);

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.header("ETag")).isEqualTo(TAG);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("456789");
    }

    @Test
    void partThatTheCallerHas_isNotSentAgain() throws IOException {
        long id = stored("A1", "video/mp4", null, "0123456789");

        Answer answer = get("/api/media/" + id + "/file", "Range", "bytes=4-", "If-None-Match", TAG);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo(TAG);
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, jpg, , image-ID.jpg",
        "application/pdf, pdf, ../../../etc/passwd, etc_passwd.pdf",
        "application/pdf, pdf, con.pdf, _con.pdf",
        "image/jpeg, jpg, foto.JPEG, foto.JPEG",
        "audio/mpeg, mp3, música nº 5.mp3, musica no 5.mp3"
    })
    void file_hasANameToSaveItBy(String type, String ending, @Nullable String told, String name) throws IOException {
        long id = stored("A1", type, told, "x", ending);

        Answer file = get("/api/media/" + id + "/file");

        assertThat(file.header("Content-Disposition"))
                .contains("; filename=\"" + name.replace("ID", Long.toString(id)) + "\"; filename*=UTF-8''");
    }

    @Test
    void nameWithoutEnd_isServed() throws IOException {
        long id = stored("A1", "application/pdf", "😀".repeat(1_500) + ".pdf", "x", "pdf");

        Answer file = get("/api/media/" + id + "/file");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Disposition"))
                .contains("filename=\"image-" + id + ".pdf\"")
                .endsWith("%80.pdf")
                .hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({"image/svg+xml", "text/html", "application/xhtml+xml", "text/javascript", "no type", "''"})
    void whatABrowserWouldRun_isToBeSaved(String type) throws IOException {
        long id = stored("A1", type, "../../página <1>.html", "<script>alert(1)</script>");

        Answer file = get("/api/media/" + id + "/file");

        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.header("Content-Disposition")).startsWith("attachment").contains("filename*=UTF-8''");
        assertThat(file.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void head_tellsTheLengthAndReadsNothing() throws IOException {
        long id = stored("A1", "image/png", null, "0123456789");

        Answer head = send(request("/api/media/" + id + "/file")
                .header("X-Api-Token", API_TOKEN)
                .method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("10");
        assertThat(head.header("ETag")).isEqualTo(TAG);
        assertThat(head.header("Content-Disposition")).contains("filename=\"image-" + id + ".bin\"");

        Answer part = send(request("/api/media/" + id + "/file")
                .header("X-Api-Token", API_TOKEN)
                .header("Range", "bytes=4-")
                .method("HEAD", BodyPublishers.noBody()));
        assertThat(part.status()).as("ranges are for GET").isEqualTo(200);
    }

    @Test
    void fileThatIsNotThere_isAProblem() {
        long waiting = row("A1", Map.of("download_status", "pending", "download_reason", "store_unavailable"));
        long forgotten = row(
                "A2",
                Map.of(
                        "download_status",
                        "completed",
                        "minio_key",
                        session + "/x/2026/05/" + HASH + ".png",
                        "file_hash",
                        HASH));

        assertThat(get("/api/media/" + waiting)
                        .json()
                        .at("/media/download_reason")
                        .asText())
                .isEqualTo("store_unavailable");
        assertProblem(get("/api/media/" + waiting + "/file"), 404, "media-not-stored");
        assertProblem(get("/api/media/" + waiting + "/thumbnail"), 404, "media-not-stored");
        assertProblem(get("/api/media/" + forgotten + "/file"), 404, "media-not-stored");
        assertProblem(get("/api/media/999999999999999999"), 404, "media-not-found");
        assertProblem(get("/api/media/abc/file"), 404, "media-not-found");
    }

    @Test
    void fileOfAnotherSession_isAsIfItWereNotThere() throws IOException {
        long id = stored("A1", "image/png", null, "x");

        for (String path : new String[] {"", "/file", "/thumbnail"}) {
            assertProblem(
                    send(request("/api/media/" + id + path).header("X-Api-Token", TENANT_TOKEN)),
                    404,
                    "media-not-found");
            assertProblem(getAnonymously("/api/media/" + id + path), 401, "unauthorized");
        }
    }

    @Test
    void fileOfADeletedMessage_isHiddenWhereTheMessageIs() throws IOException {
        rows.message(ANA, NOON, "A1", Map.of("has_media", true, "message_type", "image", "media_type", "image"));
        long id = stored("A1", "image/png", null, "x");
        assertThat(get("/api/media/" + id + "/file").status()).isEqualTo(200);
        SharedDatabase.get()
                .jdbc()
                .sql(
                        "update whatsapp_gateway.messages set is_deleted = true where session_name = :session and core_id = 'A1'")
                .param("session", session)
                .update();
        assertThat(get("/api/media/" + id + "/file").status()).isEqualTo(200);

        SharedDatabase.get()
                .jdbc()
                .sql("update whatsapp_gateway.sessions set revoke_policy = 'hide' where session_name = :session")
                .param("session", session)
                .update();

        assertProblem(get("/api/media/" + id), 404, "media-not-found");
        assertProblem(get("/api/media/" + id + "/file"), 404, "media-not-found");
        assertProblem(post("/api/media/" + id + "/retry", API_TOKEN), 404, "media-not-found");
    }

    @Test
    void retry_startsAnew() {
        long id = row(
                "A1",
                Map.of(
                        "download_status",
                        "failed",
                        "download_reason",
                        "empty",
                        "download_error",
                        "0 bytes",
                        "retry_count",
                        8));

        Answer answer = post("/api/media/" + id + "/retry", API_TOKEN);

        assertThat(answer.status()).isEqualTo(202);
        JsonNode media = answer.json().get("media");
        assertThat(media.get("download_status").asText()).isEqualTo("pending");
        assertThat(media.get("download_reason").isNull()).isTrue();
        assertThat(media.get("retry_count").asInt()).isZero();
    }

    @Test
    void retry_isForThoseWhoMayChangeThings_andForFilesThatNeedIt() throws IOException {
        long failed = row("A1", Map.of("download_status", "failed"));
        long done = stored("A2", "image/png", null, "x");

        assertProblem(post("/api/media/" + failed + "/retry", READER_TOKEN), 403, "forbidden");
        assertProblem(post("/api/media/" + done + "/retry", API_TOKEN), 409, "media-not-waiting");
        assertProblem(post("/api/media/999999999999999999/retry", API_TOKEN), 404, "media-not-found");
    }

    private Answer post(String path, String token) {
        return send(request(path).header("X-Api-Token", token).POST(BodyPublishers.noBody()));
    }

    private long stored(String coreId, String type, @Nullable String name, String content) throws IOException {
        return stored(coreId, type, name, content, "bin");
    }

    private long stored(String coreId, String type, @Nullable String name, String content, String ending)
            throws IOException {
        ObjectKey key = new ObjectKey(session + "/" + ANA + "/2026/05/" + HASH + "." + ending);
        store.put(key, Files.writeString(directory.resolve("file"), content, UTF_8), ObjectLabel.of("any/thing"));
        Map<String, Object> columns = new HashMap<>(Map.of(
                "download_status",
                "completed",
                "minio_bucket",
                store.bucket(),
                "minio_key",
                key.value(),
                "file_hash",
                HASH,
                "file_size_bytes",
                (long) content.length(),
                "file_mime_type",
                type));
        if (name != null) {
            columns.put("media_filename", name);
        }
        return row(coreId, columns);
    }

    private long row(String coreId, Map<String, Object> more) {
        Map<String, Object> columns = new HashMap<>(Map.of(
                "core_id",
                coreId,
                "is_from_me",
                false,
                "message_id",
                "false_" + ANA + "_" + coreId,
                "chat_id",
                ANA,
                "message_timestamp",
                NOON,
                "media_type",
                "image"));
        columns.putAll(more);
        rows.insert("media_downloads", columns);
        return SharedDatabase.get()
                .jdbc()
                .sql(
                        "select id from whatsapp_gateway.media_downloads where session_name = :session and core_id = :core")
                .param("session", session)
                .param("core", coreId)
                .query(Long.class)
                .single();
    }
}
