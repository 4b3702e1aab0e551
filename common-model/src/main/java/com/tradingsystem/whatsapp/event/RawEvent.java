package com.tradingsystem.whatsapp.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One authentic delivery as it came.
 *
 * @param body the bytes that were signed; not copied, must not be changed afterwards
 * @param requestId WAHA's id of the delivery, the same on every retry
 */
@SuppressWarnings("ArrayRecordComponent") // up to 50 MB, handed over once and never compared
public record RawEvent(byte[] body, @Nullable String requestId, Instant receivedAt) {}
