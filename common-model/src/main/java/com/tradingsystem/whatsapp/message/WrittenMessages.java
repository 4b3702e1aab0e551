package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a write did to messages.
 *
 * @param inserted messages that were not there before
 * @param places where every message of the write is now
 * @param moved those that were somewhere else before
 * @param erased messages of which nothing may be kept that they said; also those not seen yet
 */
public record WrittenMessages(
        List<MessageKey> inserted, Map<MessageKey, Place> places, Set<MessageKey> moved, Set<CoreRef> erased) {

    /** Nothing was written. */
    public static final WrittenMessages NONE = new WrittenMessages(List.of(), Map.of(), Set.of(), Set.of());

    /** The chat and the time a message is kept under. */
    public record Place(Jid chat, Instant timestamp) {}
}
