package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes {@code message_keys}: which messages there are and where. */
final class MessageKeys {

    private static final Columns<MessageRow> COLUMNS = columns(Columns.of());

    private static final String INSERT = "insert into whatsapp_gateway.message_keys (" + COLUMNS.names() + ") select "
            + COLUMNS.names("r") + " from " + COLUMNS.unnest("r")
            + " returning session_name, chat_id, core_id, is_from_me, author, id, \"timestamp\"";

    private static final Columns<StoredMessage> NUMBERED = Columns.<StoredMessage>of()
            .bigint("id", StoredMessage::id)
            .text("chat_id", m -> m.row().chat().value())
            .text("author", m -> author(m.row()))
            .instant("\"timestamp\"", m -> m.row().timestamp())
            .text("message_type", m -> details(m.row()).type())
            .bool("has_media", m -> details(m.row()).media() != null)
            .build();

    private static final String MOVE = """
            update whatsapp_gateway.message_keys k
               set chat_id = r.chat_id, author = r.author, "timestamp" = r."timestamp", message_type = r.message_type,
                   has_media = r.has_media
              from %s
             where k.id = r.id""".formatted(NUMBERED.unnest("r"));

    private static final Columns<StoredMessage> AUTHORS = Columns.<StoredMessage>of()
            .bigint("id", StoredMessage::id)
            .text("author", m -> author(m.row()))
            .build();

    private static final String RENAME =
            "update whatsapp_gateway.message_keys k set author = r.author from %s where k.id = r.id"
                    .formatted(AUTHORS.unnest("r"));

    private MessageKeys() {}

    /** Adds keys that are not there yet; the numbers they got. */
    static Map<MessageKey, Long> insert(Connection connection, List<MessageRow> rows) throws SQLException {
        Map<MessageKey, Long> numbers = new HashMap<>();
        if (!rows.isEmpty()) {
            Map<MessageKey, MessageKey> byStored = new HashMap<>();
            rows.forEach(row -> byStored.put(stored(row.key(), row.state().author()), row.key()));
            COLUMNS.query(connection, INSERT, rows, StoredMessages::key)
                    .forEach(row -> numbers.put(Objects.requireNonNull(byStored.get(stored(row))), row.id()));
        }
        return numbers;
    }

    /** A key with the author's address as it is stored. */
    private static MessageKey stored(MessageKey key, @Nullable Jid author) {
        return new MessageKey(key.session(), key.chat(), key.coreId(), key.fromMe(), author);
    }

    private static MessageKey stored(KeyRow row) {
        return new MessageKey(row.session(), row.chat(), row.coreId(), row.fromMe(), row.author());
    }

    /** Lets keys that are there follow their rows. */
    static void move(Connection connection, List<StoredMessage> messages) throws SQLException {
        if (!messages.isEmpty()) {
            NUMBERED.update(connection, MOVE, messages);
        }
    }

    /** Writes authors who are known by another address now. */
    static void rename(Connection connection, List<StoredMessage> messages) throws SQLException {
        if (!messages.isEmpty()) {
            AUTHORS.update(connection, RENAME, messages);
        }
    }

    /** Empty where there is none, as it is part of the key. */
    private static String author(MessageRow row) {
        Jid author = row.state().author();
        return author == null ? "" : author.value();
    }

    private static Columns<MessageRow> columns(Columns.Builder<MessageRow> columns) {
        return columns.text("session_name", r -> r.key().session().value())
                .text("core_id", r -> r.key().coreId())
                .bool("is_from_me", r -> r.key().fromMe())
                .text("chat_id", r -> r.chat().value())
                .text("author", MessageKeys::author)
                .instant("\"timestamp\"", MessageRow::timestamp)
                .text("message_type", r -> details(r).type())
                .bool("has_media", r -> details(r).media() != null)
                .build();
    }

    private static Details details(MessageRow row) {
        return Objects.requireNonNull(row.content().details());
    }
}
