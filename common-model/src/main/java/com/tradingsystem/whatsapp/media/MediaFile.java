package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.media.store.ObjectKey;

/**
 * A file as it is, or is about to be, in the store.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param mimeType what the bytes say it is
 */
public record MediaFile(String bucket, ObjectKey key, String sha256, long sizeBytes, String mimeType) {}
