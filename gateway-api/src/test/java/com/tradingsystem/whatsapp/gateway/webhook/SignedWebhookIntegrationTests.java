package com.tradingsystem.whatsapp.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A gateway where token and signature are both configured. */
@TestPropertySource(
        properties = {
            "whatsapp.webhook.hmac-key=" + SignedWebhookIntegrationTests.KEY,
            "whatsapp.webhook.hmac-key-previous=" + SignedWebhookIntegrationTests.PREVIOUS_KEY
        })
@DirtiesContext
class SignedWebhookIntegrationTests extends RunningGateway {

    static final String KEY = "w8vk-27pd-tests-only-signing";
    static final String PREVIOUS_KEY = "h1ct-90nf-tests-only-signing-old";

    /** Spaces, escapes and an emoji: whoever parses and writes it again has other bytes. */
    private static final String EVENT =
            "{ \"event\":\"message\",  \"session\":\"signed\", \"payload\":{\"body\":\"ol\\u00e1 👋\", \"n\":1.0} }";

    @Test
    void tokenAndSignature_mustBothBeRight() {
        assertThat(send(webhook().header("X-Webhook-Hmac", signed(KEY))).status())
                .isEqualTo(200);
        assertThat(send(webhook()
                                .header("X-Webhook-Hmac", signed(PREVIOUS_KEY))
                                .header("X-Webhook-Hmac-Algorithm", "sha512"))
                        .status())
                .isEqualTo(200);
        assertProblem(send(webhook()), 401, "unauthorized");
        assertProblem(send(webhook().header("X-Webhook-Hmac", signed("some other key"))), 401, "unauthorized");
        assertProblem(
                send(request("/webhooks/messages")
                        .header("Content-Type", "application/json")
                        .header("X-Webhook-Hmac", signed(KEY))
                        .POST(BodyPublishers.ofString(EVENT))),
                401,
                "unauthorized");
    }

    @Test
    void otherAlgorithmOrVersion_is401() {
        assertProblem(
                send(webhook().header("X-Webhook-Hmac", signed(KEY)).header("X-Webhook-Hmac-Algorithm", "sha256")),
                401,
                "unauthorized");
        assertProblem(
                send(webhook().header("X-Webhook-Hmac", signed(KEY)).header("X-Webhook-Hmac-Version", "2")),
                401,
                "unauthorized");
    }

    @Test
    void badSignature_comesBeforeContentTypeAndForm() {
        assertProblem(
                send(request("/webhooks/messages")
                        .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{"))),
                401,
                "unauthorized");
    }

    private HttpRequest.Builder webhook() {
        return request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", WEBHOOK_TOKEN)
                .POST(BodyPublishers.ofString(EVENT));
    }

    private static String signed(String key) {
        return WebhookSecrets.sign(
                new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA512"),
                EVENT.getBytes(StandardCharsets.UTF_8));
    }
}
