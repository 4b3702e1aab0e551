package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WEBJS, on the library whatsapp-web.js. Also the default for messages that look like no engine's. */
record WebjsDialect() implements BrowserDialect {

    /** An edit is wrapped as {@code {message, newBody, prevBody}}. */
    @Override
    public Json message(Json payload) {
        Json data = payload.get("_data");
        Json wrapped = data.get("message");
        return wrapped.isObject() ? wrapped.get("_data").or(wrapped) : data;
    }

    @Override
    public @Nullable Jid acknowledger(Json payload) {
        return payload.get("participant").jid();
    }

    /**
     * Receipts of groups are attached as they came over the wire; those of direct chats bring the message's own time.
     */
    @Override
    public Map<Ack, Json> acknowledgedAt(Json payload, Ack ack) {
        return Map.of(ack, payload.get("_data").get("attrs").get("t"));
    }

    /**
     * {@code before} is there only if the browser still had the message, and users of WAHA found the wrong one in it.
     */
    @Override
    public RawKey revoked(Json payload) {
        Json after = payload.get("after");
        return RawKey.read(message(after).get("protocolMessageKey"))
                .or(RawKey.read(after.get("id")))
                .or(RawKey.read(payload.get("before").get("id")));
    }
}
