package com.tradingsystem.whatsapp.session;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What the views over sessions have in common. */
final class SessionRows {

    private SessionRows() {}

    static SessionCounts.Counts counts(ResultSet row) throws SQLException {
        return new SessionCounts.Counts(
                row.getLong("total_messages_sent"),
                row.getLong("total_messages_received"),
                row.getLong("total_chats_count"),
                row.getLong("total_contacts_count"));
    }
}
