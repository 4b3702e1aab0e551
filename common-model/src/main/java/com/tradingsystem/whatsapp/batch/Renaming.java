package com.tradingsystem.whatsapp.batch;

import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionLid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * That rows under a LID belong under its phone number.
 *
 * <p>Tables are renamed by taking rows out and merging them in again under the other address, by the same rule by which new
 * rows are merged; the end is then the same as if the phone number had been known when they came.
 */
public record Renaming(SessionLid lid, Jid.Person phone) {

    private static final Columns<Renaming> COLUMNS = Columns.<Renaming>of()
            .text("session_name", r -> r.lid().session().value())
            .text("lid", r -> r.lid().lid().value())
            .text("phone", r -> r.phone().value())
            .build();

    public SessionName session() {
        return lid.session();
    }

    /**
     * Moves rows of one table.
     *
     * @param table a table of the schema, not a hypertable
     * @param address its column with the address; needs an index by session and this column, at least over LIDs
     * @param merge a statement that merges rows into the table, with {@code %s} where they come from: a subquery called
     *     {@code r} with all columns of the table, the address replaced
     * @param limit how many rows at most
     * @return how many were moved
     */
    public static int move(
            Connection connection, List<Renaming> renamings, String table, String address, String merge, int limit)
            throws SQLException {
        String sql = """
                with doomed as (
                  select t.ctid as place, n.phone
                    from %1$s
                    join whatsapp_gateway.%2$s t
                      on t.session_name = n.session_name and t.%3$s = n.lid and t.%3$s like '%%@lid'
                   limit ?),
                gone as (
                  delete from whatsapp_gateway.%2$s t using doomed
                   where t.ctid = doomed.place
                  returning t.*, doomed.phone as kept_under),
                merged as (
                  %4$s)
                select count(*) from gone""".formatted(COLUMNS.unnest("n"), table, address, merge.formatted("gone"));
        int moved = 0;
        for (List<Renaming> round : rounds(renamings)) {
            moved += COLUMNS.query(connection, sql, round, row -> row.getInt(1), limit)
                    .getFirst();
        }
        return moved;
    }

    /** No phone number twice in one statement, which could not merge two rows into a third. Nearly always one round. */
    private static Collection<List<Renaming>> rounds(List<Renaming> renamings) {
        Map<Object, Integer> seen = new HashMap<>();
        return renamings.stream()
                .collect(Collectors.groupingBy(
                        r -> seen.merge(List.of(r.session(), r.phone), 1, Integer::sum),
                        TreeMap::new,
                        Collectors.toList()))
                .values();
    }

    /**
     * Renames an address that is not part of a key, so that nothing has to be merged.
     *
     * @param sql an update with {@code %s} for the renamings: a table {@code r} of {@code session_name}, {@code lid},
     *     {@code phone}
     * @return how many rows were touched
     */
    public static int update(Connection connection, List<Renaming> renamings, String sql) throws SQLException {
        return COLUMNS.update(connection, sql.formatted(COLUMNS.unnest("r")), renamings);
    }

    /** Asks something about renamings; {@code %s} in the query stands for them, as in {@link #update}. */
    public static <T> List<T> query(Connection connection, List<Renaming> renamings, String sql, RowReader<T> reader)
            throws SQLException {
        return COLUMNS.query(connection, sql.formatted(COLUMNS.unnest("r")), renamings, reader);
    }
}
