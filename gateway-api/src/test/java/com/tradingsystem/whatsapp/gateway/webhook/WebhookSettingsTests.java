package com.tradingsystem.whatsapp.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class WebhookSettingsTests {

    @Test
    void defaults_areTenMegabytesEach_andSixtyFourTogether() {
        WebhookSettings settings = bind(Map.of());

        assertThat(settings)
                .isEqualTo(new WebhookSettings(
                        DataSize.ofMegabytes(10), DataSize.ofMegabytes(64), Duration.ofSeconds(30)));
    }

    @Test
    void everything_canBeSet() {
        WebhookSettings settings = bind(Map.of(
                "whatsapp.webhook.max-body", "50MB",
                "whatsapp.webhook.max-in-flight", "200MB",
                "whatsapp.webhook.read-timeout", "5s"));

        assertThat(settings)
                .isEqualTo(new WebhookSettings(
                        DataSize.ofMegabytes(50), DataSize.ofMegabytes(200), Duration.ofSeconds(5)));
    }

    @Test
    void largeBodies_raiseWhatMayBeInMemory() {
        assertThat(bind(Map.of("whatsapp.webhook.max-body", "50MB")).maxInFlight())
                .isEqualTo(DataSize.ofMegabytes(100));
    }

    @ParameterizedTest
    @CsvSource({
        "max-body, 51MB, WHATSAPP_WEBHOOK_MAX_BODY",
        "max-body, 0B, WHATSAPP_WEBHOOK_MAX_BODY",
        "max-in-flight, 9MB, max-in-flight",
        "read-timeout, 0s, read-timeout"
    })
    void senselessValues_areRefused(String property, String value, String named) {
        assertThatThrownBy(() -> bind(Map.of("whatsapp.webhook." + property, value)))
                .rootCause()
                .hasMessageContaining(named);
    }

    private static WebhookSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("whatsapp.webhook", Bindable.of(WebhookSettings.class));
    }
}
