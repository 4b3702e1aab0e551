package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Testimony;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.SessionName;

/**
 * All that was told of a message itself, folded so that neither order nor repetition matters: {@link #merge} is
 * commutative, associative and idempotent.
 */
record MessageState(TimeClaim time, ContentClaim content, AckClaim ack) {

    static MessageState of(ObservedMessage seen, Testimony by) {
        return new MessageState(
                TimeClaim.of(by.provenance(), seen.timestamp(), seen.timestampIsGuess()),
                ContentClaim.of(by, seen.content(), ContentReader.read(seen, by.provenance())),
                AckClaim.of(seen.ack(), by.provenance(), by.at()));
    }

    MessageState merge(MessageState other) {
        return new MessageState(time.merge(other.time), content.merge(other.content), ack.merge(other.ack));
    }

    /** The same with everybody under the address they are kept under. */
    MessageState canonical(SessionName session, Addresses addresses) {
        return new MessageState(time, content.with(content.content().canonical(session, addresses)), ack);
    }

    MessageState with(Details details) {
        return new MessageState(time, content.with(content.content().with(details)), ack);
    }
}
