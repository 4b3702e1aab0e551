package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.MessageKey;
import java.util.List;

/** Writes {@code message_search}: the words of each message that has any. */
final class SearchRows {

    private static final Columns<MessageRow> COLUMNS = Columns.<MessageRow>of()
            .text("session_name", r -> r.key().session().value())
            .text("core_id", r -> r.key().coreId())
            .bool("is_from_me", r -> r.key().fromMe())
            .text("chat_id", r -> r.chat().value())
            .instant("\"timestamp\"", MessageRow::timestamp)
            .text("body", MessageRow::body)
            .text("filename", r -> r.content().fileName())
            .text("contact_name", r -> r.content().cardName())
            .build();

    /** {@code offset 0} keeps the vector from being made twice. */
    private static final String INSERT = """
            insert into whatsapp_gateway.message_search (session_name, core_id, is_from_me, chat_id, "timestamp", vector)
            select session_name, core_id, is_from_me, chat_id, "timestamp", vector
              from (select r.*, whatsapp_gateway.search_vector(r.body, r.filename, r.contact_name) as vector
                      from %s offset 0) words
             where vector <> ''
            on conflict (session_name, core_id, is_from_me) do update
               set chat_id = excluded.chat_id, "timestamp" = excluded."timestamp", vector = excluded.vector""".formatted(COLUMNS.unnest("r"));

    private static final Columns<MessageKey> KEYS = Columns.<MessageKey>of()
            .text("session_name", k -> k.session().value())
            .text("core_id", MessageKey::coreId)
            .bool("is_from_me", MessageKey::fromMe)
            .build();

    private static final String DELETE = """
            delete from whatsapp_gateway.message_search s using %s
             where s.session_name = r.session_name and s.core_id = r.core_id and s.is_from_me = r.is_from_me""".formatted(KEYS.unnest("r"));

    private SearchRows() {}

    /** Writes the words of messages that have no row yet. */
    static void insert(Pipeline pipeline, List<MessageRow> rows) {
        List<MessageRow> withWords = rows.stream().filter(SearchRows::hasWords).toList();
        if (!withWords.isEmpty()) {
            COLUMNS.write(pipeline, INSERT, withWords);
        }
    }

    /** Forgets what was written of messages. */
    static void delete(Pipeline pipeline, List<MessageKey> keys) {
        if (!keys.isEmpty()) {
            KEYS.write(pipeline, DELETE, keys);
        }
    }

    private static boolean hasWords(MessageRow row) {
        return row.body() != null
                || row.content().fileName() != null
                || row.content().cardName() != null;
    }
}
