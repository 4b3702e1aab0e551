package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WahaAutoConfigurationTests {

    @Test
    void reader_isOffered() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(WahaAutoConfiguration.class))
                .run(context -> assertThat(context).hasSingleBean(WahaEventReader.class));
    }
}
