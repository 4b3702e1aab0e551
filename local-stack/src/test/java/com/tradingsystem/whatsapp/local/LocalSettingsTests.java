package com.tradingsystem.whatsapp.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.local.ports.Port;
import com.tradingsystem.whatsapp.local.waha.FakeWahaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSettingsTests {

    @TempDir
    Path directory;

    @Test
    void nothingSaid_givesTheDocumentedDefaults() {
        LocalSettings settings = settings(Map.of());

        assertThat(settings.gateway()).isEqualTo(new Port(4011, "WHATSAPP_GATEWAY_API_PORT"));
        assertThat(settings.gatewayManagement().number()).isEqualTo(4012);
        assertThat(settings.worker().number()).isEqualTo(4013);
        assertThat(settings.core().number()).isEqualTo(3311);
        assertThat(settings.database().port().number()).isEqualTo(5435);
        assertThat(settings.database().user()).isEqualTo("whatsapp");
        assertThat(settings.media()).isEqualTo(directory.resolve("media/whatsapp-media"));
        FakeWahaSettings waha = settings.waha();
        assertThat(waha.filesLifetime()).isEqualTo(Duration.ofMinutes(3));
        assertThat(waha.dashboard())
                .isNotNull()
                .extracting(FakeWahaSettings.Login::name)
                .isEqualTo("admin");
    }

    @Test
    void everythingSaid_isUsed() {
        LocalSettings settings = settings(Map.of(
                "WHATSAPP_DB_USER", "someone",
                "WHATSAPP_DB_PASSWORD", "password",
                "WHATSAPP_DB_PORT", "15435",
                "WHATSAPP_CORE_PORT", "13311",
                "WHATSAPP_API_KEY", "key",
                "WHATSAPP_DASHBOARD_ENABLED", "false",
                "WHATSAPP_GATEWAY_API_PORT", "14011",
                "WHATSAPP_WEBHOOK_TOKEN", "token",
                "WHATSAPP_WEBHOOK_HMAC_KEY", "hmac",
                "WHATSAPP_MINIO_BUCKET", "bucket"));

        assertThat(settings.database().user()).isEqualTo("someone");
        assertThat(settings.database().password()).isEqualTo("password");
        assertThat(settings.database().port().number()).isEqualTo(15435);
        assertThat(settings.waha().port()).isEqualTo(13311);
        assertThat(settings.waha().apiKey()).isEqualTo("key");
        assertThat(settings.waha().dashboard()).isNull();
        assertThat(settings.webhook().url()).hasToString("http://127.0.0.1:14011/webhooks/messages");
        assertThat(settings.webhook().hmacKey()).isEqualTo("hmac");
        assertThat(settings.webhook().headers()).containsEntry("X-Whatsapp-Token", "token");
        assertThat(settings.media()).isEqualTo(directory.resolve("media/bucket"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "65536", "-1", "4011.5", "123456"})
    void impossiblePort_isNamed(String value) {
        LocalSettings settings = settings(Map.of("WHATSAPP_DB_PORT", value));

        assertThatThrownBy(settings::database)
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("WHATSAPP_DB_PORT")
                .hasMessageContaining(value);
    }

    @Test
    void samePortTwice_isNamed() {
        LocalSettings settings = settings(Map.of("WHATSAPP_CORE_PORT", "4011"));

        assertThat(settings.ports(false)).hasSize(3);
        assertThatThrownBy(() -> settings.ports(true))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("WHATSAPP_CORE_PORT")
                .hasMessageContaining("WHATSAPP_GATEWAY_API_PORT");
        assertThat(settings(Map.of("WHATSAPP_SYNC_ENABLED", "false")).ports(false))
                .hasSize(2);
    }

    @Test
    void unknownOption_isNamed() {
        assertThat(Options.of(List.of("--demo"))).isEqualTo(new Options(true, false));
        assertThat(Options.of(List.of("-h")).help()).isTrue();
        assertThatThrownBy(() -> Options.of(List.of("--dmeo"))).hasMessageContaining("--dmeo");
    }

    private LocalSettings settings(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("WHATSAPP_LOCAL_DIR", directory.toString());
        return LocalSettings.of(environment, true);
    }
}
