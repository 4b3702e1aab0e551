package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.identity.Jid;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Writes {@code message_keys}: which messages there are and where. */
final class MessageKeys {

    private static final Columns<StoredMessage> COLUMNS = Columns.<StoredMessage>of()
            .bigint("id", StoredMessage::id)
            .text("session_name", m -> m.row().key().session().value())
            .text("core_id", m -> m.row().key().coreId())
            .bool("is_from_me", m -> m.row().key().fromMe())
            .text("chat_id", m -> m.row().chat().value())
            .text("author", m -> author(m.row()))
            .instant("\"timestamp\"", m -> m.row().timestamp())
            .text("message_type", m -> details(m.row()).messageType())
            .bool("has_media", m -> details(m.row()).hasMedia())
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.message_keys (" + COLUMNS.names()
            + ") overriding system value select " + COLUMNS.names("r") + " from " + COLUMNS.unnest("r");

    private static final Columns<Integer> PLACES =
            Columns.<Integer>of().integer("place", place -> place).build();

    private static final String NUMBERS =
            "select nextval('whatsapp_gateway.message_keys_id_seq') from " + PLACES.unnest("r");

    private static final Columns<StoredMessage> NUMBERED = Columns.<StoredMessage>of()
            .bigint("id", StoredMessage::id)
            .text("chat_id", m -> m.row().chat().value())
            .text("author", m -> author(m.row()))
            .instant("\"timestamp\"", m -> m.row().timestamp())
            .text("message_type", m -> details(m.row()).messageType())
            .bool("has_media", m -> details(m.row()).hasMedia())
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

    /** Asks for the numbers of so many new messages. Those that nobody uses are lost. */
    static Pipeline.Answer<Long> numbers(Connection connection, int count) throws SQLException {
        return count == 0
                ? List::of
                : PLACES.ask(
                        connection, NUMBERS, IntStream.range(0, count).boxed().toList(), row -> row.getLong(1));
    }

    /** Adds keys that are not there yet. */
    static void insert(Connection connection, List<StoredMessage> messages) throws SQLException {
        if (!messages.isEmpty()) {
            COLUMNS.run(connection, INSERT, messages);
        }
    }

    /** Lets keys that are there follow their rows. */
    static void move(Connection connection, List<StoredMessage> messages) throws SQLException {
        if (!messages.isEmpty()) {
            NUMBERED.run(connection, MOVE, messages);
        }
    }

    /** Writes authors who are known by another address now. */
    static void rename(Connection connection, List<StoredMessage> messages) throws SQLException {
        if (!messages.isEmpty()) {
            AUTHORS.run(connection, RENAME, messages);
        }
    }

    /** Empty where there is none, as it is part of the key. */
    private static String author(MessageRow row) {
        Jid author = row.state().author();
        return author == null ? "" : author.value();
    }

    private static Details details(MessageRow row) {
        return Objects.requireNonNull(row.content().details()).details();
    }
}
