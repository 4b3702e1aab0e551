package com.tradingsystem.whatsapp.media.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where media files are kept.
 *
 * @param directory keep them in this directory
 */
@ConfigurationProperties("whatsapp.media.store")
record MediaStoreProperties(@Nullable Path directory) {}
