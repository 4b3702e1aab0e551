package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.identity.Jid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What other events changed about a message, those only that may.
 *
 * @param editedAt when it was last edited
 * @param editedBody what the last readable edit says; null if there is none
 */
public record Amendments(
        @Nullable Instant editedAt,
        @Nullable String editedBody,
        @Nullable Revocation revocation,
        AckCandidate ack) {

    static final Amendments NONE = new Amendments(null, null, null, AckCandidate.NONE);

    /**
     * The earliest revocation that counts.
     *
     * @param by its canonical address; null if unknown
     * @param erase whether its session's policy is to forget what the message said
     */
    public record Revocation(Instant at, @Nullable Jid by, boolean erase) {}

    /** Whether the message was revoked and its session's policy is to forget what it said. */
    public boolean erases() {
        return revocation != null && revocation.erase;
    }

    /** The same with the content of its edits forgotten. */
    public Amendments erasing() {
        Revocation told = revocation;
        return told == null ? this : new Amendments(editedAt, null, new Revocation(told.at, told.by, true), ack);
    }
}
