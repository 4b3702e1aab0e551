package com.tradingsystem.whatsapp.identity;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What makes a message one message, as in WhatsApp's own protocol: its session, its chat, whether the account sent it, else who
 * did, and its core id. The sender chooses the core id, so it alone identifies nothing.
 *
 * <p>Time does not belong to it: the same message returns with another timestamp.
 *
 * @param chat the chat's canonical address
 * @param author the author's permanent address; null for the account's own messages, for those of channels, which have one
 *     author each, and if unknown
 */
public record MessageKey(
        SessionName session,
        Jid chat,
        String coreId,
        boolean fromMe,
        @Nullable Jid author) implements Comparable<MessageKey> {

    private static final Comparator<MessageKey> ORDER = Comparator.comparing(MessageKey::session)
            .thenComparing(MessageKey::chat)
            .thenComparing(MessageKey::coreId)
            .thenComparing(MessageKey::fromMe)
            .thenComparing(MessageKey::author, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** The message with this core id in its chat, whoever sent it. */
    public MessageRef ref() {
        return new MessageRef(session, chat, coreId);
    }

    /** Whether the message must have an author but no event named one. */
    public boolean isUnnamed() {
        return !fromMe && author == null && !(chat instanceof Jid.Channel);
    }

    @Override
    public int compareTo(MessageKey other) {
        return ORDER.compare(this, other);
    }
}
