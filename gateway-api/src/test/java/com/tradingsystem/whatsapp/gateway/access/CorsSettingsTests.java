package com.tradingsystem.whatsapp.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsSettingsTests {

    @Test
    void nothing_isOff() {
        assertThat(new CorsSettings(List.of()).isOn()).isFalse();
        assertThat(new CorsSettings(List.of("", " ")).isOn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://crm.example.com", "http://localhost:5173", "http://127.0.0.1", "http://[::1]:80", "*"})
    void origins_areTaken(String origin) {
        assertThat(new CorsSettings(List.of(" " + origin)).allowedOrigins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm.example.com",
                "https://crm.example.com/",
                "https://crm.example.com/page",
                "https://*.example.com",
                "ftp://crm.example.com",
                "https://user@crm.example.com",
                "https://crm.example.com?x",
                "null",
                "https://"
            })
    void otherTexts_areRefused_namingTheSetting(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorsSettings(List.of(text)))
                .withMessageContaining("whatsapp.cors.allowed-origins");
    }
}
