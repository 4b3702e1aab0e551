package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.waha.content.RawContent;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The questions to which WAHA's engines give different answers. WAHA's own fields are read before any is asked.
 *
 * <p>A {@code payload} is what WAHA made; a {@code message} is the engine's own message, which WAHA passes on under
 * {@code _data} and about which it promises nothing.
 */
public sealed interface EngineDialect permits BrowserDialect, ProtoDialect {

    /** The dialect of an engine; of one that is not known, the one that its raw message looks most like. */
    static EngineDialect of(@Nullable String engine, Json payload) {
        return switch (engine == null ? "" : engine.toUpperCase(Locale.ROOT)) {
            case "NOWEB" -> new NowebDialect();
            case "GOWS" -> new GowsDialect();
            case "WEBJS" -> new WebjsDialect();
            case "WPP" -> new WppDialect();
            default -> resembling(payload.get("_data").or(payload.get("after").get("_data")));
        };
    }

    private static EngineDialect resembling(Json message) {
        if (message.get("Info", "Message", "MessageIDs").isThere()) {
            return new GowsDialect();
        }
        return message.get("key").isObject() || message.get("message").isObject()
                ? new NowebDialect()
                : new WebjsDialect();
    }

    /** The engine's own message behind the payload of a message or an edit; nothing where there is none. */
    Json message(Json payload);

    /** What it says of its identity. */
    RawKey key(Json message);

    /** When it says that it was sent. */
    Json sentAt(Json message);

    /** The name its author chose for themself. */
    @Nullable
    String pushName(Json message);

    /** Which LIDs and phone numbers it puts side by side. */
    void collectPairs(Json message, LidPairs pairs);

    /** What it says. */
    RawContent content(Json message);

    /** What the message says that another one quotes, in the form in which engines attach it. */
    RawContent quoted(Json message);

    /** Who acknowledged, where a receipt of a shared chat tells. */
    @Nullable
    Jid acknowledger(Json payload);

    /** When they did, by ack; further acks than the one told where a receipt brings several at once. */
    Map<Ack, Json> acknowledgedAt(Json payload, Ack ack);

    /** The message that an edit is about, where WAHA does not name it. */
    RawKey edited(Json payload);

    /** Whether a message is such an edit, in a form that WAHA takes for a message of its own. */
    boolean isEdit(Json message);

    /** When it was edited. */
    Json editedAt(Json payload);

    /** The message that was deleted, where WAHA does not name it. */
    RawKey revoked(Json payload);

    /** When it was deleted. */
    Json revokedAt(Json payload);
}
