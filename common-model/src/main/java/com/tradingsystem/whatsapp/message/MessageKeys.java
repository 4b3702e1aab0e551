package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes {@code message_keys}: which messages there are and where. */
final class MessageKeys {

    private static final Columns<MessageRow> COLUMNS = Columns.<MessageRow>of()
            .text("session_name", r -> r.key().session().value())
            .text("core_id", r -> r.key().coreId())
            .bool("is_from_me", r -> r.key().fromMe())
            .text("chat_id", r -> r.chat().value())
            .instant("\"timestamp\"", MessageRow::timestamp)
            .text("message_type", r -> details(r).type())
            .bool("has_media", r -> details(r).media() != null)
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.message_keys (" + COLUMNS.names() + ") select "
            + COLUMNS.names("r") + " from " + COLUMNS.unnest("r") + " returning session_name, core_id, is_from_me, id";

    private static final String MOVE = """
            update whatsapp_gateway.message_keys k
               set chat_id = r.chat_id, "timestamp" = r."timestamp", message_type = r.message_type, has_media = r.has_media
              from %s
             where k.session_name = r.session_name and k.core_id = r.core_id and k.is_from_me = r.is_from_me""".formatted(COLUMNS.unnest("r"));

    private MessageKeys() {}

    /** Adds keys that are not there yet; the ids they got. */
    static Map<MessageKey, Long> insert(Connection connection, List<MessageRow> rows) throws SQLException {
        Map<MessageKey, Long> ids = new HashMap<>();
        if (!rows.isEmpty()) {
            COLUMNS.query(
                            connection,
                            INSERT,
                            rows,
                            row -> Map.entry(
                                    new MessageKey(
                                            new SessionName(row.getString(1)), row.getString(2), row.getBoolean(3)),
                                    row.getLong(4)))
                    .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
        }
        return ids;
    }

    /** Lets keys that are there follow their rows. */
    static void move(Connection connection, List<MessageRow> rows) throws SQLException {
        if (!rows.isEmpty()) {
            COLUMNS.update(connection, MOVE, rows);
        }
    }

    private static Details details(MessageRow row) {
        return Objects.requireNonNull(row.content().details());
    }
}
