package com.tradingsystem.whatsapp.waha.content;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.waha.json.Json;
import org.jspecify.annotations.Nullable;

/** What an engine's own message, or a reference to one, says of its identity. Any part may be missing. */
public record RawKey(
        @Nullable String coreId,
        @Nullable Boolean fromMe,
        @Nullable Jid chat,
        @Nullable Jid participant) {

    /** Nothing is known. */
    public static final RawKey NONE = new RawKey(null, null, null, null);

    /**
     * Reads an id in any of its forms: WAHA's full text, a bare core id, or the key objects of the engines.
     *
     * @return {@link #NONE} if there is nothing to read
     */
    public static RawKey read(Json id) {
        if (!id.isObject()) {
            return ofText(id.text());
        }
        RawKey serialized = ofText(id.get("_serialized").text());
        if (serialized.chat() != null) {
            return serialized;
        }
        return new RawKey(
                MessageId.coreIdOf(id.get("id", "ID").text()),
                id.get("fromMe").flag(),
                id.get("remoteJid", "remoteJID", "remote").jid(),
                id.get("participant").jid());
    }

    private static RawKey ofText(@Nullable String text) {
        MessageId full = MessageId.parse(text);
        if (full != null) {
            return new RawKey(full.coreId(), full.fromMe(), full.chat(), full.participant());
        }
        String core = MessageId.coreIdOf(text);
        return core == null ? NONE : new RawKey(core, null, null, null);
    }

    /**
     * Which message in which chat, without who sent it: all that a message that speaks of this one has in common with
     * it.
     */
    public RawKey withoutAuthor() {
        return new RawKey(coreId, null, chat, null);
    }

    /** This key, completed by what another one knows. */
    public RawKey or(RawKey other) {
        return new RawKey(
                coreId == null ? other.coreId : coreId,
                fromMe == null ? other.fromMe : fromMe,
                chat == null ? other.chat : chat,
                participant == null ? other.participant : participant);
    }
}
