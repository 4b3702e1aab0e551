package com.tradingsystem.whatsapp.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tradingsystem.whatsapp.ingest.IngestSettings;
import com.tradingsystem.whatsapp.message.MessageSettings;
import com.tradingsystem.whatsapp.persistence.PersistenceDefaultsAutoConfiguration;
import com.tradingsystem.whatsapp.persistence.RetentionSettings;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SettingFailureTests {

    @EnableConfigurationProperties({RetentionSettings.class, IngestSettings.class, MessageSettings.class})
    @ImportAutoConfiguration(PersistenceDefaultsAutoConfiguration.class)
    static class Settings {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WHATSAPP_RETENTION_DAYS=abc|WHATSAPP_RETENTION_DAYS (whatsapp.retention.messages) is "abc", but takes a time such as 500ms, 30s, 5m, 6h or 1d.
            WHATSAPP_RETENTION_DAYS=-1|WHATSAPP_RETENTION_DAYS (whatsapp.retention.messages) is to be a number of whole days from 0 (for ever) to 99999; it is "-1".
            WHATSAPP_REVOKE_POLICY=forget|WHATSAPP_REVOKE_POLICY (whatsapp.messages.revoke-policy) is "forget", but takes one of keep, hide, erase.
            whatsapp.ingest.queue-events=many|whatsapp.ingest.queue-events is "many", but takes a whole number.
            whatsapp.ingest.queue-events=0|whatsapp.ingest.queue-events is 0, but must be at least 1; it is "0".
            whatsapp.ingest.queue-bytes=big|whatsapp.ingest.queue-bytes is "big", but takes a size such as 512KB or 10MB.
            """)
    void wrongValue_isNamedInOneLine(String setting, String line, CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Settings.class)
                        .web(WebApplicationType.NONE)
                        .run("--" + setting))
                .isInstanceOf(Exception.class);

        assertThat(output).contains("APPLICATION FAILED TO START");
        assertThat(output.toString().lines()).contains(line).noneMatch(printed -> printed.startsWith("Caused by"));
    }
}
