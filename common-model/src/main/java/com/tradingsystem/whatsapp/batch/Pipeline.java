package com.tradingsystem.whatsapp.batch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements together: each waits until somebody needs a result, or until the end, and then all that wait go to the server in
 * one round trip. They run one after the other, and each sees what those before it did, as if it had been sent alone. The error of
 * one is thrown where they are sent.
 *
 * <p>A connection made by {@link #over} has one; what is run over any other connection is sent at once. Used by one thread.
 */
public final class Pipeline {

    /** Sets the parameters of a statement. */
    @FunctionalInterface
    interface Binder {

        /** Returns the index after the last parameter that was set. */
        int bind(PreparedStatement statement, int first) throws SQLException;
    }

    /** What a statement will have found. */
    @FunctionalInterface
    public interface Answer<T> {

        /** The rows it found; sends it if it still waits. */
        List<T> get() throws SQLException;
    }

    /** Methods that neither reach the server nor depend on what has reached it. */
    private static final Set<String> LOCAL =
            Set.of("createArrayOf", "getAutoCommit", "isClosed", "isValid", "getMetaData");

    private final Connection connection;
    private final List<Waiting<?>> waiting = new ArrayList<>();

    private Pipeline(Connection connection) {
        this.connection = connection;
    }

    /** The connection with a pipeline: whatever else is done with it first sends the statements that wait. */
    public static Connection over(Connection connection) {
        Pipeline pipeline = new Pipeline(connection);
        return (Connection) Proxy.newProxyInstance(
                Pipeline.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> pipeline.invoke(method, arguments));
    }

    /** Runs a statement without parameters whose result nobody needs. */
    public static void run(Connection connection, String sql) throws SQLException {
        run(connection, sql, (statement, first) -> first);
    }

    /** Asks a query without parameters. */
    public static <T> Answer<T> ask(Connection connection, String sql, RowReader<T> reader) throws SQLException {
        return ask(connection, sql, (statement, first) -> first, reader);
    }

    /** Sends the statements that wait, so that their errors are known. */
    public static void send(Connection connection) throws SQLException {
        if (connection.isWrapperFor(Pipeline.class)) {
            connection.unwrap(Pipeline.class).send();
        }
    }

    static void run(Connection connection, String sql, Binder binder) throws SQLException {
        ask(connection, sql, binder, null);
    }

    /** Queues a statement, or sends it at once over a connection without a pipeline; {@code reader} is null if nobody needs its result. */
    static <T> Answer<T> ask(Connection connection, String sql, Binder binder, @Nullable RowReader<T> reader)
            throws SQLException {
        boolean waits = connection.isWrapperFor(Pipeline.class);
        Pipeline pipeline = waits ? connection.unwrap(Pipeline.class) : new Pipeline(connection);
        Waiting<T> one = new Waiting<>(pipeline, sql, binder, reader);
        pipeline.waiting.add(one);
        if (!waits) {
            pipeline.send();
        }
        return one;
    }

    private void send() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting<?>> all = List.copyOf(waiting);
        waiting.clear();
        String sql = all.stream().map(Waiting::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Waiting<?> one : all) {
                parameter = one.binder.bind(statement, parameter);
            }
            boolean hasRows = statement.execute();
            for (Waiting<?> one : all) {
                if (one != all.getFirst()) {
                    hasRows = statement.getMoreResults();
                }
                one.read(hasRows ? statement.getResultSet() : null);
            }
        }
    }

    private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (method.getDeclaringClass() == java.sql.Wrapper.class
                && arguments != null
                && Pipeline.class == arguments[0]) {
            return name.equals("unwrap") ? this : true;
        }
        if (name.equals("rollback") || name.equals("close")) {
            waiting.clear();
        } else if (!LOCAL.contains(name) && method.getDeclaringClass() == Connection.class) {
            send();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A statement that waits, and afterwards what it found. */
    private static final class Waiting<T> implements Answer<T> {

        private final Pipeline pipeline;
        private final String sql;
        private final Binder binder;
        private final @Nullable RowReader<T> reader;
        private @Nullable List<T> found;

        Waiting(Pipeline pipeline, String sql, Binder binder, @Nullable RowReader<T> reader) {
            this.pipeline = pipeline;
            this.sql = sql;
            this.binder = binder;
            this.reader = reader;
        }

        String sql() {
            return sql;
        }

        void read(@Nullable ResultSet rows) throws SQLException {
            List<T> read = new ArrayList<>();
            while (reader != null && rows != null && rows.next()) {
                read.add(reader.read(rows));
            }
            found = read;
        }

        @Override
        public List<T> get() throws SQLException {
            if (found == null) {
                pipeline.send();
            }
            if (found == null) {
                throw new IllegalStateException("asked before a rollback or an error");
            }
            return found;
        }
    }
}
