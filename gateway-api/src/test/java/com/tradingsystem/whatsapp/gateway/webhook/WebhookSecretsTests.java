package com.tradingsystem.whatsapp.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tradingsystem.whatsapp.gateway.secrets.WeakSecrets;
import com.tradingsystem.whatsapp.gateway.webhook.WebhookRefusal.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;

class WebhookSecretsTests {

    private static final byte[] BODY = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);

    /** RFC 4231, test case 2: key and body are public knowledge, and so is the result. */
    private static final String KEY = "Jefe";

    private static final String SIGNATURE =
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a"
                    + "6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";

    private final WebhookSecrets secrets = new WebhookSecrets(List.of(), List.of("another key", KEY));
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void signatureWithAnyActiveKey_isGood() {
        request.addHeader("X-Webhook-Hmac", SIGNATURE);
        request.addHeader("X-Webhook-Hmac-Algorithm", "sha512");

        assertThatCode(() -> secrets.requireSignature(request, BODY)).doesNotThrowAnyException();
    }

    @Test
    void signatureInCapitals_isGood() {
        request.addHeader("X-Webhook-Hmac", SIGNATURE.toUpperCase(Locale.ROOT));

        assertThatCode(() -> secrets.requireSignature(request, BODY)).doesNotThrowAnyException();
    }

    @Test
    void otherBody_isRefused() {
        request.addHeader("X-Webhook-Hmac", SIGNATURE);

        assertRefused(Reason.HMAC, "what do ya want for nothing!".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "nothex", SIGNATURE + "0"})
    void otherSignature_isRefused(String signature) {
        request.addHeader("X-Webhook-Hmac", signature);

        assertRefused(Reason.HMAC, BODY);
    }

    @Test
    void missingSignature_isRefused() {
        assertRefused(Reason.HMAC, BODY);
    }

    @Test
    void otherAlgorithm_isRefused() {
        request.addHeader("X-Webhook-Hmac", SIGNATURE);
        request.addHeader("X-Webhook-Hmac-Algorithm", "sha256");

        assertRefused(Reason.HMAC_ALGORITHM, BODY);
    }

    @Test
    void unknownVersion_isRefused() {
        request.addHeader("X-Webhook-Hmac", SIGNATURE);
        request.addHeader("X-Webhook-Hmac-Version", "2");

        assertRefused(Reason.HMAC_VERSION, BODY);
    }

    @Test
    void whatIsNotConfigured_isNotAskedFor() {
        var onlyToken = new WebhookSecrets(List.of("token"), List.of());
        request.addHeader("X-Whatsapp-Token", "token");

        assertThatCode(() -> {
                    onlyToken.requireToken(request);
                    onlyToken.requireSignature(request, BODY);
                    secrets.requireToken(new MockHttpServletRequest());
                })
                .doesNotThrowAnyException();
    }

    @Test
    void oneOfTokenAndKey_isEnoughToStart() {
        String secret = "6f1c2b9e0d7a4853";

        assertThat(complaints("token", secret)).isEmpty();
        assertThat(complaints("hmac-key", secret)).isEmpty();
        assertThat(complaints("token", secret, "token-previous", secret + "0")).isEmpty();
    }

    @Test
    void neitherTokenNorKey_isNamed() {
        assertThat(complaints())
                .singleElement()
                .asString()
                .contains("WHATSAPP_WEBHOOK_TOKEN", "WHATSAPP_WEBHOOK_HMAC_KEY", "missing");
    }

    @Test
    void unfitSecrets_areNamedByTheirVariables_andNotQuoted() {
        assertThat(complaints(
                        "token", "whatsapp-webhook-dev-token",
                        "token-previous", "short",
                        "hmac-key", "your-hmac-key-here",
                        "hmac-key-previous", "aaaaaaaaaaaaaaaaaaaaaaaa"))
                .satisfiesExactly(
                        token -> assertThat(token).startsWith("WHATSAPP_WEBHOOK_TOKEN is a well-known"),
                        previous -> assertThat(previous)
                                .startsWith("WHATSAPP_WEBHOOK_TOKEN_PREVIOUS is shorter")
                                .doesNotContain("short "),
                        key -> assertThat(key)
                                .startsWith("WHATSAPP_WEBHOOK_HMAC_KEY is a well-known")
                                .doesNotContain("your-hmac"),
                        previousKey ->
                                assertThat(previousKey).startsWith("WHATSAPP_WEBHOOK_HMAC_KEY_PREVIOUS repeats"));
    }

    @Test
    void previousWithoutPresent_isNamed() {
        String secret = "6f1c2b9e0d7a4853";

        assertThat(complaints("hmac-key", secret, "token-previous", secret))
                .singleElement()
                .asString()
                .startsWith("WHATSAPP_WEBHOOK_TOKEN_PREVIOUS");
        assertThatExceptionOfType(WeakSecrets.class).isThrownBy(() -> WebhookSecrets.of(new MockEnvironment()));
    }

    private void assertRefused(Reason reason, byte[] body) {
        assertThatExceptionOfType(WebhookRefusal.class)
                .isThrownBy(() -> secrets.requireSignature(request, body))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .satisfies(
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(401));
    }

    private static List<String> complaints(String... settings) {
        MockEnvironment environment = new MockEnvironment();
        for (int i = 0; i < settings.length; i += 2) {
            environment.setProperty("whatsapp.webhook." + settings[i], settings[i + 1]);
        }
        return WebhookSecrets.complaints(environment);
    }
}
