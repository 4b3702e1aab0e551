package com.tradingsystem.whatsapp.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With an OTLP collector that keeps what it is sent. */
@AutoConfigureObservability
class TracingIntegrationTests extends GatewayUnderTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PHONE = "5511987654321";

    private static final Queue<String> exports = new ConcurrentLinkedQueue<>();
    private static final HttpServer collector = collector();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        SharedDatabase.register(registry);
        registry.add(
                "WHATSAPP_OTLP_ENDPOINT",
                () -> "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
        registry.add("WHATSAPP_TRACE_SAMPLING", () -> "1.0");
    }

    @AfterAll
    static void stopCollector() {
        collector.stop(0);
    }

    @Test
    void trace_leadsFromTheWebhookToTheCommit_andTellsNobodysNumber() {
        Answer answer = send(request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .POST(BodyPublishers.ofString("""
                        {"event":"message","session":"traced","data":{"id":"false_%1$s@c.us_CORE","timestamp":1777896000,
                         "from":"%1$s@c.us","fromMe":false,"body":"oi","type":"chat"}}""".formatted(PHONE))));
        assertThat(answer.status()).isEqualTo(200);
        get("/api/messages/traced/" + PHONE + "@c.us");

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(String.join("", exports))
                        .contains(
                                "http post /webhooks/messages",
                                "ingest commit",
                                "http get /api/messages/{session}/{chat}")
                        .contains(new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1))
                        .doesNotContain(PHONE));
    }

    private static HttpServer collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                exports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
