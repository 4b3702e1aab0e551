package com.tradingsystem.whatsapp.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tradingsystem.whatsapp.worker.waha.WahaClientConfiguration;
import com.tradingsystem.whatsapp.worker.waha.WahaSettings;
import io.github.resilience4j.springboot3.bulkhead.autoconfigure.BulkheadAutoConfiguration;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.ratelimiter.autoconfigure.RateLimiterAutoConfiguration;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What the environment says reaches the records. */
class SyncSettingsTests {

    @Configuration
    @ConfigurationPropertiesScan("com.tradingsystem.whatsapp.worker")
    static class Settings {}

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class)
            .withConfiguration(AutoConfigurations.of(
                    com.tradingsystem.whatsapp.waha.WahaAutoConfiguration.class,
                    CircuitBreakerAutoConfiguration.class,
                    RateLimiterAutoConfiguration.class,
                    BulkheadAutoConfiguration.class))
            .withUserConfiguration(WahaClientConfiguration.class);

    private static String text(ApplicationContext context, String type) {
        return context.getBeansOfType(Record.class).values().stream()
                .map(Record::toString)
                .filter(text -> text.startsWith(type + "["))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void defaults_areThoseOfTheBrief() {
        runner.run(context -> {
            assertThat(text(context, "HistorySettings"))
                    .contains("batchSize=100", "lookback=PT168H", "concurrentChats=5", "lease=PT5M", "status=true");
            assertThat(text(context, "DiscoverySettings"))
                    .contains("interval=PT5M", "directoryEvery=PT6H", "status=true");
            WahaSettings waha = context.getBean(WahaSettings.class);
            assertThat(waha.url()).isEqualTo(URI.create("http://localhost:3311"));
            assertThat(waha.apiKey()).isEmpty();
            assertThat(waha.readTimeout()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void environment_isHeard() {
        runner.withPropertyValues(
                        "WHATSAPP_SYNC_BATCH_SIZE=500",
                        "WHATSAPP_SYNC_LOOKBACK_DAYS=30",
                        "WHATSAPP_SYNC_INTERVAL_MS=60000",
                        "WHATSAPP_SYNC_CONCURRENT_CHATS=2",
                        "WHATSAPP_SYNC_STATUS=false",
                        "WHATSAPP_CORE_URL=http://waha:3000",
                        "WHATSAPP_API_KEY=shared")
                .run(context -> {
                    assertThat(text(context, "HistorySettings"))
                            .contains("batchSize=500", "lookback=PT720H", "concurrentChats=2", "status=false");
                    assertThat(text(context, "DiscoverySettings")).contains("interval=PT1M", "status=false");
                    WahaSettings waha = context.getBean(WahaSettings.class);
                    assertThat(waha.url()).isEqualTo(URI.create("http://waha:3000"));
                    assertThat(waha.apiKey()).isEqualTo("shared");
                    assertThat(waha.toString()).doesNotContain("shared");
                });
        runner.withPropertyValues("WHATSAPP_API_KEY=shared", "WHATSAPP_CORE_API_KEY=own")
                .run(context ->
                        assertThat(context.getBean(WahaSettings.class).apiKey()).isEqualTo("own"));
    }

    @Test
    void whatCannotBe_stopsTheStart() {
        runner.withPropertyValues("WHATSAPP_SYNC_BATCH_SIZE=0")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("WHATSAPP_CORE_URL=ftp://waha")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("WHATSAPP_SYNC_INTERVAL_MS=0")
                .run(context -> assertThat(context).hasFailed());
    }
}
