package com.tradingsystem.whatsapp.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemIntegrationTests extends RunningGateway {

    @Test
    void unknownRoute_is404() {
        assertProblem(getAnonymously("/nothing/here"), 404, "route-not-found");
        assertProblem(get("/api/nothing"), 404, "route-not-found");
        assertProblem(getAnonymously("/error"), 404, "route-not-found");
        assertProblem(getAnonymously("/actuator/health"), 404, "route-not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/sessions, 'GET,HEAD,OPTIONS'",
        "PATCH, /api/messages/main/1@c.us, 'GET,HEAD,OPTIONS'",
        "DELETE, /api/sync/main, 'GET,HEAD,OPTIONS,POST'",
        "GET, /api/media/1/retry, 'OPTIONS,POST'",
        "GET, /webhooks/messages, 'OPTIONS,POST'",
        "PUT, /docs/docs.js, 'GET,HEAD,OPTIONS'"
    })
    void otherMethod_is405_andTellsWhichAreAllowed(String method, String path, String allowed) {
        Answer answer = ask(method, path);

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder(allowed.split(","));
    }

    @ParameterizedTest
    @CsvSource({
        "PROPFIND, /api/sessions",
        "QUERY, /api/messages/main/1@c.us",
        "BREW, /webhooks/messages",
        "get, /health",
        "PURGE, /nothing/here"
    })
    void methodNobodyKnows_is501(String method, String path) {
        assertProblem(ask(method, path), 501, "method-unknown");
    }

    @Test
    void trace_is501() throws Exception {
        assertThat(raw("TRACE /api/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 501")
                .contains("urn:whatsapp-gateway:problem:method-unknown");
    }

    private Answer ask(String method, String path) {
        return send(request(path).header("X-Api-Token", API_TOKEN).method(method, BodyPublishers.noBody()));
    }

    @Test
    void otherAnswerWanted_is406_stillWithAProblem() {
        assertProblem(get("/api/sessions", "Accept", "text/html"), 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/messages/main/551%2F1@c.us",
                "/api/messages/main/551%5C1@c.us",
                "/api/messages/main;x=1/551@c.us",
                "/api/messages/main/551%00@c.us",
                "/api//messages/main/551@c.us",
                "/api/messages/main/../main",
                "/api/messages/main/%zz",
                "/api/messages/main/%ff%fe"
            })
    void strangePaths_areProblems(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer).contains("urn:whatsapp-gateway:problem:").doesNotContain("<html", "Tomcat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sessions?active=%zz", "/api/sessions?active=%", "/api/sessions?%ff=1"})
    void queriesThatCannotBeDecoded_areProblems(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Api-Token: " + API_TOKEN
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:whatsapp-gateway:problem:");
    }

    @Test
    void noHttpAtAll_isRefusedWithoutAPageOfTomcat() throws Exception {
        assertThat(raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("<html", "Tomcat");
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("<html", "Tomcat");
    }

    @Test
    void answers_carryTheHeadersThatProtectThem() {
        for (Answer answer :
                new Answer[] {get("/api/sessions"), getAnonymously("/nothing"), getAnonymously("/api/sessions")}) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    @Test
    void requestId_isTheCallersOwn_orANewOne() {
        assertThat(getAnonymously("/nothing", "X-Request-Id", "my-id.1").header("X-Request-Id"))
                .isEqualTo("my-id.1");
        assertThat(getAnonymously("/nothing", "X-Request-Id", "not usable {}").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        assertThat(getAnonymously("/nothing").header("X-Request-Id")).matches("[0-9a-f-]{36}");
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
