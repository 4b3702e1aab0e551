package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Plans;
import com.tradingsystem.whatsapp.batch.Timestamps;
import com.tradingsystem.whatsapp.identity.Jid;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes rows of {@code messages}. Every statement names the exact times, so that it plans for their chunks alone. */
final class MessageTable {

    static final Columns<StoredMessage> KEY = Columns.<StoredMessage>of()
            .text("session_name", r -> r.row().key().session().value())
            .text("chat_id", r -> r.row().chat().value())
            .instant("\"timestamp\"", r -> r.row().timestamp())
            .bigint("id", StoredMessage::id)
            .build();

    /** What changes without the content changing. */
    private static Columns.Builder<StoredMessage> shown(Columns.Builder<StoredMessage> columns) {
        return columns.text("from_whatsapp_id", r -> r.row().content().author().value())
                .text("from_lid", r -> value(r.row().authorLid()))
                .text("to_whatsapp_id", r -> value(r.row().content().recipient()))
                .text("quoted_participant", r -> value(r.row().content().quotedAuthor()))
                .text("body", r -> r.row().body())
                .text("original_body", r -> r.row().originalBody())
                .instant("edited_at", r -> r.row().editedAt())
                .integer("ack", r -> r.row().state().ack().level())
                .instant("ack_timestamp", r -> r.row().state().ack().at())
                .bool("ack_error", r -> r.row().state().ack().failed())
                .bool("is_deleted", r -> r.row().deletedAt() != null)
                .instant("deleted_at", r -> r.row().deletedAt())
                .text("deleted_by", r -> value(r.row().deletedBy()))
                .integer("time_rank", r -> r.row().state().time().rank());
    }

    private static Columns.Builder<StoredMessage> key() {
        return Columns.<StoredMessage>of()
                .text("session_name", r -> r.row().key().session().value())
                .text("chat_id", r -> r.row().chat().value())
                .instant("\"timestamp\"", r -> r.row().timestamp())
                .bigint("id", StoredMessage::id);
    }

    static final Columns<StoredMessage> SHOWN = shown(key()).build();

    private static final Columns<StoredMessage> ALL = StoredDetails.COLUMNS
            .addTo(
                    shown(key())
                            .text("core_id", r -> r.row().key().coreId())
                            .bool("is_from_me", r -> r.row().key().fromMe())
                            .text("message_id", r -> r.row().content().messageId())
                            .text("media_filename", r -> r.row().content().fileName())
                            .text("contact_name", r -> r.row().content().cardName())
                            .integer(
                                    "content_rank",
                                    r -> r.row().state().content().rank())
                            .instant(
                                    "content_at", r -> r.row().state().content().at())
                            .text(
                                    "content_event",
                                    r -> r.row().state().content().event())
                            .instant("created_at", StoredMessage::createdAt),
                    r -> Objects.requireNonNull(r.row().content().details()))
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.messages (" + ALL.names() + ") select "
            + ALL.names("r").replace("r.created_at", "coalesce(r.created_at, clock_timestamp())") + " from "
            + ALL.unnest("r");

    private static final String SAME_ROW = """
               m.session_name = r.session_name and m.chat_id = r.chat_id and m."timestamp" = r."timestamp" and m.id = r.id
               and m."timestamp" = any (?)""";

    static final String UPDATE = """
            update whatsapp_gateway.messages m
               set from_whatsapp_id = r.from_whatsapp_id, from_lid = r.from_lid, to_whatsapp_id = r.to_whatsapp_id,
                   quoted_participant = r.quoted_participant, body = r.body, original_body = r.original_body,
                   edited_at = r.edited_at, ack = r.ack, ack_timestamp = r.ack_timestamp, ack_error = r.ack_error,
                   is_deleted = r.is_deleted, deleted_at = r.deleted_at, deleted_by = r.deleted_by,
                   time_rank = r.time_rank, updated_at = clock_timestamp()
              from %s
             where %s""".formatted(SHOWN.unnest("r"), SAME_ROW);

    static final String DELETE =
            "delete from whatsapp_gateway.messages m using " + KEY.unnest("r") + " where " + SAME_ROW;

    private MessageTable() {}

    static void insert(Connection connection, List<StoredMessage> rows) throws SQLException {
        if (!rows.isEmpty()) {
            ALL.run(connection, INSERT, rows);
        }
    }

    /** Updates what can change while chat, time and content stay. */
    static void update(Connection connection, List<StoredMessage> rows) throws SQLException {
        if (!rows.isEmpty()) {
            run(connection, SHOWN, UPDATE, rows);
        }
    }

    static void delete(Connection connection, List<StoredMessage> rows) throws SQLException {
        if (!rows.isEmpty()) {
            run(connection, KEY, DELETE, rows);
        }
    }

    private static void run(Connection connection, Columns<StoredMessage> columns, String sql, List<StoredMessage> rows)
            throws SQLException {
        Object times = Timestamps.array(
                connection, rows.stream().map(r -> r.row().timestamp()).toList());
        Plans.custom(connection, () -> {
            columns.run(connection, sql, rows, times);
            return null;
        });
    }

    private static @Nullable String value(@Nullable Jid jid) {
        return jid == null ? null : jid.value();
    }
}
