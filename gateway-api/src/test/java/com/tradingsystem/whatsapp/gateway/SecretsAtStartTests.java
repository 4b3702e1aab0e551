package com.tradingsystem.whatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.gateway.secrets.WeakSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecretsAtStartTests {

    @Test
    void unfitSecrets_refuseTheStart_andSayWhatToDo(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(GatewayApi.class)
                        .run(
                                "--whatsapp.api.token=your-api-token-here",
                                "--whatsapp.api.tokens=crm:read=short",
                                "--whatsapp.webhook.token="))
                .isInstanceOf(WeakSecrets.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("WHATSAPP_GATEWAY_API_TOKEN, which opens the API, is a well-known example")
                .contains("WHATSAPP_GATEWAY_API_TOKENS, entry 1: the token is shorter than 16 characters.")
                .contains("WHATSAPP_WEBHOOK_TOKEN, which WAHA sends with every event, is missing")
                .contains("openssl rand -hex 32")
                .doesNotContain("your-api-token-here", "HikariPool");
    }
}
