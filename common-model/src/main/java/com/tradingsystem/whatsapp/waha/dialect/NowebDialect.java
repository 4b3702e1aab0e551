package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawContent;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * NOWEB passes on what the library Baileys makes of a message: {@code key}, {@code message}, {@code
 * messageTimestamp}.
 */
public record NowebDialect() implements ProtoDialect {

    @Override
    public Json proto(Json message) {
        return message.get("message");
    }

    @Override
    public RawKey key(Json message) {
        return RawKey.read(message.get("key"));
    }

    @Override
    public Json sentAt(Json message) {
        return message.get("messageTimestamp");
    }

    @Override
    public @Nullable String pushName(Json message) {
        return message.get("pushName", "verifiedBizName").text();
    }

    /**
     * Since late 2025 {@code …Alt} is the other of the two addresses, whichever the first is; before, there were {@code
     * …Pn} and {@code …Lid} for the sender.
     */
    @Override
    public void collectPairs(Json message, LidPairs pairs) {
        Json key = message.get("key");
        boolean fromMe = key.get("fromMe").isTrue();
        Jid chat = key.get("remoteJid").jid();
        Jid participant = key.get("participant").jid();
        Jid senderPhone = key.get("senderPn").jid();
        Jid senderLid = key.get("senderLid").jid();
        pairs.addChat(chat, key.get("remoteJidAlt").jid(), fromMe);
        pairs.add(participant, key.get("participantAlt").jid());
        pairs.add(participant, key.get("participantPn").jid());
        pairs.add(participant, key.get("participantLid").jid());
        pairs.add(senderLid, senderPhone);
        if (!fromMe) {
            pairs.add(chat, senderPhone);
            pairs.add(chat, senderLid);
        }
    }

    @Override
    public RawContent content(Json message) {
        if (!message.get("message").isObject()
                && message.get("key").get("isViewOnce").isTrue()) {
            return RawContent.of("view_once");
        }
        return ProtoDialect.super.content(message);
    }

    /** WAHA leaves {@code participant} empty here and writes the account's own address into the id. */
    @Override
    public @Nullable Jid acknowledger(Json payload) {
        Jid reader = payload.get("_data").get("receipt").get("userJid").jid();
        return reader == null ? payload.get("participant").jid() : reader;
    }

    /**
     * Of a receipt with several times WAHA tells the one of delivery, as {@code SERVER}, and passes over the others.
     */
    @Override
    public Map<Ack, Json> acknowledgedAt(Json payload, Ack ack) {
        return times(payload.get("_data").get("receipt"));
    }

    /** When somebody received, read and played a message. */
    public static Map<Ack, Json> times(Json receipt) {
        Map<Ack, Json> times = new EnumMap<>(Ack.class);
        put(times, Ack.SERVER, receipt.get("receiptTimestamp"));
        put(times, Ack.READ, receipt.get("readTimestamp"));
        put(times, Ack.PLAYED, receipt.get("playedTimestamp"));
        return times;
    }

    private static void put(Map<Ack, Json> times, Ack ack, Json time) {
        Instant at = Times.read(time);
        if (at != null && at.isAfter(Instant.EPOCH)) {
            times.put(ack, time);
        }
    }
}
