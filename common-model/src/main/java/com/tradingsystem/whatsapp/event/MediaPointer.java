package com.tradingsystem.whatsapp.event;

import org.jspecify.annotations.Nullable;

/**
 * What a message says about its file. Every part may be missing: WAHA may not have downloaded it, or failed to.
 *
 * @param url where WAHA offers the file, opaque and short-lived; comes from outside and must not be trusted
 * @param sizeBytes the length the sender declared
 * @param error WAHA's reason for not having the file, as JSON
 */
public record MediaPointer(
        @Nullable String url,
        @Nullable String mimeType,
        @Nullable String fileName,
        @Nullable Long sizeBytes,
        @Nullable String s3Bucket,
        @Nullable String s3Key,
        @Nullable String error) {}
