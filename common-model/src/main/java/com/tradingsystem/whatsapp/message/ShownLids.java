package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Keeps {@code message_lids}: which messages still show which LID. */
final class ShownLids {

    /** A message and a LID it shows. */
    record Entry(SessionName session, Jid lid, long message) {}

    private static final Columns<Entry> COLUMNS = Columns.<Entry>of()
            .text("session_name", e -> e.session().value())
            .text("lid", e -> e.lid().value())
            .bigint("message_number", Entry::message)
            .build();

    private static final String INSERT = "insert into whatsapp_gateway.message_lids (" + COLUMNS.names() + ") select "
            + COLUMNS.names("r") + " from " + COLUMNS.unnest("r") + " on conflict do nothing";

    private static final String DELETE = """
            delete from whatsapp_gateway.message_lids l using %s
             where l.session_name = r.session_name and l.lid = r.lid and l.message_number = r.message_number""".formatted(COLUMNS.unnest("r"));

    private static final Columns<SessionLid> LIDS = Columns.<SessionLid>of()
            .text("session_name", l -> l.session().value())
            .text("lid", l -> l.lid().value())
            .build();

    private static final String FIND = """
            select k.*
              from (select distinct f.message_number
                      from (select l.message_number
                              from %s
                              join whatsapp_gateway.message_lids l on l.session_name = r.session_name and l.lid = r.lid
                             limit ?) f) m
              join whatsapp_gateway.message_keys k on k.id = m.message_number""".formatted(LIDS.unnest("r"));

    private static final String FORGET = """
            delete from whatsapp_gateway.message_lids l
             using %s
             where l.session_name = r.session_name and l.lid = r.lid and l.message_number = any (?)""".formatted(LIDS.unnest("r"));

    /** What remains of messages whose keys are gone. */
    private static final String SWEEP = """
            delete from whatsapp_gateway.message_lids l
             using %s
             where l.session_name = r.session_name and l.lid = r.lid
               and not exists (select from whatsapp_gateway.message_keys k where k.id = l.message_number)""".formatted(LIDS.unnest("r"));

    private ShownLids() {}

    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        if (!entries.isEmpty()) {
            COLUMNS.run(connection, INSERT, entries);
        }
    }

    static void delete(Connection connection, List<Entry> entries) throws SQLException {
        if (!entries.isEmpty()) {
            COLUMNS.run(connection, DELETE, entries);
        }
    }

    /** Up to {@code limit} messages that show one of the LIDs. */
    static List<KeyRow> showing(Connection connection, List<SessionLid> lids, int limit) throws SQLException {
        List<KeyRow> found = LIDS.query(connection, FIND, lids, KeyRow::read, limit);
        if (found.isEmpty()) {
            LIDS.run(connection, SWEEP, lids);
        }
        return found;
    }

    /** Takes these messages off the list: they show the LIDs no more, or are gone themselves. */
    static void forget(Connection connection, List<SessionLid> lids, List<Long> messages) throws SQLException {
        LIDS.run(connection, FORGET, lids, connection.createArrayOf("int8", messages.toArray()));
    }
}
