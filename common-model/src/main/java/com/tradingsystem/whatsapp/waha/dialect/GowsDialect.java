package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GOWS passes on what the library whatsmeow makes of a message: {@code Info}, {@code Message}, {@code Status}. Go
 * writes empty addresses as empty texts and unset times as the year 1.
 */
record GowsDialect() implements ProtoDialect {

    @Override
    public Json proto(Json message) {
        return message.get("Message");
    }

    @Override
    public RawKey key(Json message) {
        Json info = message.get("Info");
        Jid sender = info.get("Sender").jid();
        boolean shared = info.get("IsGroup").isTrue();
        return new RawKey(
                RawKey.read(info.get("ID")).coreId(),
                info.get("IsFromMe").flag(),
                info.get("Chat").jid(),
                shared ? sender : null);
    }

    @Override
    public Json sentAt(Json message) {
        return time(message.get("Info").get("Timestamp"));
    }

    @Override
    public @Nullable String pushName(Json message) {
        return message.get("Info").get("PushName").text();
    }

    /** Receipts have the same fields as messages, but without {@code Info} around them. */
    @Override
    public void collectPairs(Json message, LidPairs pairs) {
        Json info = message.get("Info").or(message);
        pairs.add(info.get("Sender").jid(), info.get("SenderAlt").jid());
        pairs.add(info.get("CallCreator").jid(), info.get("CallCreatorAlt").jid());
        if (!info.get("IsGroup").isTrue()) {
            pairs.addChat(
                    info.get("Chat").jid(),
                    info.get("RecipientAlt").jid(),
                    info.get("IsFromMe").isTrue());
        }
        for (Json recipient : info.get("BroadcastRecipients").items()) {
            pairs.add(recipient.get("LID").jid(), recipient.get("PN").jid());
        }
    }

    @Override
    public @Nullable Jid acknowledger(Json payload) {
        Jid participant = payload.get("participant").jid();
        return participant == null ? payload.get("_data").get("Sender").jid() : participant;
    }

    @Override
    public Map<Ack, Json> acknowledgedAt(Json payload, Ack ack) {
        return Map.of(ack, time(payload.get("_data").get("Timestamp")));
    }

    private static Json time(Json time) {
        String text = time.text();
        return text != null && text.startsWith("0001-01-01") ? Json.NOTHING : time;
    }
}
