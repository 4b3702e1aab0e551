package com.tradingsystem.whatsapp.batch;

import com.tradingsystem.whatsapp.batch.Register.Rank;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table into which rows are merged so that neither their order nor repetition matters, and the one place that says by which rule: all
 * columns that are no part of the key belong to registers. Both the statement and the fold in Java follow from that.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param <R> what a row is made of
 */
public final class MergedTable<R> {

    private final String table;
    private final Columns<R> columns;
    private final List<String> key;
    private final Map<String, Register<R>> registers = new LinkedHashMap<>();
    private final String touch;
    private final String foldAndMerge;
    private final String mergeDistinct;
    private final String mergeExisting;

    private MergedTable(Builder<R> builder) {
        table = "whatsapp_gateway." + builder.table;
        columns = builder.columns;
        key = builder.key;
        touch = builder.touch;
        builder.registers.forEach(
                register -> register.columns().forEach(column -> registers.put(column.name(), register)));
        List<String> unruled = new ArrayList<>(columns.all());
        unruled.removeAll(key);
        unruled.removeAll(builder.constant);
        unruled.removeAll(registers.keySet());
        if (!unruled.isEmpty()) {
            throw new IllegalArgumentException("no rule for " + unruled + " of " + table);
        }
        foldAndMerge = folding(columns.unnest("r"));
        mergeDistinct = distinct(columns.unnest("r"));
        mergeExisting = existing(columns.unnest("r"));
    }

    /**
     * Starts a declaration.
     *
     * @param key the columns that identify a row
     */
    public static <R> Builder<R> of(String table, Columns<R> columns, String... key) {
        return new Builder<>(table, columns, List.of(key));
    }

    /** The columns of its rows. */
    public Columns<R> columns() {
        return columns;
    }

    /** The row that wins where {@code column} is decided, of two that are not null there if there are such. */
    public R winner(String column, R one, R other) {
        return register(column).winner(one, other);
    }

    /** Merges rows, of which many may be of one key. */
    public void merge(Connection connection, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            columns.run(connection, foldAndMerge, rows);
        }
    }

    /** Merges rows of different keys. */
    public void mergeDistinct(Connection connection, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            columns.run(connection, mergeDistinct, rows);
        }
    }

    /** Merges rows of different keys into rows that are there; others are left out. */
    public void mergeExisting(Connection connection, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            columns.run(connection, mergeExisting, rows);
        }
    }

    /** The statement that merges rows of different keys from an item of its {@code from}. */
    public String distinct(String from) {
        return "insert into " + table + " as t (" + columns.names() + ") select " + columns.names() + " from " + from
                + onConflict();
    }

    /** The statement of {@link #merge}. */
    public String statement() {
        return foldAndMerge;
    }

    private String folding(String from) {
        String folded = columns.all().stream().map(this::folded).collect(Collectors.joining(", "));
        return "insert into " + table + " as t (" + columns.names() + ") select " + folded + " from " + from
                + " group by " + String.join(", ", key) + onConflict();
    }

    private String folded(String column) {
        if (key.contains(column)) {
            return column;
        }
        Register<R> register = registers.get(column);
        return register == null ? "min(" + column + ")" : register.aggregate(columns.get(column));
    }

    private String existing(String from) {
        String sameKey =
                key.stream().map(name -> "t." + name + " = excluded." + name).collect(Collectors.joining(" and "));
        return "with excluded as materialized (select * from " + from + ") update " + table + " t set " + assignments()
                + " from excluded where " + sameKey + " and (" + isChanged() + ")";
    }

    private String onConflict() {
        return " on conflict (" + String.join(", ", key) + ") do update set " + assignments() + " where " + isChanged();
    }

    private String assignments() {
        return Stream.concat(
                        registers.entrySet().stream()
                                .map(entry -> entry.getValue().merged(columns.get(entry.getKey()))),
                        Stream.of(touch).filter(assignment -> !assignment.isEmpty()))
                .collect(Collectors.joining(", "));
    }

    private String isChanged() {
        return registers.values().stream().distinct().map(Register::isBeaten).collect(Collectors.joining(" or "));
    }

    private Register<R> register(String column) {
        Register<R> register = registers.get(column);
        if (register == null) {
            throw new IllegalArgumentException("no rule for " + column + " of " + table);
        }
        return register;
    }

    /**
     * Says by which rule each column is merged.
     *
     * @param <R> what a row is made of
     */
    public static final class Builder<R> {

        private final String table;
        private final Columns<R> columns;
        private final List<String> key;
        private final List<Register<R>> registers = new ArrayList<>();
        private List<String> constant = List.of();
        private String touch = "";

        private Builder(String table, Columns<R> columns, List<String> key) {
            this.table = table;
            this.columns = columns;
            this.key = key;
        }

        /** The newest holds; of two of one time the one with the highest values, compared in this order. */
        public Builder<R> newest(String at, String... values) {
            return register(
                    Stream.concat(Stream.of(at), Arrays.stream(values))
                            .map(this::highest)
                            .toList(),
                    List.of());
        }

        /** The newest holds; of two of one time the one that the event with the lowest stamp says. */
        public Builder<R> newestThenLowest(String at, String stamp, String... values) {
            return register(List.of(highest(at), lowest(stamp)), values(values));
        }

        /** Those with the lowest value hold, compared in the order of these columns. */
        public Builder<R> lowest(List<String> order, String... values) {
            return register(order.stream().map(this::lowest).toList(), values(values));
        }

        /** The lowest value of each column for itself. */
        public Builder<R> least(String... each) {
            Arrays.stream(each).forEach(column -> register(List.of(lowest(column)), List.of()));
            return this;
        }

        /** The highest value of each column for itself; of flags, that it was ever set. */
        public Builder<R> greatest(String... each) {
            Arrays.stream(each).forEach(column -> register(List.of(highest(column)), List.of()));
            return this;
        }

        /** Written with a new row and never changed, as they follow from the key. */
        public Builder<R> constant(String... names) {
            constant = List.of(names);
            return this;
        }

        /** What else is set where something changed, for example a time. */
        public Builder<R> touching(String assignment) {
            touch = assignment;
            return this;
        }

        /**
         * The declaration.
         *
         * @throws IllegalArgumentException if a column has no rule
         */
        public MergedTable<R> build() {
            return new MergedTable<>(this);
        }

        private Builder<R> register(List<Rank<R>> order, List<Columns.Column<R>> values) {
            registers.add(new Register<>(order, values));
            return this;
        }

        private List<Columns.Column<R>> values(String... names) {
            return Arrays.stream(names).map(columns::get).toList();
        }

        private Rank<R> highest(String column) {
            return new Rank<>(columns.get(column), true);
        }

        private Rank<R> lowest(String column) {
            return new Rank<>(columns.get(column), false);
        }
    }
}
