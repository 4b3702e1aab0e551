package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.message.timeline.TimelinePage.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a chat a page shows: so many messages above a border and so many below it. Both are found without passing over any
 * other message, and what lies on either side stays there whatever arrives meanwhile.
 *
 * @param border null for the upper end of the chat
 * @param around the number or the core id of a message, just above which the border is; null if {@code border} tells
 * @param newer how many messages at or above the border, those nearest to it
 * @param older how many below the border, those nearest to it
 */
public record Stretch(@Nullable Position border, @Nullable String around, int newer, int older) {

    /** The newest messages of the chat. */
    public static Stretch newest(int limit) {
        return new Stretch(null, null, 0, limit);
    }

    /** The messages just below a border. */
    public static Stretch below(Position border, int limit) {
        return new Stretch(border, null, 0, limit);
    }

    /** The messages just above a border. */
    public static Stretch above(Position border, int limit) {
        return new Stretch(border, null, limit, 0);
    }

    /**
     * A message in the middle of its neighbours.
     *
     * @param message its number or its core id; of several with one core id the one stored first
     */
    public static Stretch around(String message, int limit) {
        int newer = (limit - 1) / 2;
        return new Stretch(null, message, newer, limit - newer);
    }

    /** As many messages from before a time as from then on. */
    public static Stretch at(Instant time, int limit) {
        return new Stretch(Position.before(time), null, limit / 2, limit - limit / 2);
    }
}
