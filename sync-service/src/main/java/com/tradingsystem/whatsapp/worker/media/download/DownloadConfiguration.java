package com.tradingsystem.whatsapp.worker.media.download;

import com.tradingsystem.whatsapp.worker.waha.WahaSettings;
import java.util.Objects;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Wires what downloads files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WahaSettings.class, FileSettings.class})
public class DownloadConfiguration {

    /** Lazy, because a worker whose media are switched off downloads nothing. */
    @Bean
    @Lazy
    WahaFiles wahaFiles(WahaSettings waha, FileSettings settings) {
        HttpUrl core = Objects.requireNonNull(HttpUrl.get(waha.url()), "WHATSAPP_CORE_URL");
        return new WahaFiles(core, waha.apiKey(), settings, Dns.SYSTEM);
    }
}
