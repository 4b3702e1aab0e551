package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Columns;
import java.util.List;
import java.util.Objects;

/** Lets {@code message_keys} follow rows that move; they are inserted together with their rows, by {@link MessageTable}. */
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

    private static final String MOVE = """
            update whatsapp_gateway.message_keys k
               set chat_id = r.chat_id, "timestamp" = r."timestamp", message_type = r.message_type, has_media = r.has_media
              from %s
             where k.session_name = r.session_name and k.core_id = r.core_id and k.is_from_me = r.is_from_me""".formatted(COLUMNS.unnest("r"));

    private MessageKeys() {}

    /** Lets keys that are there follow their rows. */
    static void move(Pipeline pipeline, List<MessageRow> rows) {
        if (!rows.isEmpty()) {
            COLUMNS.write(pipeline, MOVE, rows);
        }
    }

    private static Details details(MessageRow row) {
        return Objects.requireNonNull(row.content().details());
    }
}
