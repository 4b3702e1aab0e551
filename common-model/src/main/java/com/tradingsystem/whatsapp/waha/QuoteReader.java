package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawContent;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.dialect.EngineDialect;
import com.tradingsystem.whatsapp.waha.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads which message another one answers: WAHA's {@code replyTo}, the short form's {@code quotedMsg}, or the
 * engine's word.
 */
final class QuoteReader {

    private QuoteReader() {}

    /** WAHA looks for quotes in the outermost layer of a message only; the engine's message often knows more. */
    static @Nullable Quote read(Json payload, RawContent raw, EngineDialect dialect) {
        Json reply = payload.get("replyTo", "quotedMsg");
        Quote known = raw.quote() == null ? new Quote(null, null, null) : raw.quote();
        RawKey key = RawKey.read(reply.get("id"));
        String coreId = key.coreId() == null ? known.coreId() : key.coreId();
        Jid participant = reply.get("participant").jid();
        if (participant == null) {
            participant = key.participant() == null ? known.participant() : key.participant();
        }
        String body = body(reply, dialect);
        if (body == null) {
            body = known.body();
        }
        return coreId == null && participant == null && body == null ? null : new Quote(coreId, participant, body);
    }

    /** On browser engines the body of a quoted place or picture is its thumbnail. */
    private static @Nullable String body(Json reply, EngineDialect dialect) {
        MessageContent quoted = dialect.quoted(reply.get("_data")).content();
        boolean isKnown = !(quoted instanceof Other other && other.type().equals("unknown"));
        return isKnown ? quoted.body() : reply.get("body").text();
    }
}
