package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes {@code message_search}: the words of each message that has any. */
final class SearchRows {

    private static final Columns<StoredMessage> COLUMNS = Columns.<StoredMessage>of()
            .bigint("message_number", StoredMessage::id)
            .text("session_name", m -> m.row().key().session().value())
            .text("chat_id", m -> m.row().chat().value())
            .instant("\"timestamp\"", m -> m.row().timestamp())
            .text("body", m -> m.row().body())
            .text("filename", m -> m.row().content().fileName())
            .text("contact_name", m -> m.row().content().cardName())
            .build();

    /** {@code offset 0} keeps the vector from being made twice. */
    private static final String INSERT = """
            insert into whatsapp_gateway.message_search (message_number, session_name, chat_id, "timestamp", vector)
            select message_number, session_name, chat_id, "timestamp", vector
              from (select r.*, whatsapp_gateway.search_vector(r.body, r.filename, r.contact_name) as vector
                      from %s offset 0) words
             where vector <> ''
            on conflict (message_number) do update
               set chat_id = excluded.chat_id, "timestamp" = excluded."timestamp", vector = excluded.vector""".formatted(COLUMNS.unnest("r"));

    private static final Columns<Long> NUMBERS =
            Columns.<Long>of().bigint("message_number", number -> number).build();

    private static final String DELETE = """
            delete from whatsapp_gateway.message_search s using %s
             where s.message_number = r.message_number""".formatted(NUMBERS.unnest("r"));

    private SearchRows() {}

    /** Writes the words of messages that have no row yet. */
    static void insert(Connection connection, List<StoredMessage> messages) throws SQLException {
        List<StoredMessage> withWords =
                messages.stream().filter(m -> hasWords(m.row())).toList();
        if (!withWords.isEmpty()) {
            COLUMNS.run(connection, INSERT, withWords);
        }
    }

    /** Forgets what was written of messages. */
    static void delete(Connection connection, List<Long> numbers) throws SQLException {
        if (!numbers.isEmpty()) {
            NUMBERS.run(connection, DELETE, numbers);
        }
    }

    private static boolean hasWords(MessageRow row) {
        return row.body() != null
                || row.content().fileName() != null
                || row.content().cardName() != null;
    }
}
