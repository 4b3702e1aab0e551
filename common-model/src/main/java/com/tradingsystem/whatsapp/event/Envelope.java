package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outside of a WAHA event.
 *
 * @param eventId WAHA's id of the event, the same on every retry; absent in the short form
 * @param event WAHA's name of the event, known or not; empty if there was none
 * @param session null if the body names none or an impossible one
 * @param engine {@code NOWEB}, {@code GOWS}, {@code WEBJS}, {@code WPP} or a newcomer
 * @param occurredAt when WAHA made the event; the time of arrival where it does not tell credibly
 */
public record Envelope(
        @Nullable String eventId,
        String event,
        @Nullable SessionName session,
        @Nullable String engine,
        @Nullable String wahaVersion,
        Account me,
        Instant occurredAt) {}
