package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.Acknowledged;
import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.dialect.NowebDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message out of WAHA's store. NOWEB keeps with a message what happened to it since, which makes up for
 * events that were missed: reactions as {@code reactions}, receipts of groups as {@code userReceipt}.
 */
final class HistoryReader {

    private HistoryReader() {}

    static void read(Delivery delivery) {
        MessageReader.read(delivery);
        Json message = delivery.payload().get("_data");
        MessageId id = delivery.findings().message();
        if (id == null || !(delivery.dialect() instanceof NowebDialect)) {
            return;
        }
        for (Json reaction : message.get("reactions").items()) {
            readReaction(delivery, id, reaction);
        }
        if (id.fromMe() && MessageIdentity.isShared(id.chat())) {
            for (Json receipt : message.get("userReceipt").items()) {
                readReceipt(delivery, id, receipt);
            }
        }
    }

    private static void readReaction(Delivery delivery, MessageId id, Json reaction) {
        Jid reactor = reactor(delivery, id, RawKey.read(reaction.get("key")));
        Instant at = delivery.credibleTime(reaction.get("senderTimestampMs"));
        // Without its time it could not be told from an older one, and would hide that it was taken back meanwhile.
        if (reactor != null && at != null) {
            String emoji = ReactionReader.emoji(reaction);
            delivery.findings().add(new Reacted(id.coreId(), id.chat(), reactor, emoji, at));
            delivery.findings().sighted(reactor, at);
        }
    }

    private static @Nullable Jid reactor(Delivery delivery, MessageId id, RawKey key) {
        if (Boolean.TRUE.equals(key.fromMe())) {
            return delivery.me().address();
        }
        if (key.participant() != null) {
            return key.participant();
        }
        return MessageIdentity.isShared(id.chat()) ? null : id.chat();
    }

    private static void readReceipt(Delivery delivery, MessageId id, Json receipt) {
        Jid reader = receipt.get("userJid").jid();
        if (reader == null || delivery.me().is(reader)) {
            return;
        }
        NowebDialect.times(receipt).forEach((ack, told) -> {
            Instant at = delivery.credibleTime(told);
            if (at != null) {
                delivery.findings().add(acknowledged(id, reader, ack, at));
            }
        });
    }

    private static InboundEvent acknowledged(MessageId id, Jid reader, Ack ack, Instant at) {
        return new Acknowledged(id.coreId(), id.chat(), reader, ack, at);
    }
}
