package com.tradingsystem.whatsapp.worker.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.MediaRows;
import com.tradingsystem.whatsapp.worker.media.thumbnail.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to do harm, and files that accidents made: each ends in a state that says what it was. */
class HostileFilesIntegrationTests extends MediaWorkerFixture {

    private static final byte[] PHOTO = Samples.picture("jpg", 300, 200);
    private static final byte[] SVG =
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(document.domain)</script></svg>".getBytes(UTF_8);
    private static final byte[] HTML = "<!doctype html><html><body>Log in</body></html>".getBytes(UTF_8);
    private static final byte[] PROGRAM = program();

    static Stream<Arguments> files() {
        return Stream.of(
                file(
                        "a picture, said to be a PDF",
                        "completed type_differs",
                        "jpg",
                        PHOTO,
                        row -> row.type("document", "application/pdf").fileName("offer.pdf")),
                file(
                        "a program, said to be a picture",
                        "completed type_differs",
                        "(?:exe|dll)",
                        PROGRAM,
                        row -> row.type("image", "image/jpeg").fileName("photo.jpg")),
                file(
                        "noise, said to be a picture",
                        "completed type_differs",
                        "bin",
                        noise(5_000),
                        row -> row.type("image", "image/jpeg").fileName("photo.jpg")),
                file(
                        "a picture in another format",
                        "completed",
                        "png",
                        Samples.picture("png", 9, 9),
                        row -> row.type("image", "image/jpeg")),
                file("longer than declared", "completed length_differs", "jpg", PHOTO, row -> row.size(10)),
                file(
                        "shorter than declared, all that WAHA has",
                        "completed length_differs",
                        "jpg",
                        PHOTO,
                        row -> row.size(PHOTO.length + 1)),
                file("said to be huge", "skipped too_big", "", PHOTO, row -> row.size(2L << 30)),
                file("empty", "failed empty", "", new byte[0], row -> row),
                file(
                        "empty and declared so",
                        "completed",
                        "bin",
                        new byte[0],
                        row -> row.type("document", "application/octet-stream").size(0)),
                file("over the limit", "skipped too_big", "", noise(1_048_577), row -> row),
                file("just within the limit", "completed type_differs", "bin", noise(1_048_576), row -> row),
                file("a page instead of a picture", "failed not_the_file", "", HTML, row -> row),
                file(
                        "an error instead of a video",
                        "failed not_the_file",
                        "",
                        "{\"error\":1}".getBytes(UTF_8),
                        row -> row.type("video", "video/mp4")),
                file(
                        "a page that is a document",
                        "completed",
                        "html",
                        HTML,
                        row -> row.type("document", "text/html").fileName("page.html")),
                file(
                        "a drawing with a script",
                        "completed",
                        "svg",
                        SVG,
                        row -> row.type("document", "image/svg+xml").fileName("logo.svg")),
                file(
                        "a bomb of pixels",
                        "completed",
                        "png",
                        Samples.pngClaiming(60_000, 60_000),
                        row -> row.type("image", "image/png")),
                file("a broken picture", "completed", "jpg", Arrays.copyOf(PHOTO, 200), row -> row),
                file(
                        "a broken PDF",
                        "completed",
                        "pdf",
                        "%PDF-1.7 nothing".getBytes(UTF_8),
                        row -> row.type("document", "application/pdf")),
                file(
                        "a table",
                        "completed",
                        "csv",
                        "a;b\n1;2\n".getBytes(UTF_8),
                        row -> row.type("document", "text/csv").fileName("tabela.csv")),
                file(
                        "a voice",
                        "completed",
                        "ogg",
                        Samples.resource("voice.ogg"),
                        row -> row.type("voice", "audio/ogg; codecs=opus")),
                file(
                        "of a type that is no type",
                        "completed",
                        "jpg",
                        PHOTO,
                        row -> row.type("image", "../../etc/passwd\r\nX: y")));
    }

    private static Arguments file(
            String name, String state, String extension, byte[] bytes, UnaryOperator<MediaRows.Row> row) {
        return Arguments.of(name, state, extension, bytes, row);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("files")
    void file_endsInAStateThatSaysWhatItWas(
            String name, String state, String extension, byte[] bytes, UnaryOperator<MediaRows.Row> declared)
            throws IOException {
        waha.file(path("A"), bytes);
        long id = declared.apply(rows.row(LOJA, "A").url(url("A"))).insert();
        start();

        awaitFinalState(id, state);

        List<String> keys =
                store.keys().stream().filter(key -> !key.contains("thumb_")).toList();
        if (extension.isEmpty()) {
            assertThat(store.keys()).isEmpty();
        } else {
            assertThat(keys)
                    .singleElement()
                    .asString()
                    .matches("loja/5511987654321@c\\.us/2026/01/[0-9a-f]{64}\\." + extension);
        }
        assertSpoolIsEmpty();
    }

    @Test
    void bodyThatBreaksOff_isTriedAgain() throws IOException {
        waha.cutOff(path("A"), PHOTO, PHOTO.length / 2);
        long id = rows.row(LOJA, "A").url(url("A")).insert();
        start();
        awaitState(id, "failed truncated");
        assertThat(store.keys()).isEmpty();

        waha.file(path("A"), PHOTO);
        rows.age(id, java.time.Duration.ofMinutes(1));
        awaitState(id, "completed");
        assertSpoolIsEmpty();
    }

    @Test
    void bodyWithoutLengthThatEndsEarly_isMeasuredByTheSendersWord() {
        waha.on(path("A"), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(PHOTO, 0, PHOTO.length / 2);
        });
        long id = rows.row(LOJA, "A").url(url("A")).size(PHOTO.length).insert();
        start();

        awaitState(id, "failed truncated");
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void endlessBody_isNotReadFurtherThanTheLimit() throws IOException {
        long[] sent = new long[1];
        waha.on(path("A"), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] block = new byte[65_536];
            while (sent[0] < 1L << 32) {
                out.write(block);
                sent[0] += block.length;
            }
        });
        long id = rows.row(LOJA, "A").url(url("A")).insert();
        start();

