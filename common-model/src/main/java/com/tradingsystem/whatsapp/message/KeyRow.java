package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code message_keys}: which message it is, as it was known when it was written, and where its row is.
 *
 * @param id the message's number
 * @param author null where {@code message_keys} has none
 */
public record KeyRow(
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

    /** Reads a row of {@code message_keys}. */
    public static KeyRow read(ResultSet row) throws SQLException {
        return new KeyRow(
                row.getLong("id"),
                new SessionName(row.getString("session_name")),
                Jid.stored(row.getString("chat_id")),
                row.getString("core_id"),
                row.getBoolean("is_from_me"),
                Jid.storedOrNull(row.getString("author")),
                SqlTime.get(row, "timestamp"));
    }
}
