package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Columns;
import com.tradingsystem.whatsapp.batch.Renaming;
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

    void write(Pipeline pipeline, List<R> rows) {
        if (!rows.isEmpty()) {
            columns.write(pipeline, merge.formatted(columns.unnest("r")), rows);
        }
    }

    /**
     * Moves up to {@code limit} rows from hidden ids to their phone numbers.
     *
     * @return how many were moved
     */
    int rename(Pipeline pipeline, List<Renaming> renamings, int limit) throws SQLException {
        String renamed = columns.names().replace(address, "kept_under as " + address);
        return Renaming.move(
                pipeline,
                renamings,
                table,
                address,
                merge.replace("%s", "(select " + renamed + " from %s) as r"),
                limit);
    }
}
