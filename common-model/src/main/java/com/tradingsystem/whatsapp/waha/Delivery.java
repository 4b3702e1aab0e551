package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.Account;
import com.tradingsystem.whatsapp.event.Envelope;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way through the readers, and what they found in it.
 *
 * @param payload the inside of the envelope
 * @param arrival when it reached us, the end of all credible times
 */
record Delivery(
        Envelope envelope,
        EngineDialect dialect,
        Json payload,
        Instant arrival,
        Provenance provenance,
        ReadingBuilder findings) {

    Account me() {
        return envelope.me();
    }

    /** The time of the envelope: the best guess where a payload has no time, or none that can be true. */
    Instant occurredAt() {
        return envelope.occurredAt();
    }

    /** The first of these times that can be true, else that of the envelope. */
    Instant time(Json... candidates) {
        Instant credible = credibleTime(candidates);
        return credible == null ? occurredAt() : credible;
    }

    /** The first of these times that can be true; absurd ones are flagged. */
    @Nullable
    Instant credibleTime(Json... candidates) {
        for (Json candidate : candidates) {
            Instant time = Times.read(candidate);
            if (time != null && Times.isCredible(time, arrival)) {
                return time;
            }
            if (candidate.isThere()) {
                findings.flag(Flag.ABSURD_TIMESTAMP);
            }
        }
        return null;
    }
}
