package com.tradingsystem.whatsapp.identity;

import java.util.Comparator;

/**
 * What makes a message one message: its session, its core id and whether the account itself sent it.
 *
 * <p>Neither time nor chat belongs to it: the same id returns with another timestamp and under another form of the chat.
 */
public record MessageKey(SessionName session, String coreId, boolean fromMe) implements Comparable<MessageKey> {

    private static final Comparator<MessageKey> ORDER = Comparator.comparing(MessageKey::session)
            .thenComparing(MessageKey::coreId)
            .thenComparing(MessageKey::fromMe);

    @Override
    public int compareTo(MessageKey other) {
        return ORDER.compare(this, other);
    }
}
