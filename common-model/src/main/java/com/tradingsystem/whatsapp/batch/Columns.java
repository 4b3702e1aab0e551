package com.tradingsystem.whatsapp.batch;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a batch of rows: each becomes one array parameter, so that any number of rows is one statement.
 *
 * <p>Immutable and safe for use by many threads. Statements must be given at least one row.
 *
 * @param <R> what a row is made of
 */
public final class Columns<R> {

    private final List<Column<R>> columns;

    private Columns(List<Column<R>> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param order compares two rows as {@link #comparable} does; null where the database alone can
     */
    record Column<R>(
            String name,
            String type,
            Function<? super R, ? extends @Nullable Object> value,
            @Nullable Comparator<R> order,
            IntFunction<@Nullable Object[]> array) {

        String collation() {
            return type.equals("text") ? " collate \"C\"" : "";
        }

        /** An expression that the database sorts as {@link #order} does: by bytes, and what is absent first. */
        String comparable(String alias) {
            return switch (type) {
                case "text" -> "coalesce('.' || " + alias + name + ", '') collate \"C\"";
                case "bool" -> "coalesce(" + alias + name + "::int, -1)";
                case "int4", "int8" -> "coalesce(" + alias + name + ", " + Integer.MIN_VALUE + ")";
                default -> alias + name;
            };
        }
    }

    Column<R> get(String name) {
        return columns.stream()
                .filter(column -> column.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + name));
    }

    List<String> all() {
        return columns.stream().map(Column::name).toList();
    }

    /** Starts a list of columns. */
    public static <R> Builder<R> of() {
        return new Builder<>();
    }

    /** The names with commas between them. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The names, each with the alias of a table before it. */
    public String names(String alias) {
        return columns.stream().map(c -> alias + "." + c.name).collect(Collectors.joining(", "));
    }

    /** The rows as a table of a statement's {@code from}, with a parameter per column. */
    public String unnest(String alias) {
        return columns.stream()
                .map(c -> "?::" + c.type + "[]")
                .collect(Collectors.joining(", ", "unnest(", ") as " + alias + " (" + names() + ")"));
    }

    /**
     * Runs a statement whose first parameters are these columns; over a {@link Pipeline} it waits for the next that has a result.
     *
     * @param more values of the parameters after them: strings, numbers or arrays made by the connection
     */
    public void run(Connection connection, String sql, List<R> rows, @Nullable Object... more) throws SQLException {
        Pipeline.run(connection, sql, binder(rows, more));
    }

    /** Runs such a statement at once; returns how many rows it touched. */
    public int update(Connection connection, String sql, List<R> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder(rows).bind(statement, 1);
            return statement.executeUpdate();
        }
    }

    /** Runs a query, or a statement with {@code returning}, whose first parameters are these columns. */
    public <T> List<T> query(
            Connection connection, String sql, List<R> rows, RowReader<T> reader, @Nullable Object... more)
            throws SQLException {
        return ask(connection, sql, rows, reader, more).get();
    }

    /** Asks such a query; over a {@link Pipeline} it waits until an answer is needed. */
    public <T> Pipeline.Answer<T> ask(
            Connection connection, String sql, List<R> rows, RowReader<T> reader, @Nullable Object... more)
            throws SQLException {
        return Pipeline.ask(connection, sql, binder(rows, more), reader);
    }

    private Pipeline.Binder binder(List<R> rows, @Nullable Object... more) {
        return (statement, first) -> {
            Connection connection = statement.getConnection();
            int parameter = first;
            for (Column<R> column : columns) {
                @Nullable Object[] values = column.array.apply(rows.size());
                for (int i = 0; i < values.length; i++) {
                    values[i] = column.value.apply(rows.get(i));
                }
                statement.setArray(parameter++, connection.createArrayOf(column.type, values));
            }
            for (Object value : more) {
                statement.setObject(parameter++, value);
            }
            return parameter;
        };
    }

    /** Collects columns; their order is that of the parameters. */
    public static final class Builder<R> {

        private final List<Column<R>> columns = new ArrayList<>();

        private Builder() {}

        public Builder<R> text(String name, Function<? super R, @Nullable String> value) {
            return add(
                    name,
                    "text",
                    value,
                    Comparator.comparing(value, Comparator.nullsFirst(DatabaseOrder.TEXT)),
                    String[]::new);
        }

        /** JSON as text. */
        public Builder<R> jsonb(String name, Function<? super R, @Nullable String> value) {
            return add(name, "jsonb", value, null, String[]::new);
        }

        public Builder<R> bool(String name, Function<? super R, @Nullable Boolean> value) {
            return add(name, "bool", value, ordered(value), Boolean[]::new);
        }

        public Builder<R> integer(String name, Function<? super R, @Nullable Integer> value) {
            return add(name, "int4", value, ordered(value), Integer[]::new);
        }

        public Builder<R> bigint(String name, Function<? super R, @Nullable Long> value) {
            return add(name, "int8", value, ordered(value), Long[]::new);
        }

        public Builder<R> numeric(String name, Function<? super R, @Nullable BigDecimal> value) {
            return add(name, "numeric", value, null, BigDecimal[]::new);
        }

        public Builder<R> bytes(String name, Function<? super R, byte[]> value) {
            return add(name, "bytea", value, null, byte[][]::new);
        }

        /** A time; what is finer than the database's microsecond is cut off. */
        public Builder<R> instant(String name, Function<? super R, @Nullable Instant> value) {
            return add(
                    name,
                    "timestamptz",
                    row -> Timestamps.text(value.apply(row)),
                    ordered(row -> Timestamps.keptOrNull(value.apply(row))),
                    String[]::new);
        }

        private Builder<R> add(
                String name,
                String type,
                Function<? super R, ? extends @Nullable Object> value,
                @Nullable Comparator<R> order,
                IntFunction<@Nullable Object[]> array) {
            columns.add(new Column<>(name, type, value, order, array));
            return this;
        }

        private static <R, V extends Comparable<V>> Comparator<R> ordered(Function<? super R, @Nullable V> value) {
            return Comparator.comparing(value, Comparator.nullsFirst(Comparator.naturalOrder()));
        }

        public Columns<R> build() {
            return new Columns<>(columns);
        }
    }
}
