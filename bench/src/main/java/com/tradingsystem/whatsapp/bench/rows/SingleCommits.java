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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Writes one row at a time, each in a transaction of its own. */
public final class SingleCommits {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Address database;
    private final String sql;
    private final NewEvents events;

    public SingleCommits(Home home, Address database) {
        this.database = database;
        this.sql = home.sql("rows/event.sql");
        this.events = new NewEvents(home);
    }

    /** Writes for so many seconds, with as many connections as clients. */
    public Load run(int clients, int seconds) {
        List<Connection> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                connections.add(database.connect());
            }
            long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
            List<Future<List<Long>>> writers = connections.stream()
                    .map(connection -> threads.submit(() -> writeUntil(end, connection)))
                    .toList();
            List<Long> times = new ArrayList<>();
            for (Future<List<Long>> writer : writers) {
                times.addAll(writer.get());
            }
            return new Times(times.stream().flatMapToLong(LongStream::of).toArray()).over(seconds);
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("single rows cannot be written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            connections.forEach(SingleCommits::close);
        }
    }

    private List<Long> writeUntil(long end, Connection connection) throws SQLException {
        List<Long> times = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                write(statement);
                times.add(System.nanoTime() - start);
            }
        }
        return times;
    }

    /** Writes one row, and commits where the connection does so by itself. */
    void write(PreparedStatement statement) throws SQLException {
        NewEvent event = events.next();
        String id = "evt_" + event.facts().coreId();
        String chat = event.facts().phone() + "@c.us";
        statement.setString(1, event.facts().session());
        statement.setString(2, id);
        statement.setString(3, id);
        statement.setString(4, event.facts().coreId());
        statement.setString(5, chat);
        statement.setString(6, chat);
        statement.setBytes(7, event.body().getBytes(StandardCharsets.UTF_8));
        statement.executeUpdate();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
