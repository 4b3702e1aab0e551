package com.tradingsystem.whatsapp.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.metrics.Scrape;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@AutoConfigureObservability // or tests have no metrics
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SyncServiceIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @Autowired
    TestRestTemplate http;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void probesAndMetrics_areThereForWhoeverIsOnTheMachine(@Autowired ServletWebServerApplicationContext context) {
        assertThat(http.getForObject("/actuator/health/liveness", String.class)).isEqualTo("{\"status\":\"UP\"}");
        assertThat(http.getForObject("/actuator/health/readiness", String.class))
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(http.getForObject("/actuator/prometheus", String.class))
                .contains("whatsapp_retention_last_success_timestamp_seconds");
        assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void everyMetric_isExplained() {
        Scrape scrape = new Scrape(http.getForObject("/actuator/prometheus", String.class));

        assertThat(scrape.families()).contains("whatsapp_history_pages_total", "jvm_memory_used_bytes");
        assertThat(scrape.unexplained()).isEmpty();
    }
}
