package com.tradingsystem.whatsapp.gateway.search;

import com.tradingsystem.whatsapp.persistence.ArchiveRows;
import com.tradingsystem.whatsapp.persistence.TestDatabase;
import com.tradingsystem.whatsapp.search.FoldedMessage;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Puts messages into an archive together with their words, as the writer does. */
final class SearchableRows {

    private final TestDatabase database;
    private final ArchiveRows rows;

    SearchableRows(TestDatabase database, ArchiveRows rows) {
        this.database = database;
        this.rows = rows;
    }

    SearchableRows message(String chat, String time, String coreId, String body, Map<String, Object> columns) {
        Map<String, Object> all = new HashMap<>(columns);
        all.put("body", body);
        rows.message(chat, Instant.parse(time), coreId, all);
        index(rows.number(coreId), FoldedMessage.of(body, null, (String) columns.get("media_filename")));
        return this;
    }

    private void index(long number, FoldedMessage words) {
        database.jdbc()
                .sql("""
                        insert into whatsapp_gateway.message_search (message_number, session_name, chat_id, "timestamp", vector)
                        select k.id, k.session_name, k.chat_id, k."timestamp", %s
                          from whatsapp_gateway.message_keys k,
                               (select :body::text, :contact_name::text, :filename::text, :marks::text) r (body, contact_name, filename, marks)
                         where k.id = :number""".formatted(FoldedMessage.VECTOR))
                .param("body", words.body(), Types.VARCHAR)
                .param("contact_name", words.contactName(), Types.VARCHAR)
                .param("filename", words.filename(), Types.VARCHAR)
                .param("marks", words.marks(), Types.VARCHAR)
                .param("number", number)
                .update();
    }
}
