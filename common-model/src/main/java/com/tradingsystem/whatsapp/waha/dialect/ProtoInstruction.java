package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.waha.content.ProtoPart;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.Times;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads edits and revocations in WhatsApp's own message format: messages that name another one and a thing to do to
 * it.
 */
final class ProtoInstruction {

    private static final Duration CLOCKS_AGREE = Duration.ofMinutes(1);
    private static final String MESSAGE_EDIT = "MESSAGE_EDIT";
    private static final String MESSAGE_EDIT_NUMBER = "2";

    private ProtoInstruction() {}

    /** The message that is to be changed. */
    static RawKey target(Json message) {
        Json encrypted = ProtoPart.of(message).value().get("targetMessageKey");
        return RawKey.read(ProtoPart.instruction(message).get("key").or(encrypted));
    }

    /** Whether this is an edit whose new text is encrypted with a key that only the message itself gives. */
    static boolean isEncryptedEdit(Json message) {
        ProtoPart part = ProtoPart.of(message);
        String kind = part.value().get("secretEncType").text();
        return part.name().equals("secretEncryptedMessage")
                && (MESSAGE_EDIT_NUMBER.equals(kind) || MESSAGE_EDIT.equals(kind))
                && target(message).coreId() != null;
    }

    /**
     * When an edit was made: the server's stamp is in seconds, too coarse for bots that edit several times in one; so
     * the sender's milliseconds are taken where their clock agrees with it.
     */
    static Json editedAt(Json payload, Json message) {
        Json stamp = payload.get("timestamp");
        Json precise = ProtoPart.instruction(message).get("timestampMs", "timestampMS");
        Instant server = Times.read(stamp);
        Instant sender = Times.read(precise);
        boolean agree = server != null
                && sender != null
                && Duration.between(server, sender).abs().compareTo(CLOCKS_AGREE) <= 0;
        return agree ? precise : stamp;
    }
}
