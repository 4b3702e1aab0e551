package com.tradingsystem.whatsapp.bench.tool;

import com.tradingsystem.whatsapp.bench.server.Address;
import com.tradingsystem.whatsapp.bench.setting.Home;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Runs a script of {@code sql/bare} by JDBC, one client, prepared, and times it. pgbench counts what is done well, but on a busy
 * machine its times of single transactions are too short: it may look at its clock only once for several.
 */
public record BareSql(Home home, Address database) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Runs a script again and again for so many seconds. */
    public Load run(String script, int seconds, Map<String, String> variables) {
        try (Connection connection = database.connect();
                Script statements = Script.prepare(connection, home.sql(script))) {
            List<Long> times = new ArrayList<>();
            long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                statements.run(variables);
                times.add(System.nanoTime() - start);
            }
            return new Times(times.stream().flatMapToLong(LongStream::of).toArray()).over(seconds);
        } catch (SQLException e) {
            throw new IllegalStateException(script + " does not fit into the schema: " + e.getMessage(), e);
        }
    }
}
