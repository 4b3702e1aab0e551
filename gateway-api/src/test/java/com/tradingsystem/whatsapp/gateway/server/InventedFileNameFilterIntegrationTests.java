package com.tradingsystem.whatsapp.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventedFileNameFilterIntegrationTests extends RunningGateway {

    private static final String ANA = "5511987654321@c.us";

    @Test
    void json_isNoFile() {
        String session = newName();
        newSession(session).message(ANA, Instant.parse("2026-05-04T12:00:00Z"), "A1", Map.of());

        for (String path : new String[] {
            "/api/messages/" + session + "/" + ANA,
            "/api/messages/" + session + "/" + ANA + "/A1",
            "/api/messages/" + session + "/" + ANA + "/A2.exe",
            "/api/messages/" + session + "/120363041234567890@g.us",
            "/api/messages/" + session + "/5511987654321@s.whatsapp.net",
            "/api/sync/" + session + "/" + ANA + "/coverage",
            "/api/sync/" + session,
            "/api/contacts/" + session,
            "/api/sessions/" + session,
            "/api/sessions/setup.bat",
            "/api/media/setup.bat",
            "/setup.bat",
            "/health",
            "/openapi.json"
        }) {
            Answer answer = get(path);
            assertThat(answer.header("Content-Type")).as(path).matches("application/(problem\\+)?json.*");
            assertThat(answer.header("Content-Disposition")).as(path).isEmpty();
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        }
        assertThat(getAnonymously("/api/sessions/setup.bat").header("Content-Disposition"))
                .isEmpty();
    }
}
