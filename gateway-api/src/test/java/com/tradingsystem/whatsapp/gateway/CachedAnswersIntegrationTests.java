package com.tradingsystem.whatsapp.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.change.TestRedis;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With a real Redis between the queries and the database. */
@SuppressWarnings("NullAway.Init") // injected
class CachedAnswersIntegrationTests extends GatewayUnderTest {

    private static final String CHAT = "5511987654321@c.us";

    private static final TestDatabase database = TestDatabase.create();
    private static final TestRedis redis = TestRedis.start();

    private final String session = "s-" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private MeterRegistry registry;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database.register(registry);
        registry.add("WHATSAPP_REDIS_ENABLED", () -> "true");
        registry.add("WHATSAPP_REDIS_PORT", redis::port);
    }

    @AfterAll
    static void stopServers() {
        database.close();
        redis.close();
    }

    @Test
    void answer_isGivenAgain_untilTheSessionChanges() {
        post("ONE", "");
        Answer first = get(messages());
        double hits = hits();

        // What the session did last is written a second later, which is a change too.
        await().atMost(10, SECONDS).until(() -> get(messages()).status() == 200 && hits() > hits);
        Answer again = get(messages());

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("ETag")).isNotEmpty().isEqualTo(first.header("ETag"));
        assertThat(again.header("Cache-Control")).isEqualTo(first.header("Cache-Control"));
        assertThat(get(messages(), "If-None-Match", first.header("ETag")).status())
                .isEqualTo(304);

        post("TWO", "");
        assertThat(get(messages()).json().findValuesAsText("core_id")).containsExactlyInAnyOrder("ONE", "TWO");
    }

    @Test
    void everyKindOfChange_isSeenAtOnce() {
        post("ONE", "");
        get(messages() + "/ONE");
        send("message.ack", """
                {"id":"false_%1$s_ONE","from":"%1$s","fromMe":false,"ack":3,"ackName":"READ"}""".formatted(CHAT));
        assertThat(get(messages() + "/ONE").json().at("/message/ack").asInt()).isEqualTo(3);

        send("message.reaction", """
                {"id":"false_%1$s_R","timestamp":1777896100,"from":"%1$s","fromMe":false,
                 "reaction":{"text":"👍","messageId":"false_%1$s_ONE"}}""".formatted(CHAT));
        assertThat(get(messages() + "/ONE")
                        .json()
                        .at("/message/reactions/0/emoji")
                        .asText())
                .isEqualTo("👍");

        get("/api/sessions/" + session);
        send("session.status", "{\"name\":\"%s\",\"status\":\"FAILED\"}".formatted(session));
        assertThat(get("/api/sessions/" + session).json().at("/session/status").asText())
                .isEqualTo("failed");
    }

    @Test
    void pageByHiddenId_isSeenWhole_onceThePairIsKnown() {
        String lid = "90000000000077@lid";
        post(lid, "BEFORE", "");
        get("/api/messages/" + session + "/" + lid);
        assertThat(get("/api/messages/" + session + "/" + CHAT).status()).isEqualTo(404);

        post(lid, "AFTER", "\"remoteJidAlt\":\"5511987654321@s.whatsapp.net\",");

        for (String chat : new String[] {lid, CHAT}) {
            assertThat(get("/api/messages/" + session + "/" + chat).json().findValuesAsText("core_id"))
                    .containsExactlyInAnyOrder("BEFORE", "AFTER");
        }
    }

    @Test
    void whoMayNotSeeTheSession_isNotAnsweredFromWhatOthersAsked() {
        post("ONE", "");
        get(messages());

        Answer tenant = send(request(messages()).header("X-Api-Token", TENANT_TOKEN));
        Answer nobody = getAnonymously(messages());

        assertThat(tenant.status()).isEqualTo(404);
        assertThat(nobody.status()).isEqualTo(401);
    }

    @Test
    void withoutRedis_theAnswersAreTheSame() {
        post("ONE", "");
        Answer with = get(messages());
        redis.away();
        try {
            assertThat(get(messages()).body()).isEqualTo(with.body());
            post("TWO", "");
            assertThat(get(messages()).json().findValuesAsText("core_id")).hasSize(2);
        } finally {
            redis.back();
        }
        post("THREE", "");
        assertThat(get(messages()).json().findValuesAsText("core_id")).hasSize(3);
    }

    private String messages() {
        return "/api/messages/" + session + "/" + CHAT;
    }

    private double hits() {
        return registry.counter("whatsapp.cache.answers", "result", "hit").count();
    }

    private void post(String core, String key) {
        post(CHAT, core, key);
    }

    private void post(String chat, String core, String key) {
        send("message.any", """
                {"id":"false_%1$s_%2$s","timestamp":1777896000,"from":"%1$s","fromMe":false,"source":"app","body":"oi",
                 "hasMedia":false,"media":null,"ack":2,"ackName":"DEVICE","_data":{"key":{%3$s"remoteJid":"%1$s",
                 "fromMe":false,"id":"%2$s"},"messageTimestamp":1777896000,"pushName":"Ana",
                 "message":{"conversation":"oi"}}}""".formatted(chat, core, key));
    }

    private void send(String name, String payload) {
        Answer answer = send(request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .POST(BodyPublishers.ofString(
                        """
                        {"id":"evt_%s","timestamp":%d,"event":"%s","session":"%s","engine":"NOWEB",
                         "me":{"id":"5511900000000@c.us"},"payload":%s}""".formatted(UUID.randomUUID(), System.currentTimeMillis(), name, session, payload))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
