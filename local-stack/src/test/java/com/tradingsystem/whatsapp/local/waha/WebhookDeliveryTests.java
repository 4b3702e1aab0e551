package com.tradingsystem.whatsapp.local.waha;

import static com.tradingsystem.whatsapp.local.waha.TestPeople.ACCOUNT;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.ANA;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.NOON;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.fromAna;
import static com.tradingsystem.whatsapp.local.waha.TestPeople.toAna;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.local.phone.Content;
import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.MediaFile;
import com.tradingsystem.whatsapp.local.phone.Message;
import com.tradingsystem.whatsapp.local.waha.dialect.Engine;
import com.tradingsystem.whatsapp.local.waha.dialect.WahaVersion;
import com.tradingsystem.whatsapp.local.waha.webhook.Delivery;
import com.tradingsystem.whatsapp.local.waha.webhook.Pace;
import com.tradingsystem.whatsapp.local.waha.webhook.Retries;
import com.tradingsystem.whatsapp.local.waha.webhook.WebhookTarget;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTests {

    private static final String KEY = "my-secret-key";

    private final Receiver receiver = new Receiver();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final FakeWaha waha = FakeWaha.start(settings(new Pace(0), List.of()));

    @AfterEach
    void stop() {
        waha.close();
        receiver.close();
    }

    @Test
    void delivery_isSignedAndNamed() throws Exception {
        FakeSession session = session(waha, target(receiver.url("/hook"), Retries.DEFAULT));

        session.post(fromAna("3EB0A", "açúcar 😀"));

        await().until(() -> receiver.received("message").size() == 1);
        Receiver.Received sent = receiver.received("message").getFirst();
        assertThat(sent.path()).isEqualTo("/hook");
        assertThat(sent.header("User-Agent")).isEqualTo("WAHA/2026.7.1");
        assertThat(sent.header("Content-Type")).isEqualTo("application/json");
        assertThat(sent.header("X-Whatsapp-Token")).isEqualTo("token");
        assertThat(sent.header("X-Webhook-Hmac-Algorithm")).isEqualTo("sha512");
        assertThat(sent.header("X-Webhook-Hmac")).isEqualTo(hmac(sent.body()));
        assertThat(sent.header("X-Webhook-Timestamp"))
                .isEqualTo(sent.json().path("timestamp").asText());
        assertThat(sent.header("X-Webhook-Request-Id")).matches("[0-9a-f]{13}");
        assertThat(sent.json().path("id").asText()).matches("evt_[0-9a-z]{26}");
    }

    @Test
    void headers_keepTheirCaseOnTheWire() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            FakeSession session = session(waha, target(url, Retries.DEFAULT));
            try (Socket socket = server.accept()) {
                byte[] start = new byte[400];
                int read = socket.getInputStream().readNBytes(start, 0, start.length);
                assertThat(new String(start, 0, read, StandardCharsets.US_ASCII))
                        .contains("X-Webhook-Request-Id: ", "X-Webhook-Timestamp: ", "X-Webhook-Hmac: ");
            }
            assertThat(session.status()).isEqualTo(SessionStatus.WORKING);
        }
    }

    @Test
    void anyFailure_isTriedAgainWithTheSameBytesAndRequestId() {
        Stream.of(500, 400, 401, 404, 409, 422, 302).forEach(receiver::reply);
        session(waha, target(receiver.url("/"), new Retries(Retries.Policy.CONSTANT, 1, 15)));

        await().until(() -> receiver.received().size() == 8);

        assertThat(receiver.received())
                .extracting(one -> one.header("X-Webhook-Request-Id"))
                .containsOnly(receiver.received().getFirst().header("X-Webhook-Request-Id"));
        assertThat(receiver.received())
                .extracting(one -> one.header("X-Webhook-Timestamp"))
                .containsOnly(receiver.received().getFirst().header("X-Webhook-Timestamp"));
        assertThat(receiver.received())
                .allMatch(one -> java.util.Arrays.equals(
                        one.body(), receiver.received().getFirst().body()));
        await().until(() -> deliveries.size() == 1);
        assertThat(deliveries.peek().requests()).isEqualTo(8);
        assertThat(deliveries.peek().delivered()).isTrue();
    }

    @Test
    void attempts_areRetriesBesideTheFirstRequest() {
        for (int i = 0; i < 10; i++) {
            receiver.reply(503);
        }
        session(waha, target(receiver.url("/"), new Retries(Retries.Policy.LINEAR, 1, 3)));

        await().until(() -> deliveries.size() == 1);

        assertThat(receiver.received()).hasSize(4);
        assertThat(deliveries.peek().delivered()).isFalse();
        assertThat(deliveries.peek().lastStatus()).isEqualTo(503);
    }

    @Test
    void refusedConnection_isTriedAgain() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        session(waha, target(URI.create("http://127.0.0.1:" + port), new Retries(Retries.Policy.CONSTANT, 0, 2)));

        await().until(() -> deliveries.size() == 1);

        assertThat(deliveries.peek())
                .isEqualTo(new Delivery(deliveries.peek().eventId(), "session.status", 3, null, false));
    }

    @Test
    void retryAfter_isTheLeastWait() {
        receiver.reply(503, Map.of("Retry-After", "2"));
        try (FakeWaha halfSpeed = FakeWaha.start(settings(new Pace(0.5), List.of()))) {
            long start = System.nanoTime();
            session(halfSpeed, target(receiver.url("/"), new Retries(Retries.Policy.CONSTANT, 0, 5)));

            await().until(() -> receiver.received().size() == 2);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void redirect_becomesAGetWithoutBodyThatCountsAsDelivered() {
        receiver.reply(302, Map.of("Location", "/login"));
        session(waha, target(receiver.url("/"), Retries.DEFAULT));

        await().until(() -> deliveries.size() == 1);

        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(1).method()).isEqualTo("GET");
        assertThat(receiver.received().get(1).path()).isEqualTo("/login");
        assertThat(receiver.received().get(1).body()).isEmpty();
        assertThat(deliveries.peek().delivered()).isTrue();
    }

    @Test
    void slowReceiver_isWaitedForAndKeepsNobodyElseWaiting() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            WebhookTarget hanging = target(URI.create("http://127.0.0.1:" + mute.getLocalPort()), Retries.DEFAULT);
            FakeSession session = waha.add(
                    "default",
                    Engine.NOWEB,
                    ACCOUNT,
                    History.EMPTY,
                    List.of(hanging, target(receiver.url("/"), Retries.DEFAULT)));
            session.become(SessionStatus.WORKING);
            for (int i = 0; i < 20; i++) {
                session.post(toAna("3EB0" + i, "text"));
            }

            await().until(() -> receiver.received("message.any").size() == 20);
            assertThat(waha.deliveriesUnderWay()).isEqualTo(21);
        }
    }

    @Test
    void ownMessages_areNeverToldAsMessage() {
        FakeSession session = session(waha, target(receiver.url("/"), Retries.DEFAULT));

        session.post(toAna("3EB0A", "from me"));
        session.post(fromAna("3EB0B", "from her"));

        await().until(() -> receiver.received().size() == 4);
        assertThat(receiver.received("message")).hasSize(1);
        assertThat(receiver.received("message.any")).hasSize(2);
        assertThat(receiver.received("message").getFirst().json().path("payload"))
                .isEqualTo(receiver.received("message.any").stream()
                        .map(one -> one.json().path("payload"))
                        .filter(payload -> payload.path("id").asText().startsWith("false"))
                        .findFirst()
                        .orElseThrow());
        assertThat(receiver.received())
                .extracting(one -> one.json().path("id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void twoSubscriptions_shareTheEventButNotTheDelivery() {
        WebhookTarget target = target(receiver.url("/"), Retries.DEFAULT);
        try (FakeWaha both = FakeWaha.start(settings(new Pace(0), List.of(target)))) {
            session(both, target);

            await().until(() -> receiver.received().size() == 2);
            assertThat(receiver.received())
                    .extracting(one -> one.json().path("id").asText())
                    .containsOnly(
                            receiver.received().getFirst().json().path("id").asText());
            assertThat(receiver.received())
                    .extracting(one -> one.header("X-Webhook-Request-Id"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void star_leavesOutRawEvents() {
        WebhookTarget star = target(receiver.url("/"), Retries.DEFAULT);

        assertThat(star.wants("message")).isTrue();
        assertThat(star.wants("anything.new")).isTrue();
        assertThat(star.wants("engine.event")).isFalse();
        assertThat(star.wants("state.change")).isFalse();
    }

    @Test
    void messageWithAFile_isOvertakenByText() {
        try (FakeWaha real = FakeWaha.start(settings(Pace.REAL, List.of()))) {
            FakeSession session = session(real, target(receiver.url("/"), Retries.DEFAULT));
            await().until(() -> receiver.received().size() == 1);
            MediaFile photo = new MediaFile(MediaFile.Kind.PHOTO, 1, null, 0);

            session.post(Message.of("3EB0PHOTO", ANA.jid(), ANA, false, false, NOON, new Content.File(photo, null)));
            session.post(fromAna("3EB0TEXT", "later"));

            await().until(() -> receiver.received("message").size() == 2);
            assertThat(receiver.received("message"))
                    .extracting(one -> one.json().path("payload").path("id").asText())
                    .containsExactly("false_15551230001@c.us_3EB0TEXT", "false_15551230001@c.us_3EB0PHOTO");
        }
    }

    @Test
    void sessionThatIsDown_tellsLaterWhatItMissed() {
        FakeSession session = session(waha, target(receiver.url("/"), Retries.DEFAULT));
        session.become(SessionStatus.STARTING);
        session.post(fromAna("3EB0A", "while away"));
        await().until(() -> receiver.received("session.status").size() == 2);
        assertThat(receiver.received("message")).isEmpty();

        session.become(SessionStatus.WORKING);

        await().until(() -> receiver.received("message").size() == 1);
        assertThat(receiver.received("message")
                        .getFirst()
                        .json()
                        .path("payload")
                        .path("timestamp")
                        .asLong())
                .isEqualTo(NOON.getEpochSecond());
    }

    @Test
    void account_isUnknownUntilThePhoneIsPaired() {
        FakeSession session = waha.add(
                "default", Engine.GOWS, ACCOUNT, History.EMPTY, List.of(target(receiver.url("/"), Retries.DEFAULT)));
        session.start();

        await().until(() -> receiver.received("session.status").size() == 2);
        assertThat(receiver.received("session.status")).anySatisfy(one -> {
            assertThat(one.json().path("payload").path("status").asText()).isEqualTo("STARTING");
            assertThat(one.json().path("me").isNull()).isTrue();
        });
        assertThat(receiver.received("session.status")).anySatisfy(one -> {
            assertThat(one.json().path("payload").path("status").asText()).isEqualTo("WORKING");
            assertThat(one.json().path("me").path("id").asText()).isEqualTo("15550001111@c.us");
        });
    }

    private FakeWahaSettings settings(Pace pace, List<WebhookTarget> global) {
        return new FakeWahaSettings(
                0,
                "key",
                WahaVersion.V2026_7_1,
                Set.of(),
                null,
                Duration.ZERO,
                global,
                message -> null,
                pace,
                InstantSource.system(),
                deliveries::add);
    }

    private static WebhookTarget target(URI url, Retries retries) {
        return new WebhookTarget(url, List.of("*"), KEY, retries, Map.of("X-Whatsapp-Token", "token"));
    }

    /** A session whose first event is under way. */
    private static FakeSession session(FakeWaha waha, WebhookTarget target) {
        FakeSession session = waha.add("default", Engine.NOWEB, ACCOUNT, History.EMPTY, List.of(target));
        session.become(SessionStatus.WORKING);
        return session;
    }

    private static String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
