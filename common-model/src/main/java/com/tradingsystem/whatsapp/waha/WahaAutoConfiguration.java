package com.tradingsystem.whatsapp.waha;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Offers what this package does to the services. */
@AutoConfiguration
public final class WahaAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    WahaEventReader wahaEventReader() {
        return new WahaEventReader();
    }
}
