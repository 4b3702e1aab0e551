package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps {@code message_aliases}: the full ids of messages that were seen under more than one. Nothing is concluded from them: the
 * sender chooses the core id, so that two ids that share one tell nothing about who is who.
 */
final class FullIds {

    private record Alias(long message, String messageId) {}

    private static final Columns<Alias> COLUMNS = Columns.<Alias>of()
            .bigint("message_number", Alias::message)
            .text("message_id", Alias::messageId)
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.message_aliases (" + COLUMNS.names()
            + ") select " + COLUMNS.names("r") + " from " + COLUMNS.unnest("r") + " on conflict do nothing";

    private FullIds() {}

    /** @param ids per message all full ids it is known under */
    static void insert(Connection connection, Map<Long, Set<String>> ids) throws SQLException {
        List<Alias> aliases = new ArrayList<>();
        ids.forEach((message, seen) -> {
            if (seen.size() > 1) {
                seen.forEach(id -> aliases.add(new Alias(message, id)));
            }
        });
        if (!aliases.isEmpty()) {
            COLUMNS.run(connection, INSERT, aliases);
        }
    }
}
