package com.tradingsystem.whatsapp.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements of one transaction together: they wait until an answer is wanted, or until {@link #flush}, and then go in one
 * round trip, in their order. Where all processors are busy, a round trip costs as much as a few dozen rows.
 *
 * <p>An error is that of the first statement that failed, and may come from any that was waiting. Used by one thread, for one
 * transaction.
 */
public final class Pipeline {

    private final Connection connection;
    private final List<Waiting<?>> waiting = new ArrayList<>();

    /** @param connection inside a transaction; everything sent to it past the pipeline needs a {@link #flush} before */
    public Pipeline(Connection connection) {
        this.connection = connection;
    }

    /** An answer that may not have been asked for yet. */
    public final class Answer<T> {

        private final RowReader<T> reader;
        private final List<T> rows = new ArrayList<>();
        private boolean isHere;

        private Answer(RowReader<T> reader) {
            this.reader = reader;
        }

        /** The rows of the answer; sends what is waiting if need be. */
        public List<T> rows() throws SQLException {
            if (!isHere) {
                flush();
            }
            return rows;
        }

        private void read(ResultSet result) throws SQLException {
            while (result.next()) {
                rows.add(reader.read(result));
            }
            isHere = true;
        }
    }

    private record Waiting<T>(String sql, Parameters parameters, @Nullable Answer<T> answer) {}

    /** Sets the parameters of a statement, the first of which has the given index, and returns the index after its last. */
    @FunctionalInterface
    interface Parameters {
        int set(PreparedStatement statement, int first) throws SQLException;
    }

    /** The connection, for making arrays of it. */
    public Connection connection() {
        return connection;
    }

    /** A statement without an answer. */
    public void write(String sql, @Nullable Object... parameters) {
        write(sql, objects(parameters));
    }

    /** A query, or a statement with {@code returning}. */
    public <T> Answer<T> ask(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return ask(sql, objects(parameters), reader);
    }

    void write(String sql, Parameters parameters) {
        waiting.add(new Waiting<>(sql, parameters, null));
    }

    <T> Answer<T> ask(String sql, Parameters parameters, RowReader<T> reader) {
        Answer<T> answer = new Answer<>(reader);
        waiting.add(new Waiting<>(sql, parameters, answer));
        return answer;
    }

    /** Sends what is waiting. */
    public void flush() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting<?>> sent = List.copyOf(waiting);
        waiting.clear();
        String sql = sent.stream().map(Waiting::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (Waiting<?> one : sent) {
                next = one.parameters.set(statement, next);
            }
            statement.execute();
            for (Waiting<?> one : sent) {
                if (one.answer != null) {
                    one.answer.read(statement.getResultSet());
                }
                statement.getMoreResults();
            }
        }
    }

    static Parameters objects(@Nullable Object... values) {
        return (statement, first) -> {
            int next = first;
            for (Object value : values) {
                statement.setObject(next++, value);
            }
            return next;
        };
    }
}
