package com.tradingsystem.whatsapp.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AccessLogIntegrationTests extends RunningGateway {

    private static final String NUMBER = "5511955554444";
    private static final String CHAT = NUMBER + "@c.us";
    private static final String TEXT = "palavra-secreta";

    @Test
    void reads_areLogged_withTokenRouteStatusAndTime(CapturedOutput output) {
        String session = newName();
        newSession(session).message(CHAT, Instant.parse("2026-05-04T12:00:00Z"), "CORE");

        get("/api/messages/" + session + "/" + CHAT, "X-Request-Id", "ask-1");
        getAnonymously("/api/contacts/" + session + "?q=" + TEXT, "X-Api-Token", READER_TOKEN, "X-Request-Id", "ask-2");
        get("/api/messages/" + session + "/" + CHAT + "/CORE?" + TEXT, "X-Request-Id", "ask-3");

        line(output, "ask-1", "default GET /api/messages/{session}/{chat} 200 \\d+ ms");
        line(output, "ask-2", "reader GET /api/contacts/{session} 200 \\d+ ms");
        line(output, "ask-3", "default GET /api/messages/{session}/{chat}/{message} 400 \\d+ ms");
        assertThat(output.getAll()).doesNotContain(NUMBER, TEXT, session, READER_TOKEN, API_TOKEN);
    }

    @Test
    void refusals_areLogged_withoutWhatTheCallerWrote(CapturedOutput output) {
        getAnonymously("/api/messages/x/" + CHAT, "X-Request-Id", "ask-4");
        get("/api/" + NUMBER, "X-Request-Id", "ask-5");
        send(
                request("/api/sync/x").header("X-Api-Token", READER_TOKEN).POST(BodyPublishers.ofString(TEXT)),
                "X-Request-Id",
                "ask-6");
        send(
                request("/api/sessions")
                        .header("X-Api-Token", API_TOKEN)
                        .method("CALL" + NUMBER, BodyPublishers.noBody()),
                "X-Request-Id",
                "ask-7");

        line(output, "ask-4", "- GET - 401 \\d+ ms");
        line(output, "ask-5", "default GET - 404 \\d+ ms");
        line(output, "ask-6", "reader POST - 403 \\d+ ms");
        line(output, "ask-7", "- - - 501 \\d+ ms");
        assertThat(output.getAll()).doesNotContain(NUMBER, TEXT);
    }

    @Test
    void whatIsNoQuestionToTheArchive_isNotLogged(CapturedOutput output) {
        getAnonymously("/health", "X-Request-Id", "ask-8");
        get("/api/sessions", "X-Request-Id", "ask-9");

        line(output, "ask-9", "default GET /api/sessions 200 \\d+ ms");
        assertThat(output.getAll()).doesNotContain("ask-8");
    }

    /** The line may come a moment after the answer. */
    private static void line(CapturedOutput output, String id, String line) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(output.getAll().lines().filter(each -> each.contains("[" + id + "]")))
                        .singleElement()
                        .asString()
                        .containsPattern("whatsapp\\.access +: "
                                + line.replace("{", "\\{").replace("}", "\\}") + "$"));
    }
}
