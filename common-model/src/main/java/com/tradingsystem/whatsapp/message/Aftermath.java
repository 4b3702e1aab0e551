package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What other events said about a message.
 *
 * @param editedAt when it was last edited
 * @param editedBody what the last readable edit says; null if there is none
 */
record Aftermath(
        @Nullable Instant editedAt,
        @Nullable String editedBody,
        @Nullable Revocation revocation,
        AckClaim ack) {

    static final Aftermath NONE = new Aftermath(null, null, null, AckClaim.NONE);

    /**
     * The earliest word that the message was deleted for everyone.
     *
     * @param erase whether its session's policy is to forget what it said
     */
    record Revocation(Instant at, @Nullable Jid by, boolean erase) {}

    boolean erases() {
        return revocation != null && revocation.erase;
    }

    /** The same with everybody under the address they are kept under. */
    Aftermath canonical(SessionName session, Addresses addresses) {
        Revocation told = revocation;
        if (told == null || told.by == null) {
            return this;
        }
        Revocation canonical = new Revocation(told.at, addresses.canonical(session, told.by), told.erase);
        return new Aftermath(editedAt, editedBody, canonical, ack);
    }

    /** The same with the content of its edits forgotten. */
    Aftermath erasing() {
        Revocation told = revocation;
        return told == null ? this : new Aftermath(editedAt, null, new Revocation(told.at, told.by, true), ack);
    }
}
