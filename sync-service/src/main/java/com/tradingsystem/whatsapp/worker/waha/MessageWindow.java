package com.tradingsystem.whatsapp.worker.waha;

import org.jspecify.annotations.Nullable;

/**
 * Which messages of a chat WAHA is asked for, newest first. WAHA's filter has the resolution of a second and includes both ends.
 *
 * @param gte the earliest second wanted, counted from 1970; null asks without a lower end
 * @param lte the latest second wanted, counted from 1970; null asks without an upper end
 * @param limit how many at most, at least 1: nought means none to some engines and everything to others
 * @param offset how many of the newest to leave out
 */
public record MessageWindow(@Nullable Long gte, @Nullable Long lte, int limit, int offset) {

    /** @throws IllegalArgumentException if the limit is not positive or the offset negative */
    public MessageWindow {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("a window needs a positive limit and no negative offset");
        }
    }
}
