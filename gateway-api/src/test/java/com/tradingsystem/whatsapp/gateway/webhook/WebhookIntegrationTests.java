package com.tradingsystem.whatsapp.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import com.tradingsystem.whatsapp.event.RawEvent;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.gateway.RunningGateway;
import com.tradingsystem.whatsapp.ingest.IngestUnavailable;
import com.tradingsystem.whatsapp.ingest.queue.IngestReceipt;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;

class WebhookIntegrationTests extends RunningGateway {

    private static final String EVENT = """
            {"id":"evt_1","event":"message.any","session":"webhooks","engine":"NOWEB","timestamp":1777896000000,
             "me":{"id":"5511900000000@c.us"},"payload":{"id":"false_5511987654321@c.us_3EB0AAAA0001",
             "timestamp":1777896000,"from":"5511987654321@c.us","fromMe":false,"body":"olá","hasMedia":false}}""";
    private static final int LIMIT = 2 * 1024 * 1024;

    private final MeterRegistry meters;

    WebhookIntegrationTests(@Autowired MeterRegistry meters) {
        this.meters = meters;
    }

    @Test
    void event_isHandedOverAsItCame_andAnsweredOnceStored() {
        Answer answer = send(webhook(EVENT).header("X-Webhook-Request-Id", "01M80ZN2FP"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true,\"outcome\":\"stored\"}");
        var raw = ArgumentCaptor.forClass(RawEvent.class);
        verify(ingest).accept(raw.capture(), any(Reading.Understood.class));
        assertThat(raw.getValue().body()).isEqualTo(EVENT.getBytes(StandardCharsets.UTF_8));
        assertThat(raw.getValue().requestId()).isEqualTo("01M80ZN2FP");
    }

    @ParameterizedTest
    @CsvSource({"UNRECOGNISED, unrecognised", "QUARANTINED, quarantined"})
    void eventThatCouldNotBeMerged_isSuccessToo(IngestReceipt receipt, String outcome) {
        doReturn(receipt).when(ingest).accept(any(), any());

        Answer answer = send(webhook(EVENT));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("outcome").asText()).isEqualTo(outcome);
    }

