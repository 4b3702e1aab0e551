package com.tradingsystem.whatsapp.worker.media.download;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where, and how patiently, files are fetched.
 *
 * @param wahaS3Endpoint the S3 that WAHA keeps its files in, where it hands out addresses of it; may be a private address
 * @param allowedOrigins further origins, such as {@code https://cdn.example.com} or {@code https://*.example.com}. A name
 *     must resolve to public addresses; a private one is only fetched where its number itself is listed
 * @param idleTimeout how long a source may say nothing while it sends a file
 * @param downloadTimeout how long a file may take as a whole
 * @param refetchTimeout how long WAHA may take to get a file from WhatsApp again
 */
@ConfigurationProperties("whatsapp.media")
record FileSettings(
        @Nullable String wahaS3Endpoint,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("30m") Duration downloadTimeout,
        @DefaultValue("3m") Duration refetchTimeout) {}
