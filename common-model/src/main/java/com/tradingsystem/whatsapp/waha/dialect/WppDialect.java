package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WPP, on the library WPPConnect, since WAHA 2026.3.1. */
record WppDialect() implements BrowserDialect {

    /** An edit or an ack is wrapped as {@code [chat, id, msg]} or {@code {chat, id, msg}}, by the library's version. */
    @Override
    public Json message(Json payload) {
        Json data = payload.get("_data");
        for (Json item : data.items()) {
            if (item.get("type").isThere()) {
                return item;
            }
        }
        Json wrapped = data.get("msg", "message");
        return wrapped.isObject() ? wrapped : data;
    }

    /** {@code participant} is the author of the message here, and who acknowledged it is not told. */
    @Override
    public @Nullable Jid acknowledger(Json payload) {
        return null;
    }

    @Override
    public Map<Ack, Json> acknowledgedAt(Json payload, Ack ack) {
        return Map.of();
    }

    /** {@code after} and {@code before} are mere keys, of the revocation and of what it deletes. */
    @Override
    public RawKey revoked(Json payload) {
        return RawKey.read(payload.get("_data").get("refId")).or(RawKey.read(payload.get("before")));
    }
}
