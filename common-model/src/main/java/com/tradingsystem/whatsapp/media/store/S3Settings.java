package com.tradingsystem.whatsapp.media.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which S3 the media files are kept in. The prefix says MinIO because these names are older than the choice.
 *
 * @param endpoint for example {@code http://whatsapp-minio:9000}; no path
 * @param accessKey whose account
 * @param secretKey its secret
 * @param bucket made, privately, where there is none; one that is there is left as it is
 * @param region what requests are signed for
 */
@ConfigurationProperties("whatsapp.minio")
record S3Settings(
        @Nullable String endpoint,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @DefaultValue("whatsapp-media") String bucket,
        @DefaultValue("us-east-1") String region) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", bucket=" + bucket + ", region=" + region + "]";
    }
}
