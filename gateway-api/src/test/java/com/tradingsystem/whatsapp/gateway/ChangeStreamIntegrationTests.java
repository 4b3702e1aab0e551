package com.tradingsystem.whatsapp.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.persistence.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On a database of its own, as it writes to a session that others expect to be empty. */
class ChangeStreamIntegrationTests extends GatewayUnderTest {

    private static final TestDatabase database = TestDatabase.create();

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry registry) {
        database.register(registry);
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @Test
    void change_isToldAtOnce_toThoseWhoMaySeeTheSession() throws Exception {
        String session = "not-the-tenants";
        try (Listener admin = listen(API_TOKEN);
                Listener tenant = listen(TENANT_TOKEN)) {
            post(session);
            post("tenant-2");

            String change = "data: {\"session\":\"%s\"}";
            await().atMost(10, SECONDS).untilAsserted(() -> {
                assertThat(admin.lines).contains("event: change", change.formatted(session));
                assertThat(tenant.lines).contains(change.formatted("tenant-2"));
            });
            assertThat(tenant.lines).doesNotContain(change.formatted(session));
        }
    }

    @Test
    void withoutToken_nothingIsTold() {
        assertProblem(getAnonymously("/api/changes"), 401, "unauthorized");
        assertBadParameter(get("/api/changes?session=main"), "session");
    }

    private void post(String session) {
        Answer answer = send(request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .POST(BodyPublishers.ofString("""
                        {"event":"message","session":"%s","data":{"id":"false_5511987654321@c.us_C","timestamp":1777896000,
                         "from":"5511987654321@c.us","fromMe":false,"body":"oi","type":"chat"}}""".formatted(session))));
        assertThat(answer.status()).isEqualTo(200);
    }

    private Listener listen(String token) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<Stream<String>> response =
                client.send(request("/api/changes").header("X-Api-Token", token).build(), BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        Listener listener = new Listener(client);
        Thread.ofVirtual().start(() -> response.body().forEach(listener.lines::add));
        return listener;
    }

    private record Listener(HttpClient client, Queue<String> lines) implements AutoCloseable {

        Listener(HttpClient client) {
            this(client, new ConcurrentLinkedQueue<>());
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
