package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.waha.content.FlatContent;
import com.tradingsystem.whatsapp.waha.content.RawContent;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What WEBJS and WPP have in common: both drive WhatsApp Web in a browser and pass on the flat messages it keeps.
 * There, an edited or deleted message stays the same object with the same id and time, so the time of the deed is in
 * a field of its own.
 */
sealed interface BrowserDialect extends EngineDialect permits WebjsDialect, WppDialect {

    @Override
    default RawKey key(Json message) {
        RawKey key = RawKey.read(message.get("id"));
        return key.or(new RawKey(
                null,
                message.get("fromMe").flag(),
                message.get("chatId").jid(),
                message.get("author").jid()));
    }

    @Override
    default Json sentAt(Json message) {
        return message.get("t", "timestamp");
    }

    @Override
    default @Nullable String pushName(Json message) {
        String name = message.get("notifyName", "pushName").text();
        return name == null ? message.get("sender", "senderObj").get("pushname").text() : name;
    }

    /** A browser knows contacts under both addresses, and attaches the author as one where it has it. */
    @Override
    default void collectPairs(Json message, LidPairs pairs) {
        Json sender = message.get("sender", "senderObj");
        pairs.add(sender.get("id").jid(), sender.get("phoneNumber").jid());
        pairs.add(sender.get("id").jid(), sender.get("lid").jid());
    }

    @Override
    default RawContent content(Json message) {
        return FlatContent.read(message);
    }

    @Override
    default RawContent quoted(Json message) {
        return FlatContent.read(message);
    }

    @Override
    default RawKey edited(Json payload) {
        return key(message(payload)).or(RawKey.read(payload.get("id")));
    }

    /** In a browser an edit is but a change of the message itself. */
    @Override
    default boolean isEdit(Json message) {
        return false;
    }

    @Override
    default Json editedAt(Json payload) {
        return message(payload).get("latestEditSenderTimestampMs");
    }

    @Override
    default Json revokedAt(Json payload) {
        return message(payload.get("after")).get("revokeTimestamp");
    }
}
