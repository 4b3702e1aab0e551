package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.Reacted;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code message.reaction}: a reaction to a message was set or removed. */
final class ReactionReader {

    private static final int LONGEST_EMOJI = 100;

    private ReactionReader() {}

    static void read(Delivery delivery) {
        Json payload = delivery.payload();
        Json reaction = payload.get("reaction");
        Json message = delivery.dialect().message(payload);
        RawKey target = RawKey.read(reaction.get("messageId"));
        MessageIdentity identity = MessageIdentity.read(
                payload, delivery.dialect().key(message).or(target.withoutAuthor()), delivery.me());
        if (identity == null || target.coreId() == null) {
            delivery.findings().lacks(identity == null ? "usable message id or chat" : "message that is reacted to");
            return;
        }
        Jid reactor = reactor(identity);
        if (reactor == null) {
            delivery.findings().lacks("reactor");
            return;
        }
        Instant at = delivery.time(payload.get("timestamp"));
        delivery.findings().add(new Reacted(target.coreId(), identity.chat(), reactor, emoji(reaction), at));
        delivery.findings().sighted(identity, delivery.dialect().pushName(message), at);
        delivery.dialect().collectPairs(message, delivery.findings().pairs());
    }

    /** A group cannot react: then the author was not told. */
    private static @Nullable Jid reactor(MessageIdentity identity) {
        return MessageIdentity.isShared(identity.sender()) ? null : identity.sender();
    }

    /** The protobuf libraries leave out empty texts, and the empty text is a reaction taken back. */
    static String emoji(Json reaction) {
        String text = reaction.get("text").text();
        return text == null ? "" : StorableText.start(text, LONGEST_EMOJI);
    }
}