    @Test
    void previousToken_isGoodToo() {
        assertThat(send(plain(EVENT).header("X-Whatsapp-Token", PREVIOUS_WEBHOOK_TOKEN))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", API_TOKEN, WEBHOOK_TOKEN + "x", "olá"})
    void wrongToken_is401_andNothingIsParsed(String token) {
        double before = refused("token");

        Answer answer = send(plain(EVENT).header("X-Whatsapp-Token", token));

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
        assertThat(refused("token")).isEqualTo(before + 1);
        verifyNoInteractions(ingest);
    }

    @Test
    void tokenTwice_is401() {
        assertProblem(send(webhook(EVENT).header("X-Whatsapp-Token", WEBHOOK_TOKEN)), 401, "unauthorized");
    }

    @Test
    void missingToken_isNoticedBeforeTheBodyIsThere() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("""
                    POST /webhooks/messages HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 500000\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            Reader answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
            char[] line = new char[12];

            assertThat(answer.read(line)).isEqualTo(12);
            assertThat(new String(line)).isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void wrongToken_comesBeforeEveryOtherComplaint() {
        Answer answer = send(request("/webhooks/messages")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofByteArray(new byte[LIMIT + 1])));

        assertProblem(answer, 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "nonsense",
                "multipart/form-data"
            })
    void otherContentTypes_are400(String contentType) {
        double before = refused("content_type");

        Answer answer = send(request("/webhooks/messages")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(EVENT)));

        assertProblem(answer, 400, "wrong-content-type");
        assertThat(refused("content_type")).isEqualTo(before + 1);
        verify(ingest, never()).accept(any(), any());
    }

    @Test
    void missingContentType_is400() {
        Answer answer = send(request("/webhooks/messages")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .POST(BodyPublishers.ofString(EVENT)));

        assertProblem(answer, 400, "wrong-content-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON", "application/cloudevents+json"})
    void jsonByAnyName_isTaken(String contentType) {
        Answer answer = send(request("/webhooks/messages")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(EVENT)));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "42", "<xml/>"})
    void bodyThatIsNoObject_is400_andCounted(String body) {
        double before = refused("malformed");

        Answer answer = send(webhook(body));

        assertProblem(answer, 400, "malformed-body");
        assertThat(refused("malformed")).isEqualTo(before + 1);
        verify(ingest, never()).accept(any(), any());
    }

    @Test
    void bodyOfExactlyTheLimit_isTaken() {
        assertThat(send(webhook(ofLength(LIMIT))).status()).isEqualTo(200);
        assertThat(send(chunked(ofLength(LIMIT))).status()).isEqualTo(200);
    }

    @Test
    void bodyOverTheLimit_is413_alsoInChunks() {
        double before = refused("too_large");

        assertProblem(send(webhook(ofLength(LIMIT + 1))), 413, "body-too-large");
        assertProblem(send(chunked(ofLength(LIMIT + 1))), 413, "body-too-large");
        assertProblem(send(chunked(ofLength(12 * LIMIT))), 413, "body-too-large");

        assertThat(refused("too_large")).isEqualTo(before + 3);
        verifyNoInteractions(ingest);
    }

    @Test
    void nothingPromised_is503_withATimeToComeBack() {
        doThrow(new IngestUnavailable("queue full", Duration.ofMillis(2_500)))
                .when(ingest)
                .accept(any(), any());
        double before = refused("unavailable");

        Answer answer = send(webhook(EVENT));

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("3");
        assertThat(answer.body()).doesNotContain("queue");
        assertThat(refused("unavailable")).isEqualTo(before + 1);
    }

    @Test
    void surprise_is500_withoutItsWords() {
        doThrow(new IllegalStateException("secret detail")).when(ingest).accept(any(), any());

        Answer answer = send(webhook(EVENT));

        assertProblem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/messages/", "/webhooks", "/webhooks/"})
    void otherPaths_areNotFound_andNeverRedirected(String path) {
        Answer answer = send(request(path)
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(EVENT)));

        assertProblem(answer, 404, "route-not-found");
    }

    /** Whoever looks at the root is led to the documentation; an event that is sent there is not. */
    @Test
    void eventForTheRoot_isRefused_andNeverRedirected() {
        Answer answer = send(request("/")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(EVENT)));

        assertProblem(answer, 405, "method-not-allowed");
    }

    @Test
    void otherMethods_are405() {
        Answer answer = send(request("/webhooks/messages").header("X-Whatsapp-Token", WEBHOOK_TOKEN));

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void metrics_tellWhatWasRefused_andHowLongItTook() {
        send(request("/health")); // first, as it is in life: a route of another kind
        send(webhook(EVENT));
        send(plain(EVENT));

        String metrics = send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus")))
                .body();

        assertThat(metrics)
                .contains("whatsapp_webhook_refused_total{", "reason=\"token\"")
                .contains("whatsapp_webhook_accepted_total{", "outcome=\"stored\"")
                .containsPattern("http_server_requests_seconds_bucket\\{.*uri=\"/webhooks/messages\"");
    }

    private HttpRequest.Builder webhook(String body) {
        return plain(body).header("X-Whatsapp-Token", WEBHOOK_TOKEN);
    }

    private HttpRequest.Builder plain(String body) {
        return request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder chunked(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return webhook("").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    private static String ofLength(int length) {
        String start = "{\"text\":\"";
        return start + "x".repeat(length - start.length() - 2) + "\"}";
    }

    private double refused(String reason) {
        return Objects.requireNonNull(meters.find("whatsapp.webhook.refused")
                        .tag("reason", reason)
                        .counter())
                .count();
    }
}
