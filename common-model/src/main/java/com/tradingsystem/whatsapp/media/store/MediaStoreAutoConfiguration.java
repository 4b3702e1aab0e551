package com.tradingsystem.whatsapp.media.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Offers the configured {@link ObjectStore}; none where none is configured. */
@AutoConfiguration
@EnableConfigurationProperties({MediaStoreProperties.class, S3Settings.class})
public final class MediaStoreAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @Conditional(StoreIsConfigured.class)
    ObjectStore objectStore(MediaStoreProperties properties, S3Settings s3) {
        boolean directory = properties.store() == null
                ? s3.endpoint() == null
                : properties.store() == MediaStoreProperties.Kind.DIRECTORY;
        if (directory) {
            return new DirectoryObjectStore(required(properties.directory(), "WHATSAPP_MEDIA_DIRECTORY"));
        }
        return new S3ObjectStore(
                required(s3.endpoint(), "WHATSAPP_MINIO_ENDPOINT"),
                s3.region(),
                s3.bucket(),
                required(s3.accessKey(), "WHATSAPP_MINIO_ACCESS_KEY"),
                required(s3.secretKey(), "WHATSAPP_MINIO_SECRET_KEY"));
    }

    private static <T> T required(@Nullable T value, String variable) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalStateException("the chosen media store needs " + variable);
        }
        return value;
    }

    /** Something says where files are to be kept. */
    static final class StoreIsConfigured extends AnyNestedCondition {

        StoreIsConfigured() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("whatsapp.media.store")
        static final class ByName {}

        @ConditionalOnProperty("whatsapp.minio.endpoint")
        static final class ByEndpoint {}

        @ConditionalOnProperty("whatsapp.media.directory")
        static final class ByDirectory {}
    }
}
