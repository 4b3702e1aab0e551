package com.tradingsystem.whatsapp.local.waha.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What became of an event for one target.
 *
 * @param eventId the envelope's id
 * @param requests how many requests were made
 * @param lastStatus the last answer's; null if there was none
 * @param delivered whether WAHA believes that it arrived
 */
public record Delivery(
        String eventId,
        String event,
        int requests,
        @Nullable Integer lastStatus,
        boolean delivered) {}
