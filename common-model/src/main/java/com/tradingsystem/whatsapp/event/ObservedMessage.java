package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as one event or one history entry shows it.
 *
 * @param timestamp when it was sent, by the sender's server; second resolution
 * @param timestampIsGuess whether the payload had no credible time, so that {@code timestamp} is that of the event
 * @param sender the author, also in groups; the account itself for own messages
 * @param recipient the other side where there is one: the account for direct incoming messages, else the chat
 * @param ack null if WAHA did not know
 * @param quote the message this one answers
 * @param rawData the engine's own message, free of what PostgreSQL cannot store; null where there was none or it was unfit to store
 */
public record ObservedMessage(
        MessageId id,
        Instant timestamp,
        boolean timestampIsGuess,
        Jid sender,
        @Nullable Jid recipient,
        MessageContent content,
        @Nullable Ack ack,
        @Nullable Quote quote,
        Attributes attributes,
        @Nullable JsonText rawData) {

    /** The message that is answered; parts may be missing. */
    public record Quote(
            @Nullable String coreId,
            @Nullable Jid participant,
            @Nullable String body) {}

    /**
     * What else is told of a message of any kind and is kept and shown as it was told: each component is the column of {@code messages}
     * and the member of the answer that have its name.
     *
     * @param source {@code app} or {@code api} as WAHA guesses
     * @param linkPreview where the engine attached one
     */
    public record Attributes(
            boolean isForwarded,
            @Nullable String source,
            @Nullable JsonText linkPreview) {

        /** Without what the message says: all that is left once it was deleted and is to be forgotten or hidden. */
        public Attributes withoutContent() {
            return new Attributes(isForwarded, source, null);
        }
    }
}
