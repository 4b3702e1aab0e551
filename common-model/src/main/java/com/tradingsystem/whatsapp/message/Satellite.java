package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of what other events say about messages. Its rows are folded by the database, within a batch and with what is
 * stored by the same rule, so that neither order nor repetition matters and the message itself may come later.
 *
 * @param address the column that holds somebody's address; every table has one
 * @param merge the statement that folds rows into the table, with {@code %s} for where they come from
 */
record Satellite<R>(String table, String address, Columns<R> columns, String merge) {

    void write(Connection connection, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            columns.update(connection, merge.formatted(columns.unnest("r")), rows);
        }
    }

    /**
     * Moves up to {@code limit} rows from a hidden id to its phone number.
     *
     * @return how many were moved
     */
    int relink(Connection connection, SessionName session, Jid lid, Jid phone, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(relinkSql())) {
            statement.setString(1, session.value());
            statement.setString(2, lid.value());
            statement.setInt(3, limit);
            statement.setString(4, phone.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private String relinkSql() {
        String renamed = columns.names().replace(address, "?::text as " + address);
        return """
                with gone as (
                  delete from whatsapp_gateway.%1$s
                   where ctid = any (array(
                     select ctid from whatsapp_gateway.%1$s
                      where session_name = ? and %2$s = ? and %2$s like '%%@lid' limit ?))
                  returning *),
                merged as (
                %3$s)
                select count(*) from gone""".formatted(table, address, merge.formatted("(select " + renamed + " from gone) as r"));
    }
}
