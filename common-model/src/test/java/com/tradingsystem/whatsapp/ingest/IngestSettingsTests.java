package com.tradingsystem.whatsapp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class IngestSettingsTests {

    @Test
    void defaults_areThoseOfTheDocumentation() {
        IngestSettings settings = TestIngest.settings(Map.of());

        assertThat(settings.queueEvents()).isEqualTo(4096);
        assertThat(settings.queueBytes()).isEqualTo(DataSize.ofMegabytes(64));
        assertThat(settings.batchEvents()).isEqualTo(256);
        assertThat(settings.committers()).isEqualTo(1);
        assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.retryAfter()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void names_areThoseOfTheDocumentation() {
        IngestSettings settings =
                TestIngest.settings(Map.of("queue-bytes", "1MB", "linger", "5ms", "relink-rows", "7"));

        assertThat(settings.queueBytes()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(settings.linger()).isEqualTo(Duration.ofMillis(5));
        assertThat(settings.relinkRows()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue-events", "batch-events", "committers", "retry-after", "connection-timeout"})
    void zero_isRejectedByName(String name) {
        assertThatThrownBy(() -> TestIngest.settings(Map.of(name, "0")))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whatsapp.ingest." + name);
    }
}
