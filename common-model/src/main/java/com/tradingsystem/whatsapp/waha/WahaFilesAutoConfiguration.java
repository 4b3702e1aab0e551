package com.tradingsystem.whatsapp.waha;

import java.util.Objects;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Offers what fetches files. */
@AutoConfiguration(after = WahaClientAutoConfiguration.class)
@EnableConfigurationProperties({WahaSettings.class, FileSettings.class})
public final class WahaFilesAutoConfiguration {

    /** Only made where somebody fetches files: the gateway does not. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    WahaFiles wahaFiles(WahaSettings waha, FileSettings settings) {
        HttpUrl core = Objects.requireNonNull(HttpUrl.get(waha.url()), "WHATSAPP_CORE_URL");
        return new WahaFiles(core, waha.apiKey(), settings, Dns.SYSTEM);
    }
}
