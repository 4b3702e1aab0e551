package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code message_keys}: which message it is, as it was known when it was written, and where its row is.
 *
 * @param id the message's number
 * @param author null where {@code message_keys} has none
 */
record KeyRow(
        long id,
        SessionName session,
        Jid chat,
        String coreId,
        boolean fromMe,
        @Nullable Jid author,
        Instant timestamp) {

    static final Columns<KeyRow> PLACES = Columns.<KeyRow>of()
            .text("session_name", r -> r.session().value())
            .text("chat_id", r -> r.chat().value())
            .instant("\"timestamp\"", KeyRow::timestamp)
            .bigint("id", KeyRow::id)
            .build();
}
