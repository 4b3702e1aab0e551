package com.tradingsystem.whatsapp.media.store;

import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Offers the configured {@link ObjectStore}. */
@AutoConfiguration
@EnableConfigurationProperties(MediaStoreProperties.class)
public final class MediaStoreAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("whatsapp.media.store.directory")
    ObjectStore directoryObjectStore(MediaStoreProperties properties) {
        return new DirectoryObjectStore(Objects.requireNonNull(properties.directory()));
    }
}
