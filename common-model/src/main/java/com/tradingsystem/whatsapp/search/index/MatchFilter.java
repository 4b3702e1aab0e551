package com.tradingsystem.whatsapp.search.index;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which messages may match, beside their words. What is null holds nobody back; what is empty everybody.
 *
 * @param hiding of the sessions those that do not show what was deleted
 * @param after inclusive
 * @param until exclusive
 * @param chats all addresses under which the chats may be stored
 * @param senders all addresses of the people who may have written it
 */
public record MatchFilter(
        Collection<String> sessions,
        Collection<String> hiding,
        Instant after,
        Instant until,
        @Nullable Collection<String> chats,
        @Nullable Collection<String> senders,
        @Nullable Boolean fromMe,
        @Nullable Collection<String> types,
        @Nullable Boolean hasMedia,
        @Nullable Boolean hasReaction) {

    /** Before all messages, and after them. */
    public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    public static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** A place in a list of matches. */
    public record Place(Instant timestamp, long number) {

        /** Before the newest of all. */
        public static final Place NEWEST = new Place(LAST, Long.MAX_VALUE);
    }
}
