package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.MergedTable;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatLabelled;
import com.tradingsystem.whatsapp.event.InboundEvent.LabelChanged;
import com.tradingsystem.whatsapp.event.Stamped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes {@code labels} and {@code chat_labels}: of each the newest word holds. */
final class Labels {

    private static final Columns<Stamped<LabelChanged>> LABEL_COLUMNS = Columns.<Stamped<LabelChanged>>of()
            .text("session_name", t -> t.session().value())
            .text("label_id", t -> t.value().labelId())
            .text("name", t -> t.value().name())
            .text("color_hex", t -> t.value().colorHex())
            .bool("is_deleted", t -> t.value().deleted())
            .instant("changed_at", t -> t.value().at())
            .build();

    private static final MergedTable<Stamped<LabelChanged>> LABELS = MergedTable.of(
                    "labels", LABEL_COLUMNS, "session_name", "label_id")
            .newest("changed_at", "is_deleted", "name", "color_hex")
            .build();

    private static final Columns<Stamped<ChatLabelled>> CHAT_COLUMNS = Columns.<Stamped<ChatLabelled>>of()
            .text("session_name", t -> t.session().value())
            .text("chat_id", t -> t.value().chat().value())
            .text("label_id", t -> t.value().labelId())
            .bool("is_assigned", t -> t.value().added())
            .instant("changed_at", t -> t.value().at())
            .build();

    private static final MergedTable<Stamped<ChatLabelled>> CHATS = MergedTable.of(
                    "chat_labels", CHAT_COLUMNS, "session_name", "chat_id", "label_id")
            .newest("changed_at", "is_assigned")
            .build();

    private static final String MERGE_RENAMED = CHATS.distinct(
            "(select " + CHAT_COLUMNS.names().replace("chat_id", "kept_under as chat_id") + " from %s) as r");

    private Labels() {}

    static void write(Connection connection, List<Stamped<LabelChanged>> labels) throws SQLException {
        LABELS.merge(connection, labels);
    }

    static void writeChats(Connection connection, List<Stamped<ChatLabelled>> chats) throws SQLException {
        CHATS.merge(connection, chats);
    }

    /** Moves labelled chats from LIDs to phone numbers; returns how many rows. */
    static int rename(Connection connection, List<Renaming> renamings, int limit) throws SQLException {
        return Renaming.move(connection, renamings, "chat_labels", "chat_id", MERGE_RENAMED, limit);
    }
}
