package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.batch.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of what other events say about messages, under the addresses with which they say it: a link that is learnt later moves
 * nothing, readers follow it. Its rows are folded by the database, within a batch and with what is
 * stored by the same rule, so that neither order nor repetition matters and the message itself may come later.
 *
 * @param merge the statement that folds rows into the table, with {@code %s} for where they come from
 */
record SideTable<R>(Columns<R> columns, String merge) {

    void write(Connection connection, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            columns.run(connection, merge.formatted(columns.unnest("r")), rows);
        }
    }
}
