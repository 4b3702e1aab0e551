package com.tradingsystem.whatsapp.waha.dialect;

import com.tradingsystem.whatsapp.waha.content.ProtoContent;
import com.tradingsystem.whatsapp.waha.content.RawContent;
import com.tradingsystem.whatsapp.waha.content.RawKey;
import com.tradingsystem.whatsapp.waha.json.Json;

/** What the engines have in common that pass on messages of WhatsApp's protocol as the phone sent them. */
sealed interface ProtoDialect extends EngineDialect permits GowsDialect, NowebDialect {

    /** The protocol's message in the engine's own. */
    Json proto(Json message);

    @Override
    default Json message(Json payload) {
        return payload.get("_data");
    }

    @Override
    default RawContent content(Json message) {
        return ProtoContent.read(proto(message));
    }

    @Override
    default RawContent quoted(Json message) {
        return ProtoContent.read(message);
    }

    @Override
    default RawKey edited(Json payload) {
        return ProtoInstruction.target(proto(message(payload)));
    }

    @Override
    default boolean isEdit(Json message) {
        return ProtoInstruction.isEncryptedEdit(proto(message));
    }

    @Override
    default Json editedAt(Json payload) {
        return ProtoInstruction.editedAt(payload, proto(message(payload)));
    }

    @Override
    default RawKey revoked(Json payload) {
        return ProtoInstruction.target(proto(message(payload.get("after")).or(payload.get("_data"))));
    }

    @Override
    default Json revokedAt(Json payload) {
        return payload.get("after").get("timestamp");
    }
}
