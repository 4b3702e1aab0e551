package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;

import com.tradingsystem.whatsapp.ingest.IngestUnavailable;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LogIntegrationTests extends RunningGateway {

    private static final String NUMBER = "5511912345678";
    private static final String CHAT = NUMBER + "@c.us";
    private static final String TEXT = "um segredo";

    @Test
    void numbersTextsAndTokens_neverReachTheLog(CapturedOutput output) throws Exception {
        String session = newName();
        newSession(session).message(CHAT, Instant.parse("2026-05-04T12:00:00Z"), "CORE");
        String chat = "/api/messages/" + session + "/" + CHAT;

        get(chat);
        get(chat + "/CORE");
        get(chat + "?limit=" + NUMBER);
        get(chat + "?cursor=" + NUMBER);
        get(chat + "/no/such/route");
        get("/" + NUMBER);
        get("/api/contacts/" + session + "?q=" + NUMBER);
        getAnonymously(chat, "X-Api-Token", API_TOKEN + "-wrong");
        send(request(chat).header("X-Api-Token", API_TOKEN).POST(BodyPublishers.ofString(TEXT)));
        webhook(WEBHOOK_TOKEN, "{\"payload\":{\"from\":\"" + CHAT + "\",\"body\":\"" + TEXT + "\"}}");
        webhook(WEBHOOK_TOKEN, "{" + TEXT + NUMBER);
        webhook("wrong-token-of-somebody", "{}");
        doThrow(new IngestUnavailable("full", Duration.ofSeconds(1)))
                .when(ingest)
                .accept(any(), any());
        webhook(WEBHOOK_TOKEN, "{\"payload\":{\"from\":\"" + CHAT + "\"}}");
        raw("GET /api/messages/x/" + NUMBER + "%2F HTTP/1.1\r\nHost: x\r\n\r\n");
        raw("GET /" + NUMBER + " nonsense\r\n\r\n");
        raw("GET /api/sessions?" + NUMBER + "=%zz HTTP/1.1\r\nHost: x\r\nX-Api-Token: " + API_TOKEN + "\r\n\r\n");

        assertThat(output.getAll()).doesNotContain(NUMBER, TEXT, API_TOKEN, WEBHOOK_TOKEN, "wrong-token-of-somebody");
    }

    private void webhook(String token, String body) {
        send(request("/webhooks/messages")
                .header("Content-Type", "application/json")
                .header("X-Whatsapp-Token", token)
                .POST(BodyPublishers.ofString(body)));
    }

    private void raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }
}
