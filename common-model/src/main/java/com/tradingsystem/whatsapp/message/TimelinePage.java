package com.tradingsystem.whatsapp.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a chat, newest first.
 *
 * @param messages may be fewer than asked for although there is more, where rows were deleted under their keys
 * @param next where the next page begins; null on the last page
 */
public record TimelinePage(
        List<ArchivedMessage> messages, @Nullable Position next) {

    public TimelinePage {
        messages = List.copyOf(messages);
    }

    /** A place in a chat: that of the last message already seen, by its time and its number. */
    public record Position(Instant timestamp, long number) {}
}
