package com.tradingsystem.whatsapp.media.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where media files are kept.
 *
 * @param store which store; where nothing is said, S3 if its endpoint is given, else the directory if that is given
 * @param directory keep them below this directory
 */
@ConfigurationProperties("whatsapp.media")
record MediaStoreProperties(@Nullable Kind store, @Nullable Path directory) {

    /** The stores there are. */
    enum Kind {
        S3,
        DIRECTORY
    }
}
