package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Stamp;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.annotation.AckCandidate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Everything events said of a message itself, merged so that neither order nor repetition matters: {@link #merge} is
 * commutative, associative and idempotent.
 *
 * @param author the author's address as received: of several the LID, which stays with the person; null for the
 *     account's own messages, for those of channels, and if unknown
 */
record MessageState(
        TimestampCandidate time,
        ContentCandidate content,
        AckCandidate ack,
        @Nullable Jid author) {

    private static final Comparator<@Nullable Jid> MOST_TELLING =
            Comparator.nullsLast(Comparator.<Jid, Boolean>comparing(jid -> !(jid instanceof Jid.Lid))
                    .thenComparing(Comparator.naturalOrder()));

    static MessageState of(ObservedMessage seen, Stamp by) {
        return new MessageState(
                TimestampCandidate.of(by.provenance(), seen.timestamp(), seen.timestampIsGuess()),
                ContentCandidate.of(by, seen.content(), Content.of(seen, by.provenance())),
                AckCandidate.of(seen.ack(), by.provenance(), by.at()),
                MessageIdentities.author(seen));
    }

    MessageState merge(MessageState other) {
        return new MessageState(
                time.merge(other.time),
                content.merge(other.content),
                ack.merge(other.ack),
                MOST_TELLING.compare(author, other.author) <= 0 ? author : other.author);
    }

    /** The same with everybody under the address they are kept under. */
    MessageState canonical(SessionName session, Addresses addresses) {
        return new MessageState(time, content.with(content.content().canonical(session, addresses)), ack, author);
    }

    MessageState with(StoredDetails details) {
        return new MessageState(time, content.with(content.content().with(details)), ack, author);
    }
}
