package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.InboundEvent.Revoked;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.waha.content.ContentReader;
import com.tradingsystem.whatsapp.waha.content.FlatContent;
import com.tradingsystem.whatsapp.waha.content.LinkPreview;
import com.tradingsystem.whatsapp.waha.content.RawContent;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** {@code message}, {@code message.any}, and the messages of WAHA's history: one message as WAHA shows it. */
final class MessageReader {

    private static final MessageContent WAITING = new MessageContent.Other("waiting", null);

    private MessageReader() {}

    static void read(Delivery delivery) {
        read(delivery, null);
    }

    /** {@code message.waiting}: a message that the browser could not decrypt yet. */
    static void readWaiting(Delivery delivery) {
        read(delivery, WAITING);
    }

    private static void read(Delivery delivery, @Nullable MessageContent instead) {
        Json payload = delivery.payload();
        EngineDialect dialect = delivery.dialect();
        Json message = dialect.message(payload);
        if (dialect.isEdit(message)) {
            EditReader.read(delivery);
            return;
        }
        MessageIdentity identity = MessageIdentity.read(payload, dialect.key(message), delivery.me());
        if (identity == null) {
            delivery.findings().lacks("usable message id or chat");
            return;
        }
        RawContent raw = message.isThere() ? dialect.content(message) : FlatContent.read(payload);
        if (raw.is(RawContent.Trait.UNKNOWN_KIND)) {
            delivery.findings().flag(Flag.UNKNOWN_KIND);
        }
        Instant sent = sentAt(delivery, message);
        Instant timestamp = (sent == null ? delivery.occurredAt() : sent).truncatedTo(ChronoUnit.SECONDS);
        delivery.findings()
                .add(new MessageSeen(new ObservedMessage(
                        identity.id(),
                        timestamp,
                        sent == null,
                        identity.sender(),
                        identity.recipient(),
                        instead == null ? ContentReader.read(payload, raw) : instead,
                        AckReader.level(payload),
                        QuoteReader.read(payload, raw, dialect),
                        attributes(payload, raw),
                        rawData(delivery))));
        if (raw.is(RawContent.Trait.REVOKED)) {
            // WhatsApp left an empty message in the place of what it deleted: nobody else is believed to have asked for
            // it.
            MessageId id = identity.id();
            delivery.findings()
                    .add(new Revoked(
                            id.coreId(), identity.chat(), id.fromMe(), identity.sender(), delivery.occurredAt()));
        }
        mention(delivery, identity, message, timestamp);
    }

    private static @Nullable Instant sentAt(Delivery delivery, Json message) {
        Instant told = delivery.credibleTime(delivery.payload().get("timestamp", "t"));
        return told == null ? delivery.credibleTime(delivery.dialect().sentAt(message)) : told;
    }

    private static void mention(Delivery delivery, MessageIdentity identity, Json message, Instant at) {
        Json payload = delivery.payload();
        String told = payload.get("pushName", "notifyName").text();
        String pushName = told == null ? delivery.dialect().pushName(message) : told;
        String addressBook = message.get("sender").get("name").text();
        delivery.findings().sighted(identity.sender(), pushName, addressBook, at);
        delivery.findings().sighted(identity, pushName, at);
        pairAcrossFields(delivery, identity);
        delivery.dialect().collectPairs(message, delivery.findings().pairs());
    }

    /** An id and the field beside it may name the same chat in different ways, one by phone number and one by LID. */
    private static void pairAcrossFields(Delivery delivery, MessageIdentity identity) {
        if (!MessageIdentity.isShared(identity.chat())) {
            boolean fromMe = identity.id().fromMe();
            Jid other = delivery.payload().get(fromMe ? "to" : "from").jid();
            delivery.findings().pairs().addChat(identity.chat(), other, fromMe);
        }
    }

    private static ObservedMessage.Attributes attributes(Json payload, RawContent raw) {
        JsonText linkPreview = LinkPreview.of(payload.get("linkPreview"));
        return new ObservedMessage.Attributes(
                payload.get("isForwarded").isTrue() || raw.is(RawContent.Trait.FORWARDED),
                payload.get("source").text(20),
                linkPreview == null ? raw.linkPreview() : linkPreview);
    }

    /** In the short form the payload itself is the engine's message. */
    private static @Nullable JsonText rawData(Delivery delivery) {
        Json data = delivery.payload().get("_data");
        Json raw = data.isThere() || !delivery.payload().get("type").isThere() ? data : delivery.payload();
        boolean isWhole = !delivery.findings().has(Flag.TOO_DEEP);
        return isWhole && (raw.isObject() || raw.isArray())
                ? new JsonText(raw.node().toString())
                : null;
    }
}
