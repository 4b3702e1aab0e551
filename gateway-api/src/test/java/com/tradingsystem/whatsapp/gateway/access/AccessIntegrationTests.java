package com.tradingsystem.whatsapp.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.web.SecurityFilterChain;

class AccessIntegrationTests extends RunningGateway {

    private static final String PHONE = "5511987654321@c.us";

    @BeforeAll
    static void twoTenants() {
        Instant noon = Instant.parse("2026-05-04T12:00:00Z");
        newSession("tenant-1").message(PHONE, noon, "A");
        newSession("not-the-tenants").message(PHONE, noon, "A");
    }

    /** Each filter costs every request, so that a new one has to be meant. */
    @Test
    void requests_passOnlyTheFiltersThatHaveSomethingToDo(
            @Autowired @Qualifier("security") SecurityFilterChain security) {
        assertThat(security.getFilters())
                .extracting(filter -> filter.getClass().getSimpleName())
                .containsExactly(
                        "WebAsyncManagerIntegrationFilter",
                        "SecurityContextHolderFilter",
                        "HeaderWriterFilter",
                        "TokenFilter",
                        "ExceptionTranslationFilter",
                        "AuthorizationFilter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sessions", "/api/sessions/x", "/api/contacts/x", "/api/messages/x/y", "/api/nothing"})
    void withoutAToken_is401(String path) {
        Answer answer = getAnonymously(path);

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void token_isTakenFromEitherHeader() {
        assertThat(getAnonymously("/api/sessions", "X-Api-Token", API_TOKEN).status())
                .isEqualTo(200);
        assertThat(getAnonymously("/api/sessions", "Authorization", "Bearer " + READER_TOKEN)
                        .status())
                .isEqualTo(200);
        assertThat(getAnonymously("/api/sessions", "authorization", "bearer  " + READER_TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongTokens_are401() {
        assertProblem(getAnonymously("/api/sessions", "X-Api-Token", ""), 401, "unauthorized");
        assertProblem(getAnonymously("/api/sessions", "X-Api-Token", API_TOKEN + "x"), 401, "unauthorized");
        assertProblem(getAnonymously("/api/sessions", "X-Api-Token", WEBHOOK_TOKEN), 401, "unauthorized");
        assertProblem(getAnonymously("/api/sessions", "Authorization", "Basic " + API_TOKEN), 401, "unauthorized");
        assertProblem(getAnonymously("/api/sessions?token=" + API_TOKEN), 401, "unauthorized");
    }

    @Test
    void preflight_isNotForAnyOrigin_unlessOneIsAllowed() {
        Answer answer = send(
                request("/api/sessions").method("OPTIONS", HttpRequest.BodyPublishers.noBody()),
                "Origin",
                "https://crm.example.com",
                "Access-Control-Request-Method",
                "GET");

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.response().headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(get("/api/sessions", "Origin", "https://crm.example.com").status())
                .isEqualTo(200);
    }

    @Test
    void options_namesAllMethods() {
        assertThat(options("/api/sessions").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        assertThat(options("/api/sync/main").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
        assertThat(options("/api/media/1/retry").split(", ?")).containsExactlyInAnyOrder("POST", "OPTIONS");
    }

    private String options(String path) {
        return send(request(path)
                        .header("X-Api-Token", API_TOKEN)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                .header("Allow");
    }

    @Test
    void contradictingTokens_are401() {
        assertProblem(
                getAnonymously("/api/sessions", "X-Api-Token", API_TOKEN, "Authorization", "Bearer " + READER_TOKEN),
                401,
                "unauthorized");
        assertThat(getAnonymously("/api/sessions", "X-Api-Token", API_TOKEN, "Authorization", "Bearer " + API_TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tokenOfSomeSessions_seesOnlyThose() {
        assertThat(asTenant("/api/sessions").json().findValuesAsText("session_name"))
                .containsExactly("tenant-1");
        assertThat(asTenant("/api/sessions?active=true").json().findValuesAsText("session_name"))
                .containsExactly("tenant-1");
        assertThat(asTenant("/api/sessions/tenant-1").status()).isEqualTo(200);
        assertThat(asTenant("/api/messages/tenant-1/" + PHONE).status()).isEqualTo(200);
        assertThat(asTenant("/api/contacts/tenant-1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sessions/%s",
                "/api/contacts/%s",
                "/api/messages/%s/" + PHONE,
                "/api/messages/%s/" + PHONE + "/A"
            })
    void sessionOfOthers_isAsIfItWereNotThere(String path) {
        Answer others = asTenant(path.formatted("not-the-tenants"));
        Answer none = asTenant(path.formatted("really-not-there"));

        assertProblem(others, 404, "session-not-found");
        assertThat(others.body().replace("not-the-tenants", "really-not-there")).isEqualTo(none.body());
        assertThat(get(path.formatted("not-the-tenants")).status()).isEqualTo(200);
    }

    @Test
    void healthAndDocumentation_areForEverybody() {
        assertThat(getAnonymously("/health").status()).isEqualTo(200);
        assertThat(getAnonymously("/openapi.json").status()).isEqualTo(200);
        assertThat(getAnonymously("/docs").status()).isEqualTo(200);
    }

    private Answer asTenant(String path) {
        return getAnonymously(path, "X-Api-Token", TENANT_TOKEN);
    }
}
