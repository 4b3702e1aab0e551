package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts are asked for; newest first, by {@code first_seen_at}.
 *
 * @param contactType one of the four types; null for all
 * @param words part of a name in any case and with or without accents, or of a phone number; null for all
 * @param after the last contact already seen; null for the first page
 * @param limit how many at most
 */
public record ContactQuery(
        SessionName session,
        @Nullable String contactType,
        @Nullable String words,
        @Nullable Position after,
        int limit) {

    /** A place in the list. */
    public record Position(Instant firstSeenAt, long id) {}
}
