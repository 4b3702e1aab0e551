package com.tradingsystem.whatsapp.worker.media.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.store.DeafServer;
import com.tradingsystem.whatsapp.media.store.FileServer;
import com.tradingsystem.whatsapp.media.store.FileServer.Asked;
import com.tradingsystem.whatsapp.worker.media.download.FileAnswer.Obstacle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WahaFilesTests {

    private static final SessionName LOJA = new SessionName("loja");
    private static final String KEY = "the key";
    private static final String MESSAGE = "/api/loja/chats/5511%40c.us/messages/false_5511%40c.us_3EB0";
    private static final String SESSION = "/api/sessions/loja";

    private final Map<String, Queue<String>> names = new ConcurrentHashMap<>();

    private FileServer waha;
    private FileServer other;
    private WahaFiles files;

    @BeforeEach
    void open() throws IOException {
        waha = new FileServer();
        other = new FileServer();
        files = files(Duration.ofSeconds(5));
    }

    private WahaFiles files(Duration patience) {
        FileSettings settings = new FileSettings(
                "http://waha-s3:" + other.port(),
                List.of("http://cdn.example.com:" + other.port(), "http://*.example.net:" + other.port()),
                patience,
                patience,
                patience);
        Dns dns = host -> {
            Queue<String> addresses = names.get(host);
            if (addresses == null) {
                throw new UnknownHostException(host);
            }
            String next = addresses.size() > 1 ? addresses.remove() : addresses.element();
            return List.of(InetAddress.getByName(next));
        };
        names.put("waha-s3", new ArrayDeque<>(List.of("127.0.0.1")));
        return new WahaFiles(HttpUrl.get(waha.origin()), KEY, settings, dns);
    }

    @AfterEach
    void close() {
        files.close();
        waha.close();
        other.close();
    }

    @Test
    void fileOfWaha_isFetchedWithTheKey_whateverHostThePayloadNames() throws IOException {
        waha.file("/api/files/loja/3EB0.jpeg", "picture".getBytes(UTF_8));

        assertThat(text(files.get("http://localhost:3000/api/files/loja/3EB0.jpeg")))
                .isEqualTo("picture");
        assertThat(waha.asked()).containsExactly(new Asked("/api/files/loja/3EB0.jpeg", KEY, null));
    }

    @Test
    void fileOfItsS3_isFetchedWithoutTheKey() throws IOException {
        other.file("/waha/3EB0.jpeg", "picture".getBytes(UTF_8));

        assertThat(text(files.get("http://waha-s3:" + other.port() + "/waha/3EB0.jpeg?X-Amz-Signature=1")))
                .isEqualTo("picture");
        assertThat(other.asked()).containsExactly(new Asked("/waha/3EB0.jpeg", null, "X-Amz-Signature=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d/secret", "http://[::1]:%d/secret", "http://evil.example:%d/secret"})
    void addressThatIsNotListed_isNotAsked(String url) {
        other.file("/secret", "secret".getBytes(UTF_8));
        names.put("evil.example", new ArrayDeque<>(List.of("127.0.0.1")));

        assertThat(files.get(url.formatted(other.port()))).isEqualTo(new FileAnswer.NotAllowed(Obstacle.URL));
        assertThat(other.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1"})
    void listedNameOfAnAddressInside_isNotAsked(String address) {
        other.file("/a.jpg", "secret".getBytes(UTF_8));
        names.put("cdn.example.com", new ArrayDeque<>(List.of(address)));
        names.put("eu.example.net", new ArrayDeque<>(List.of(address)));

        assertThat(files.get("http://cdn.example.com:" + other.port() + "/a.jpg"))
                .isEqualTo(new FileAnswer.NotAllowed(Obstacle.ADDRESS));
        assertThat(files.get("http://eu.example.net:" + other.port() + "/a.jpg"))
                .isEqualTo(new FileAnswer.NotAllowed(Obstacle.ADDRESS));
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void nameThatIsBoundAgainBetweenCheckAndConnect_gainsNothing() {
        other.file("/a.jpg", "secret".getBytes(UTF_8));
        // The first look-up is what is checked and what is connected to; nobody has that address.
        names.put("cdn.example.com", new ArrayDeque<>(List.of("3000::1", "127.0.0.1")));
        WahaFiles hasty = files(Duration.ofMillis(300));

        assertThat(hasty.get("http://cdn.example.com:" + other.port() + "/a.jpg"))
                .isInstanceOfAny(FileTrouble.Unreachable.class, FileTrouble.Silent.class);
        assertThat(hasty.get("http://cdn.example.com:" + other.port() + "/a.jpg"))
                .isEqualTo(new FileAnswer.NotAllowed(Obstacle.ADDRESS));
        assertThat(other.asked()).isEmpty();
        hasty.close();
    }

    @Test
    void redirectToElsewhere_isNotFollowed() {
        other.file("/secret", "secret".getBytes(UTF_8));
        waha.redirect("/api/files/a", other.origin() + "/secret")
                .redirect("/api/files/b", "http://169.254.169.254/latest/meta-data/")
                .redirect("/api/files/c", "/api/server/environment")
                .redirect("/api/files/d", "/api/files/d")
                .redirect("/api/files/e", "file:///etc/passwd");

        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(files.get(waha.origin() + "/api/files/" + name))
                    .isEqualTo(new FileAnswer.NotAllowed(Obstacle.REDIRECT));
        }
        assertThat(files.get(waha.origin() + "/api/files/e")).isEqualTo(new FileTrouble.Broken(302));
        assertThat(other.asked()).isEmpty();
        assertThat(waha.asked("/api/server/environment")).isZero();
    }

    @Test
    void redirectFromWahaToItsS3_losesTheKey() throws IOException {
        other.file("/waha/a", "picture".getBytes(UTF_8));
        waha.redirect("/api/files/a", "http://waha-s3:" + other.port() + "/waha/a");

        assertThat(text(files.get(waha.origin() + "/api/files/a"))).isEqualTo("picture");
        assertThat(other.asked()).containsExactly(new Asked("/waha/a", null, null));
    }

    @Test
    void redirectFromElsewhereToWaha_isAFileOrNothing() throws IOException {
        waha.file("/api/files/a", "picture".getBytes(UTF_8));
        other.redirect("/1", waha.origin() + "/api/files/a").redirect("/2", waha.origin() + "/api/sessions");
        String s3 = "http://waha-s3:" + other.port();

        assertThat(text(files.get(s3 + "/1"))).isEqualTo("picture");
        assertThat(files.get(s3 + "/2")).isEqualTo(new FileAnswer.NotAllowed(Obstacle.REDIRECT));
    }

    @ParameterizedTest
    @CsvSource({
        "404, Missing",
        "410, Missing",
        "401, KeyRefused",
        "403, KeyRefused",
        "422, Busy",
        "429, Busy",
        "503, Busy",
        "500, Broken",
        "502, Broken",
        "204, Broken",
        "206, Broken",
        "304, Broken"
    })
    void statusOfWaha_isUnderstood(int status, String meaning) {
        waha.on("/api/files/a", exchange -> exchange.sendResponseHeaders(status, -1));

        assertThat(files.get(waha.origin() + "/api/files/a").getClass().getSimpleName())
                .isEqualTo(meaning);
    }

    @Test
    void statusOfS3_isUnderstood() {
        other.on("/a", exchange -> exchange.sendResponseHeaders(403, -1));

        assertThat(files.get("http://waha-s3:" + other.port() + "/a")).isEqualTo(new FileAnswer.Missing(403));
    }

    @Test
    void fileThatWahaSweptAway_isMissingWhateverTheStatus() {
        waha.json("/api/files/a", 500, "{\"exception\":{\"message\":\"ENOENT: no such file or directory\"}}")
                .json("/api/files/b", 404, "{\"code\":\"FILE_NOT_FOUND\"}");

        assertThat(files.get(waha.origin() + "/api/files/a")).isEqualTo(new FileAnswer.Missing(500));
        assertThat(files.get(waha.origin() + "/api/files/b")).isEqualTo(new FileAnswer.Missing(404));
    }

    @Test
    void retryAfter_isReadAndBounded() {
        waha.on("/api/files/a", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "17");
            exchange.sendResponseHeaders(429, -1);
        });
        waha.on("/api/files/b", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "99999999");
            exchange.sendResponseHeaders(503, -1);
        });

        assertThat(files.get(waha.origin() + "/api/files/a"))
                .isEqualTo(new FileTrouble.Busy(429, Duration.ofSeconds(17)));
        assertThat(files.get(waha.origin() + "/api/files/b")).isEqualTo(new FileTrouble.Busy(503, Duration.ofHours(1)));
    }

    @Test
    void bodyThatIsCutOff_failsWhileItIsRead() throws IOException {
        waha.cutOff("/api/files/a", new byte[10_000], 4_000);

        try (FileAnswer.Found found = (FileAnswer.Found) files.get(waha.origin() + "/api/files/a")) {
            assertThat(found.length()).isEqualTo(10_000);
            assertThatThrownBy(() -> found.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void serverThatIsAway_isUnreachable() throws IOException {
        FileServer gone = new FileServer();
        gone.close();
        WahaFiles lonely = new WahaFiles(
                HttpUrl.get(gone.origin()),
                KEY,
                new FileSettings(null, List.of(), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Dns.SYSTEM);

        assertThat(lonely.get("http://localhost/api/files/a")).isInstanceOf(FileTrouble.Unreachable.class);
        assertThat(lonely.refetch(LOJA, "5511@c.us", "id")).isInstanceOf(FileTrouble.Unreachable.class);
        assertThat(lonely.isWorking(LOJA)).isTrue();
        lonely.close();
    }

    @Test
    void serverThatLetsNobodyIn_isUnreachable() throws IOException {
        try (DeafServer deaf = new DeafServer();
                WahaFiles hasty = TestWahaFiles.at(deaf.origin(), KEY, Duration.ofMillis(300))) {
            assertThat(hasty.get("http://localhost/api/files/a")).isInstanceOf(FileTrouble.Unreachable.class);
            assertThat(hasty.refetch(LOJA, "5511@c.us", "id")).isInstanceOf(FileTrouble.Unreachable.class);
        }
    }

    @Test
    void serverThatWasRedirectedToAndLetsNobodyIn_isUnreachable() throws IOException {
        try (WahaFiles hasty = files(Duration.ofMillis(300))) {
            int port = other.port();
            other.close();
            waha.redirect("/api/files/a", "http://waha-s3:" + port + "/waha/a");
            try (DeafServer deaf = new DeafServer(port)) {
                assertThat(hasty.get(waha.origin() + "/api/files/a"))
                        .as(deaf.origin())
                        .isInstanceOf(FileTrouble.Unreachable.class);
            }
        }
    }

    @Test
    void serverThatLetsNobodyInAnyMore_isUnreachableOnceTheOldConnectionIsGone() throws IOException {
        try (WahaFiles hasty = files(Duration.ofSeconds(2))) {
            waha.file("/api/files/a", "picture".getBytes(UTF_8));
            assertThat(text(hasty.get(waha.origin() + "/api/files/a"))).isEqualTo("picture");
            int port = waha.port();
            waha.close();
            try (DeafServer deaf = new DeafServer(port)) {
                assertThat(hasty.get(deaf.origin() + "/api/files/a")).isInstanceOf(FileTrouble.Unreachable.class);
            }
        }
    }

    @Test
    void serverThatSaysNothing_isNotWaitedForForEver() {
        waha.on("/api/files/a", exchange -> sleep());
        try (WahaFiles hasty = files(Duration.ofSeconds(1))) {
            assertThat(hasty.get(waha.origin() + "/api/files/a")).isEqualTo(new FileTrouble.Silent());
            assertThat(hasty.get(waha.origin() + "/api/files/a"))
                    .as("over a connection of the pool")
                    .isEqualTo(new FileTrouble.Silent());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {`hasMedia`:true,`media`:{`url`:`http://localhost/api/files/x`}} | Offered[url=http://localhost/api/files/x]",
                "200 | {`hasMedia`:true,`media`:null} | NotOffered[]",
                "200 | {`hasMedia`:true,`media`:{`url`:null,`error`:null}} | NotOffered[]",
                "200 | {`hasMedia`:false,`media`:null} | NoFile[]",
                "200 | null | MessageUnknown[]",
                "404 | {`message`:`Message not found`,`statusCode`:404} | MessageUnknown[]",
                "404 | {`message`:`Session not found`,`statusCode`:404} | SessionNotWorking[]",
                "404 | {`message`:`Cannot GET /x`,`statusCode`:404} | Broken[status=404]",
                "404 | <html>not found</html> | Broken[status=404]",
                "422 | {`error`:`Session status is not as expected`,`status`:`STARTING`} | SessionNotWorking[]",
                "401 | {`message`:`Unauthorized`} | KeyRefused[]",
                "500 | {`exception`:{}} | Broken[status=500]",
                "200 | <html>log in</html> | Broken[status=200]",
                "200 | {`hasMedia`:true,`media`:{ | Broken[status=200]"
            })
    void answerToARefetch_isUnderstood(int status, String json, String meaning) {
        waha.json(MESSAGE, status, json.replace('`', '"'));

        assertThat(files.refetch(LOJA, "5511@c.us", "false_5511@c.us_3EB0")).hasToString(meaning);
        assertThat(waha.asked()).containsExactly(new Asked(MESSAGE, KEY, "downloadMedia=true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":404} | true",
                "{\"data\":{\"a\":1},\"output\":{\"statusCode\":410,\"payload\":{}}} | true",
                "{\"response\":{\"status\":\"403\"}} | true",
                "{\"code\":2,\"details\":\"download failed with status code 403\"} | true",
                "\"Request failed with status code 404\" | true",
                "{\"status\":500,\"stack\":\"at media.js:404:12\"} | false",
                "{\"code\":\"ETIMEDOUT\"} | false",
                "{\"code\":4040} | false"
            })
    void errorOfAnyShape_tellsWhetherWhatsAppHasTheFile(String error, boolean expired) {
        waha.json(MESSAGE, 200, "{\"hasMedia\":true,\"media\":{\"url\":null,\"error\":" + error + "}}");

        assertThat(files.refetch(LOJA, "5511@c.us", "false_5511@c.us_3EB0"))
                .isInstanceOfSatisfying(
                        FileOffer.Failed.class,
                        failed -> assertThat(failed.isExpired()).isEqualTo(expired));
    }

    @Test
    void endlessAnswer_isNotReadToItsEnd() {
        waha.on(MESSAGE, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(65_536).getBytes(UTF_8);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(spaces);
            }
        });

        assertThat(files.refetch(LOJA, "5511@c.us", "false_5511@c.us_3EB0")).isEqualTo(new FileTrouble.Broken(200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"status\":\"WORKING\"} | true",
                "200 | {\"status\":\"SCAN_QR_CODE\"} | false",
                "404 | {\"message\":\"Session not found\"} | false",
                "500 | {} | true"
            })
    void session_worksWhereWahaSaysSo(int status, String json, boolean working) {
        waha.json(SESSION, status, json);

        assertThat(files.isWorking(LOJA)).isEqualTo(working);
    }

    @Test
    void sessionNamedLikeADirectory_isNotAskedFor() {
        for (String name : List.of(".", "..")) {
            assertThat(files.isWorking(new SessionName(name))).isFalse();
            assertThat(files.refetch(new SessionName(name), "5511@c.us", "id"))
                    .isEqualTo(new FileOffer.SessionNotWorking());
        }
        assertThat(waha.asked()).isEmpty();
    }

    private static String text(FileAnswer answer) throws IOException {
        try (FileAnswer.Found found = (FileAnswer.Found) answer) {
            return new String(found.body().readAllBytes(), UTF_8);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
