package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import java.time.Instant;

/** A row of {@code message_keys}: where the message with this key is. */
record KeyRow(MessageKey key, long id, Jid chat, Instant timestamp) {

    static final Columns<KeyRow> PLACES = Columns.<KeyRow>of()
            .text("session_name", r -> r.key().session().value())
            .text("chat_id", r -> r.chat().value())
            .instant("\"timestamp\"", KeyRow::timestamp)
            .text("core_id", r -> r.key().coreId())
            .bool("is_from_me", r -> r.key().fromMe())
            .build();
}
