package com.tradingsystem.whatsapp.message.timeline;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a chat are asked for; null means any.
 *
 * @param before exclusive
 * @param after inclusive, so that ranges can be laid side by side
 * @param types values of {@code message_type}; empty for all
 * @param exceptTypes values of {@code message_type} that are left out
 */
public record TimelineQuery(
        @Nullable Instant before,
        @Nullable Instant after,
        Set<String> types,
        Set<String> exceptTypes,
        @Nullable Boolean fromMe,
        @Nullable Boolean hasMedia) {

    /** Everything. */
    public static final TimelineQuery ALL = new TimelineQuery(null, null, Set.of(), Set.of(), null, null);

    public TimelineQuery {
        types = Set.copyOf(types);
        exceptTypes = Set.copyOf(exceptTypes);
    }

    TimelineQuery beginningAt(Instant time) {
        return new TimelineQuery(before, time, types, exceptTypes, fromMe, hasMedia);
    }

    TimelineQuery endingBefore(Instant time) {
        return new TimelineQuery(time, after, types, exceptTypes, fromMe, hasMedia);
    }
}
