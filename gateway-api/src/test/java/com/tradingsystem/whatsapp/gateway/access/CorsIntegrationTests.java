package com.tradingsystem.whatsapp.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What a browser asks and needs to be told before a page of another server may read an answer. */
@DirtiesContext
@TestPropertySource(properties = "whatsapp.cors.allowed-origins=https://crm.example.com, http://localhost:5173")
class CorsIntegrationTests extends RunningGateway {

    private static final String ORIGIN = "https://crm.example.com";

    @Test
    void preflight_isAnsweredWithoutAToken() {
        Answer answer = preflight(ORIGIN, "GET", "x-api-token,if-none-match");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET", "HEAD", "POST");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("x-api-token", "if-none-match");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight("http://localhost:5173", "POST", "authorization").status())
                .isEqualTo(200);
    }

    @Test
    void preflightOfAnotherOrigin_isRefusedWithAProblem() {
        Answer answer = preflight("https://evil.example.com", "GET", "x-api-token");

        assertProblem(answer, 403, "origin-not-allowed");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answers_mayBeReadWithTheirHeaders() {
        Answer answer = get("/api/sessions", "Origin", ORIGIN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(answer.header("Vary")).containsIgnoringCase("Origin");
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("ETag", "Link", "Retry-After", "Content-Range", "Content-Disposition", "Allow");
    }

    @Test
    void refusals_mayBeReadToo() {
        Answer answer = getAnonymously("/api/sessions", "Origin", ORIGIN);

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    }

    @Test
    void callFromAnotherOrigin_isAnswered_andNoPageMayReadIt() {
        Answer answer = get("/api/sessions", "Origin", "https://gateway.example.com");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Vary")).containsIgnoringCase("Origin");
    }

    @Test
    void webhooks_areNotForBrowsers() {
        Answer answer = send(
                request("/webhooks/messages").method("OPTIONS", BodyPublishers.noBody()),
                "Origin",
                ORIGIN,
                "Access-Control-Request-Method",
                "POST");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private Answer preflight(String origin, String method, String headers) {
        return send(
                request("/api/sessions").method("OPTIONS", BodyPublishers.noBody()),
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
    }
}
