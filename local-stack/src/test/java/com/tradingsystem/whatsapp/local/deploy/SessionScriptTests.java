package com.tradingsystem.whatsapp.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.local.waha.FakeWaha;
import com.tradingsystem.whatsapp.local.waha.FakeWahaSettings;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/whatsapp/session.sh} on a WAHA without WhatsApp. */
class SessionScriptTests {

    private static final String SESSION = "scripts/whatsapp/session.sh";
    private static final String KEY = "key-of-this-test-0123";

    @TempDir
    Path directory;

    private final FakeWaha waha = FakeWaha.start(FakeWahaSettings.withKey(KEY));
    private Script script;

    @BeforeEach
    void configure() throws Exception {
        script = new Script(directory)
                .with("WHATSAPP_CORE_URL", waha.url().toString())
                .with("WHATSAPP_API_KEY", KEY)
                .with("WHATSAPP_WEBHOOK_TOKEN", "token-of-this-test-0123")
                .with("WHATSAPP_WEBHOOK_HMAC_KEY", "hmac-of-this-test-0123")
                .fake("qrencode", "echo \"QR OF $(cat)\"");
    }

    @AfterEach
    void stop() {
        waha.close();
    }

    @Test
    void create_pairsAPhone() throws Exception {
        CompletableFuture<Void> phone = CompletableFuture.runAsync(this::scanOnceAsked);

        Script.Result result = script.run(SESSION, "create", "main", "--timeout", "40");

        assertThat(result.status()).as(result.errors()).isZero();
        assertThat(result.output()).contains("QR OF 2@main/1");
        assertThat(result.errors()).containsSubsequence("Made the session main", "SCAN_QR_CODE", "WORKING", "Paired");
        phone.join();
    }

    @Test
    void create_tellsWahaWhereEventsGo() throws Exception {
        script.run(SESSION, "create", "main", "--timeout", "1");

        JsonNode config = waha.configOf("main");
        assertThat(config.at("/noweb/store/enabled").asBoolean()).isTrue();
        assertThat(config.at("/noweb/store/fullSync").asBoolean()).isTrue();
        JsonNode webhook = config.at("/webhooks/0");
        assertThat(webhook.path("url").asText()).isEqualTo("http://whatsapp-gateway-api:4011/webhooks/messages");
        assertThat(webhook.at("/hmac/key").asText()).isEqualTo("hmac-of-this-test-0123");
        assertThat(webhook.at("/customHeaders/0/name").asText()).isEqualTo("X-Whatsapp-Token");
        assertThat(webhook.at("/customHeaders/0/value").asText()).isEqualTo("token-of-this-test-0123");
        assertThat(webhook.at("/retries/policy").asText()).isEqualTo("exponential");
        assertThat(webhook.path("events")).extracting(JsonNode::asText).contains("message.any", "session.status");
        assertThat(webhook.path("events")).extracting(JsonNode::asText).doesNotContain("message");
    }

    @Test
    void phoneThatNeverCame_isSaid() throws Exception {
        Script.Result result = script.run(SESSION, "create", "main", "--timeout", "2");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors()).contains("The phone was not paired within 2 s");
    }

    @Test
    void create_goesOnWithASessionThatIsThere() throws Exception {
        script.run(SESSION, "create", "main", "--timeout", "2");
        waha.scan("main");

        Script.Result result = script.run(SESSION, "create", "main");

        assertThat(result.status()).as(result.errors()).isZero();
        assertThat(result.errors()).contains("is there already: WORKING");
        assertThat(script.run(SESSION, "status").output()).isEqualTo("main WORKING\n");
        assertThat(script.run(SESSION, "stop", "main").status()).isZero();
        assertThat(script.run(SESSION, "status", "main").output()).isEqualTo("STOPPED\n");
        assertThat(script.run(SESSION, "delete", "main").status()).isEqualTo(1);
        assertThat(script.run(SESSION, "delete", "main", "--yes").status()).isZero();
        assertThat(script.run(SESSION, "status", "main").output()).isEqualTo("ABSENT\n");
    }

    @Test
    void mistakes_endInOneLine() throws Exception {
        assertThat(script.run(SESSION).status()).isEqualTo(2);
        assertThat(script.run(SESSION, "create").errors()).contains("wants a session's name");
        assertThat(script.run(SESSION, "create", "../x").errors()).contains("letters, digits");
        assertThat(script.with("WHATSAPP_API_KEY", "wrong")
                        .run(SESSION, "status")
                        .errors())
                .isEqualTo("WAHA at " + waha.url() + " does not take WHATSAPP_API_KEY.\n");
        assertThat(script.with("WHATSAPP_CORE_URL", "http://127.0.0.1:1")
                        .run(SESSION, "status")
                        .errors())
                .startsWith("WAHA at http://127.0.0.1:1 does not answer")
                .hasLineCount(1);
    }

    private void scanOnceAsked() {
        try {
            while (!waha.waitsForScan("main")) {
                Thread.sleep(50);
            }
            Thread.sleep(1_500); // until the code was shown
            waha.scan("main");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
