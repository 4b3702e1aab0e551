package com.tradingsystem.whatsapp.contact;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Renaming;
import com.tradingsystem.whatsapp.event.InboundEvent.ChatLabelled;
import com.tradingsystem.whatsapp.event.InboundEvent.LabelChanged;
import com.tradingsystem.whatsapp.event.Stamped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes {@code labels} and {@code chat_labels}: of each the newest word holds. */
final class Labels {

    private static final Columns<Stamped<LabelChanged>> LABELS = Columns.<Stamped<LabelChanged>>of()
            .text("session_name", t -> t.session().value())
            .text("label_id", t -> t.value().labelId())
            .text("name", t -> t.value().name())
            .text("color_hex", t -> t.value().colorHex())
            .bool("is_deleted", t -> t.value().deleted())
            .instant("changed_at", t -> t.value().at())
            .build();

    private static final String MERGE_LABELS = """
            insert into whatsapp_gateway.labels as t (session_name, label_id, name, color_hex, is_deleted, changed_at)
            select distinct on (session_name, label_id) session_name, label_id, name, color_hex, is_deleted, changed_at
              from %s
             order by session_name, label_id, changed_at desc, is_deleted desc,
                   coalesce(name, '') collate "C" desc, coalesce(color_hex, '') collate "C" desc
            on conflict (session_name, label_id) do update
               set name = excluded.name, color_hex = excluded.color_hex, is_deleted = excluded.is_deleted,
                   changed_at = excluded.changed_at
             where (excluded.changed_at, excluded.is_deleted, coalesce(excluded.name, '') collate "C",
                    coalesce(excluded.color_hex, '') collate "C")
                 > (t.changed_at, t.is_deleted, coalesce(t.name, '') collate "C", coalesce(t.color_hex, '') collate "C")""".formatted(LABELS.unnest("r"));

    private static final Columns<Stamped<ChatLabelled>> CHATS = Columns.<Stamped<ChatLabelled>>of()
            .text("session_name", t -> t.session().value())
            .text("chat_id", t -> t.value().chat().value())
            .text("label_id", t -> t.value().labelId())
            .bool("is_assigned", t -> t.value().added())
            .instant("changed_at", t -> t.value().at())
            .build();

    private static final String MERGE_CHATS = """
            insert into whatsapp_gateway.chat_labels as t (session_name, chat_id, label_id, is_assigned, changed_at)
            select distinct on (session_name, chat_id, label_id) session_name, chat_id, label_id, is_assigned, changed_at
              from %s
             order by session_name, chat_id, label_id, changed_at desc, is_assigned desc
            on conflict (session_name, chat_id, label_id) do update
               set is_assigned = excluded.is_assigned, changed_at = excluded.changed_at
             where (excluded.changed_at, excluded.is_assigned) > (t.changed_at, t.is_assigned)""";

    private Labels() {}

    static void write(Connection connection, List<Stamped<LabelChanged>> labels) throws SQLException {
        if (!labels.isEmpty()) {
            LABELS.run(connection, MERGE_LABELS, labels);
        }
    }

    static void writeChats(Connection connection, List<Stamped<ChatLabelled>> chats) throws SQLException {
        if (!chats.isEmpty()) {
            CHATS.run(connection, MERGE_CHATS.formatted(CHATS.unnest("r")), chats);
        }
    }

    /** Moves labelled chats from LIDs to phone numbers; returns how many rows. */
    static int rename(Connection connection, List<Renaming> renamings, int limit) throws SQLException {
        String renamed = CHATS.names().replace("chat_id", "kept_under as chat_id");
        String merge = MERGE_CHATS.replace("%s", "(select " + renamed + " from %s) as r");
        return Renaming.move(connection, renamings, "chat_labels", "chat_id", merge, limit);
    }
}
