package com.tradingsystem.whatsapp.batch;

import com.tradingsystem.whatsapp.batch.Columns.Column;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns that change together: of two rows one wins, and all of the register's values are its. The order decides, column by column,
 * the last one between values of the same time; a row in which the first of these columns is null has nothing to say.
 */
record Register<R>(List<Rank<R>> order, List<Column<R>> values) {

    /** A column that decides, by its highest or its lowest value. */
    record Rank<R>(Column<R> column, boolean isHighest) {

        Comparator<R> comparator() {
            Comparator<R> order = Objects.requireNonNull(column.order(), column.name());
            return isHighest ? order : order.reversed();
        }

        String sort() {
            return column.comparable("") + (isHighest ? " desc" : "");
        }

        String beats(String one, String other) {
            return column.comparable(one) + (isHighest ? " > " : " < ") + column.comparable(other);
        }

        String equals(String one, String other) {
            return column.comparable(one) + " = " + column.comparable(other);
        }
    }

    private boolean isSingle() {
        return order.size() == 1 && values.isEmpty();
    }

    private Column<R> first() {
        return order.getFirst().column();
    }

    Stream<Column<R>> columns() {
        return Stream.concat(order.stream().map(Rank::column), values.stream());
    }

    /** The row whose values the register has once both are merged. */
    R winner(R one, R other) {
        if (first().value().apply(one) == null || first().value().apply(other) == null) {
            return first().value().apply(one) == null ? other : one;
        }
        for (Rank<R> rank : order) {
            int better = rank.comparator().compare(one, other);
            if (better != 0) {
                return better > 0 ? one : other;
            }
        }
        return one;
    }

    /** Whether {@code excluded} wins over {@code t}. */
    String isBeaten() {
        String better = IntStream.range(0, order.size())
                .mapToObj(i -> Stream.concat(
                                order.subList(0, i).stream().map(rank -> rank.equals("excluded.", "t.")),
                                Stream.of(order.get(i).beats("excluded.", "t.")))
                        .collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(" or "));
        return "(excluded." + first().name() + " is not null and (t." + first().name() + " is null or " + better + "))";
    }

    /** The register's column {@code name}, merged. */
    String merged(Column<R> column) {
        String name = column.name();
        if (isSingle()) {
            String collation = column.collation();
            return name + " = " + (order.getFirst().isHighest() ? "greatest" : "least") + "(t." + name + collation
                    + ", excluded." + name + collation + ")";
        }
        return name + " = case when " + isBeaten() + " then excluded." + name + " else t." + name + " end";
    }

    /** The register's column {@code name} of the row that wins in a group. */
    String aggregate(Column<R> column) {
        String sort = order.stream().map(Rank::sort).collect(Collectors.joining(", "));
        return "(array_agg(" + column.name() + " order by " + sort + ") filter (where " + first().name()
                + " is not null))[1]";
    }
}
