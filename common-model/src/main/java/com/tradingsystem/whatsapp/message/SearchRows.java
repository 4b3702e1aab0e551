package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.search.FoldedMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes {@code message_search}: the words of each message that has any. */
final class SearchRows {

    private record Row(StoredMessage message, FoldedMessage words) {}

    private static final Columns<Row> COLUMNS = Columns.<Row>of()
            .bigint("message_number", r -> r.message.id())
            .text("session_name", r -> r.message.row().key().session().value())
            .text("chat_id", r -> r.message.row().chat().value())
            .instant("\"timestamp\"", r -> r.message.row().timestamp())
            .text("body", r -> r.words.body())
            .text("contact_name", r -> r.words.contactName())
            .text("filename", r -> r.words.filename())
            .text("marks", r -> r.words.marks())
            .build();

    /** {@code offset 0} keeps the vector from being made twice. Where the server finds no words there is no row. */
    private static final String INSERT = """
            insert into whatsapp_gateway.message_search (message_number, session_name, chat_id, "timestamp", vector)
            select message_number, session_name, chat_id, "timestamp", vector
              from (select r.*, %s as vector
                      from %s offset 0) words
             where vector <> ''
            on conflict (message_number) do update
               set chat_id = excluded.chat_id, "timestamp" = excluded."timestamp", vector = excluded.vector, fold = excluded.fold""".formatted(FoldedMessage.VECTOR, COLUMNS.unnest("r"));

    private static final Columns<Long> NUMBERS =
            Columns.<Long>of().bigint("message_number", number -> number).build();

    private static final String DELETE = """
            delete from whatsapp_gateway.message_search s using %s
             where s.message_number = r.message_number""".formatted(NUMBERS.unnest("r"));

    private SearchRows() {}

    /** Writes the words of messages that have no row yet. */
    static void insert(Connection connection, List<StoredMessage> messages) throws SQLException {
        List<Row> withWords = messages.stream()
                .map(message -> new Row(message, words(message.row())))
                .filter(row -> !row.words.isEmpty())
                .toList();
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

    private static FoldedMessage words(MessageRow row) {
        return FoldedMessage.of(
                row.body(), row.content().cardName(), row.content().fileName());
    }
}
