package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps {@code message_lids}: which messages still show which hidden id. */
final class LidRows {

    /** A message and a hidden id it shows. */
    record Entry(MessageKey key, Jid lid) {}

    private static final Columns<Entry> COLUMNS = Columns.<Entry>of()
            .text("session_name", e -> e.key().session().value())
            .text("lid", e -> e.lid().value())
            .text("core_id", e -> e.key().coreId())
            .bool("is_from_me", e -> e.key().fromMe())
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.message_lids (" + COLUMNS.names() + ") select "
            + COLUMNS.names("r") + " from " + COLUMNS.unnest("r") + " on conflict do nothing";

    private static final String DELETE = """
            delete from whatsapp_gateway.message_lids l using %s
             where l.session_name = r.session_name and l.lid = r.lid and l.core_id = r.core_id
               and l.is_from_me = r.is_from_me""".formatted(COLUMNS.unnest("r"));

    private static final String FIND = """
            select distinct core_id from (
              select core_id from whatsapp_gateway.message_lids
               where session_name = ? and lid = ? order by core_id limit ?) found""";

    private LidRows() {}

    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        if (!entries.isEmpty()) {
            COLUMNS.update(connection, INSERT, entries);
        }
    }

    static void delete(Connection connection, List<Entry> entries) throws SQLException {
        if (!entries.isEmpty()) {
            COLUMNS.update(connection, DELETE, entries);
        }
    }

    /** Up to {@code limit} messages that show the hidden id. */
    static Set<CoreRef> showing(Connection connection, SessionName session, Jid lid, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, session.value());
            statement.setString(2, lid.value());
            statement.setInt(3, limit);
            Set<CoreRef> found = new LinkedHashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new CoreRef(session, row.getString(1)));
                }
            }
            return found;
        }
    }
}
