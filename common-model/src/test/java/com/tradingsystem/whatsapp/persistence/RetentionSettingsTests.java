package com.tradingsystem.whatsapp.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionSettingsTests {

    @Test
    void nothingSaid_keepsMessagesAYearAndEventsAMonth() {
        assertThat(bind(Map.of())).isEqualTo(new RetentionSettings(Duration.ofDays(365), Duration.ofDays(30)));
    }

    @Test
    void numbers_areDays() {
        assertThat(bind(Map.of("whatsapp.retention.messages", "90", "whatsapp.retention.events", "0")))
                .isEqualTo(new RetentionSettings(Duration.ofDays(90), Duration.ZERO));
    }

    @Test
    void emptyVariable_isTheDefault() {
        assertThat(bind(Map.of("whatsapp.retention.messages", ""))).isEqualTo(bind(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "36h", "100000"})
    void whatIsNotWholeDays_isRefusedByName(String value) {
        assertThatThrownBy(() -> bind(Map.of("whatsapp.retention.messages", value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageStartingWith("whatsapp.retention.messages is to be a number of whole days");
    }

    private static RetentionSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("whatsapp.retention", RetentionSettings.class);
    }
}
