package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which files are asked for.
 *
 * @param hidesByDefault whether a session without a policy of its own hides what was deleted for everyone
 * @param chats all addresses of the chat; null for all chats
 * @param types kinds of media; null for all
 * @param after the earliest time of their messages, inclusive
 * @param before the latest, exclusive
 * @param isBelow whether those older than the border are asked for; else the newer ones
 * @param at the border's time
 * @param id settles equal times
 */
public record MediaQuery(
        SessionName session,
        boolean hidesByDefault,
        @Nullable Collection<String> chats,
        @Nullable Collection<String> types,
        Instant after,
        Instant before,
        boolean isBelow,
        Instant at,
        long id,
        int limit) {

    /** The same in one chat. */
    public MediaQuery in(Collection<String> addresses) {
        return new MediaQuery(session, hidesByDefault, addresses, types, after, before, isBelow, at, id, limit);
    }
}
