package com.tradingsystem.whatsapp.bench.rows;

import com.tradingsystem.whatsapp.bench.rows.NewEvents.NewEvent;
import com.tradingsystem.whatsapp.bench.server.Address;
import com.tradingsystem.whatsapp.bench.setting.Home;
import com.tradingsystem.whatsapp.bench.tool.Load;
import com.tradingsystem.whatsapp.bench.tool.Times;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Writes the rows of new messages in batches by one client: one prepared statement and a commit each. */
public final class PlainBatches {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Address database;
    private final String sql;
    private final NewEvents events;

    public PlainBatches(Home home, Address database) {
        this.database = database;
        this.sql = home.sql("rows/batch.sql");
        this.events = new NewEvents(home);
    }

    /** Writes for so many seconds; the times are those of whole batches, the count is of events. */
    public Load run(int batch, int seconds) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            List<Long> times = new ArrayList<>();
            long begin = System.nanoTime();
            long end = begin + (long) (seconds * NANOS_PER_SECOND);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                while (System.nanoTime() < end) {
                    long start = System.nanoTime();
                    write(statement, batch);
                    connection.commit();
                    times.add(System.nanoTime() - start);
                }
            }
            double taken = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            Load batches =
                    new Times(times.stream().flatMapToLong(LongStream::of).toArray()).over(taken);
            return new Load(
                    batches.perSecond() * batch,
                    batches.p50(),
                    batches.p95(),
                    batches.p99(),
                    batches.max(),
                    batches.count() * batch,
                    0);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows of events do not fit into the schema: " + e.getMessage(), e);
        }
    }

    /** Writes one batch, without a commit. */
    void write(PreparedStatement statement, int size) throws SQLException {
        List<NewEvent> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            batch.add(events.next());
        }
        int parameter = 1;
        set(statement, parameter++, "text", batch, event -> event.facts().session());
        set(
                statement,
                parameter++,
                "text",
                batch,
                event -> "evt_" + event.facts().coreId());
        set(statement, parameter++, "text", batch, event -> event.facts().coreId());
        set(statement, parameter++, "text", batch, event -> event.facts().phone() + "@c.us");
        set(
                statement,
                parameter++,
                "timestamptz",
                batch,
                event -> event.facts().time().toString());
        set(statement, parameter++, "text", batch, event -> event.facts().text());
        set(statement, parameter++, "jsonb", batch, NewEvent::raw);
        set(statement, parameter, "bytea", batch, event -> event.body().getBytes(StandardCharsets.UTF_8));
        statement.executeUpdate();
    }

    private static void set(
            PreparedStatement statement,
            int parameter,
            String type,
            List<NewEvent> batch,
            Function<NewEvent, Object> value)
            throws SQLException {
        Object[] values = type.equals("bytea") ? new byte[batch.size()][] : new String[batch.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(batch.get(i));
        }
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
    }
}
