package com.tradingsystem.whatsapp.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class MediaSettingsTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Configured.class);

    @EnableConfigurationProperties(MediaSettings.class)
    static class Configured {}

    @Test
    void nothingSaid_isTheDefault() {
        runner.run(context -> {
            MediaSettings settings = context.getBean(MediaSettings.class);
            assertThat(settings.enabled()).isTrue();
            assertThat(settings.maxBytes()).isEqualTo(DataSize.ofGigabytes(2));
            assertThat(settings.concurrency()).isEqualTo(4);
            assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofDays(30));
            assertThat(settings.pollInterval()).isLessThan(Duration.ofSeconds(1));
            assertThat(settings.skip()).isEmpty();
            assertThat(settings.spoolDirectory().getFileName()).hasToString("whatsapp-media-spool");
        });
    }

    @Test
    void environment_saysItAll() {
        Map<String, Object> environment = Map.ofEntries(
                Map.entry("WHATSAPP_MEDIA_ENABLED", "false"),
                Map.entry("WHATSAPP_MEDIA_MAX_BYTES", "52428800"),
                Map.entry("WHATSAPP_MEDIA_SPOOL", "/var/spool/media"),
                Map.entry("WHATSAPP_MEDIA_CONCURRENCY", "8"),
                Map.entry("WHATSAPP_MEDIA_PER_SESSION", "2"),
                Map.entry("WHATSAPP_MEDIA_LEASE", "5m"),
                Map.entry("WHATSAPP_MEDIA_POLL_INTERVAL", "250ms"),
                Map.entry("WHATSAPP_MEDIA_FRESH_FOR", "10m"),
                Map.entry("WHATSAPP_MEDIA_GIVE_UP_AFTER", "7d"),
                Map.entry("WHATSAPP_MEDIA_REFETCHES_PER_MINUTE", "5"),
                Map.entry("WHATSAPP_MEDIA_SKIP", "sticker, video/"),
                Map.entry("WHATSAPP_MEDIA_MAX_PIXELS", "1000"),
                Map.entry("WHATSAPP_MEDIA_FFMPEG", "/opt/ffmpeg"));
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)))
                .run(context -> {
                    MediaSettings settings = context.getBean(MediaSettings.class);
                    assertThat(settings.enabled()).isFalse();
                    assertThat(settings.maxBytes()).isEqualTo(DataSize.ofMegabytes(50));
                    assertThat(settings.spoolDirectory()).isEqualTo(Path.of("/var/spool/media"));
                    assertThat(settings.concurrency()).isEqualTo(8);
                    assertThat(settings.perSession()).isEqualTo(2);
                    assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(5));
                    assertThat(settings.pollInterval()).isEqualTo(Duration.ofMillis(250));
                    assertThat(settings.freshFor()).isEqualTo(Duration.ofMinutes(10));
                    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofDays(7));
                    assertThat(settings.refetchesPerMinute()).isEqualTo(5);
                    assertThat(settings.skip()).containsExactly("sticker", "video/");
                    assertThat(settings.maxPixels()).isEqualTo(1000);
                    assertThat(settings.ffmpeg()).isEqualTo("/opt/ffmpeg");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-bytes=0",
                "max-bytes=6GB",
                "concurrency=0",
                "per-session=0",
                "refetches-per-minute=0",
                "max-pixels=0",
                "lease=1s",
                "poll-interval=0s",
                "give-up-after=0s"
            })
    void numberThatMakesNoSense_isRefusedAtStart(String setting) {
        runner.withPropertyValues("whatsapp.media." + setting)
                .run(context ->
                        assertThat(context).getFailure().rootCause().isInstanceOf(IllegalArgumentException.class));
    }
}
