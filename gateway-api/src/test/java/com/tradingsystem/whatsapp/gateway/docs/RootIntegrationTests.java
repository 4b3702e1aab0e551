package com.tradingsystem.whatsapp.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.gateway.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootIntegrationTests extends RunningGateway {

    @Test
    void root_leadsToTheDocumentation() {
        Answer answer = getAnonymously("/");

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Location")).isEqualTo("/docs");
        assertThat(getAnonymously(answer.header("Location")).status()).isEqualTo(200);
    }

    @Test
    void root_takesNothing() {
        assertProblem(send(request("/").POST(BodyPublishers.ofString("{}"))), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks", "/webhooks/", "/webhooks/messages", "/webhooks/messages/", "/api", "/docs/"})
    void otherPath_isNoRedirect(String path) {
        assertThat(getAnonymously(path).status()).isGreaterThanOrEqualTo(400);
        assertThat(send(request(path).POST(BodyPublishers.ofString("{}"))).status())
                .isGreaterThanOrEqualTo(400);
    }
}