        awaitState(id, "skipped too_big");
        assertThat(sent[0]).isLessThan(1L << 30); // of 4 GiB; what was under way when the line was cut
        assertThat(store.keys()).isEmpty();
        assertSpoolIsEmpty();
    }

    @Test
    void announcedLengthOverTheLimit_isBelievedAtOnce() {
        waha.on(path("A"), exchange -> {
            exchange.sendResponseHeaders(200, 2L << 30);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        });
        long id = rows.row(LOJA, "A").url(url("A")).insert();
        start();

        awaitState(id, "skipped too_big");
    }

    @Test
    void drawingWithAScript_isStoredAsBytesToSave_andNeverDrawn() {
        waha.file(path("A"), SVG);
        long id = rows.row(LOJA, "A")
                .url(url("A"))
                .type("document", "image/svg+xml")
                .fileName("logo.svg")
                .insert();
        start();

        awaitState(id, "completed");
        assertThat(rows.read(id))
                .containsEntry("file_mime_type", "image/svg+xml")
                .containsEntry("thumbnail_minio_key", null);
        assertThat(store.label(key(id)).contentType()).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd",
                "..\\..\\windows\\system32\\a.jpg",
                "/etc/cron.d/x",
                "férias 😀 №1 – ação.jpg",
                "a\r\nX-Amz-Meta-Evil: 1",
                "CON",
                ".",
                "..",
                ""
            })
    void nameOfTheFile_isKeptAndNeverAPath(String name) throws IOException {
        waha.file(path("A"), PHOTO);
        long id = rows.row(LOJA, "A").url(url("A")).fileName(name).insert();
        start();

        awaitState(id, "completed");

        assertThat(key(id).value()).matches("loja/5511987654321@c\\.us/2026/01/[0-9a-f]{64}\\.jpg");
        assertThat(store.label(key(id)).fileName()).isEqualTo(name);
        assertNothingOutside();
    }

    @Test
    void namesOfSessionsAndChats_neverLeadOutOfTheStore() throws IOException {
        waha.file(path("A"), PHOTO);
        List<Long> ids = Stream.of("..", "a\\..\\b", ".incoming", "sessão", "%2e%2e")
                .map(name -> rows.row(new SessionName(name), "A")
                        .chat("../../" + name + " 😀@c.us")
                        .url(url("A"))
                        .time(Instant.parse("+20000-01-01T00:00:00Z"))
                        .insert())
                .toList();
        start();

        ids.forEach(id -> awaitState(id, "completed"));
        assertThat(store.keys())
                .hasSize(10)
                .allSatisfy(key -> assertThat(key).matches("([^/]+/){2}9999/01/(thumb_)?[0-9a-f]{64}\\.jpg"));
        assertNothingOutside();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:3000/api/sessions",
                "http://localhost:3000/api/files/../sessions",
                "file:///etc/passwd",
                "https://evil.example/a.jpg",
                "no address"
            })
    void addressOfElsewhere_isBlocked(String url) {
        long id = rows.row(LOJA, "A").url(url).insert();
        start();

        awaitState(id, "blocked url_not_allowed");
        assertThat(waha.asked()).isEmpty();
    }

    @Test
    void redirectToElsewhere_isBlocked() {
        waha.redirect(path("A"), "http://169.254.169.254/latest/meta-data/");
        long id = rows.row(LOJA, "A").url(url("A")).insert();
        start();

        awaitState(id, "blocked redirect_not_allowed");
    }

    @Test
    void unwantedFiles_areNotFetched() {
        waha.file(path("A"), PHOTO);
        long sticker =
                rows.row(LOJA, "S").url(url("A")).type("sticker", "image/webp").insert();
        long video =
                rows.row(LOJA, "V").url(url("A")).type("video", "Video/MP4").insert();
        long story = rows.row(LOJA, "T").url(url("A")).chat("status@broadcast").insert();
        long post = rows.row(LOJA, "P").url(url("A")).chat("120363@newsletter").insert();
        long photo = rows.row(LOJA, "I").url(url("A")).insert();
        start(workers()
                .skip("sticker", "video/", "status@broadcast", "@newsletter")
                .over(store));

        awaitState(photo, "completed");
        for (long id : new long[] {sticker, video, story, post}) {
            awaitState(id, "skipped rule");
        }
        assertThat(waha.asked(path("A"))).isEqualTo(1);
    }

    private void assertNothingOutside() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries.map(path -> path.getFileName().toString())).containsOnly("store", "spool");
        }
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(42).nextBytes(bytes);
        return bytes;
    }

    /** The head of a Windows program. */
    private static byte[] program() {
        byte[] bytes = new byte[512];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        bytes[0x3c] = (byte) 0x80;
        bytes[0x80] = 'P';
        bytes[0x81] = 'E';
        bytes[0x84] = 0x64;
        bytes[0x85] = (byte) 0x86;
        return bytes;
    }
}
