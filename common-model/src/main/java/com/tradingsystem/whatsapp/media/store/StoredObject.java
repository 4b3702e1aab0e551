package com.tradingsystem.whatsapp.media.store;

import java.time.Instant;

/**
 * An object as a store lists it.
 *
 * @param sizeBytes its length
 * @param storedAt when it was stored or replaced last, by the store's clock
 */
public record StoredObject(ObjectKey key, long sizeBytes, Instant storedAt) {}
