package com.tradingsystem.whatsapp.waha;

import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Offers what fetches files. */
@AutoConfiguration
@EnableConfigurationProperties({CoreSettings.class, FileSettings.class})
public final class WahaFilesAutoConfiguration {

    /** Only made where somebody fetches files: the gateway does not. */
    @Bean
    @Lazy
    WahaFiles wahaFiles(CoreSettings core, FileSettings settings) {
        return new WahaFiles(HttpUrl.get(core.url()), core.apiKey(), settings, Dns.SYSTEM);
    }
}
