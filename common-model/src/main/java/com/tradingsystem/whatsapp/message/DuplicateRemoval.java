package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Removes what is left of messages that turned out to be others, when a link between two addresses was learnt. */
final class DuplicateRemoval {

    private static final Columns<Long> NUMBERS =
            Columns.<Long>of().bigint("number", number -> number).build();

    private static final String REMOVE = """
            with r as materialized (select * from %s),
            words as (delete from whatsapp_gateway.message_search s using r where s.message_number = r.number),
            lids as (delete from whatsapp_gateway.message_lids l using r where l.message_number = r.number),
            ids as (delete from whatsapp_gateway.message_aliases a using r where a.message_number = r.number)
            delete from whatsapp_gateway.message_keys k using r where k.id = r.number""".formatted(NUMBERS.unnest("u"));

    private DuplicateRemoval() {}

    static void remove(Connection connection, List<StoredMessage> rows, List<Long> numbers) throws SQLException {
        if (!numbers.isEmpty()) {
            MessageTable.delete(connection, rows);
            NUMBERS.run(connection, REMOVE, numbers);
        }
    }
}
