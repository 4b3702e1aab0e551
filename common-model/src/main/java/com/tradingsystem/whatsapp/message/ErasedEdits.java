package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.message.WrittenMessages.Erased;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Forgets the texts of the edits of erased messages; what others said about them is not theirs. */
final class ErasedEdits {

    private record Edits(Erased message, Jid chat, String editor) {}

    private static final Columns<Edits> COLUMNS = Columns.<Edits>of()
            .text("session_name", e -> e.message().key().session().value())
            .text("chat_id", e -> e.chat().value())
            .text("core_id", e -> e.message().key().coreId())
            .bool("is_from_me", e -> e.message().key().fromMe())
            .text("editor", Edits::editor)
            .build();

    private static final String ERASE = """
            update whatsapp_gateway.message_edits t
               set body = null
              from %s
             where t.session_name = r.session_name and t.chat_id = r.chat_id and t.core_id = r.core_id
               and t.is_from_me = r.is_from_me and (r.editor = '' or t.editor = r.editor) and t.body is not null""".formatted(COLUMNS.unnest("r"));

    private ErasedEdits() {}

    static void erase(Connection connection, List<Erased> erased) throws SQLException {
        List<Edits> edits = new ArrayList<>();
        for (Erased message : erased) {
            for (Jid chat : message.chats()) {
                if (message.authors().isEmpty()) {
                    edits.add(new Edits(message, chat, ""));
                }
                message.authors().forEach(author -> edits.add(new Edits(message, chat, author.value())));
            }
        }
        COLUMNS.run(connection, ERASE, edits);
    }
}
