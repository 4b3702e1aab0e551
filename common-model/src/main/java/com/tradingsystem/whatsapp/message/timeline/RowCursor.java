package com.tradingsystem.whatsapp.message.timeline;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of a row one after the other. Names would have to be looked up thousands of times a page.
 */
final class RowCursor {

    private final ResultSet row;
    private int column;

    /** @param column the number of the column that is read first */
    RowCursor(ResultSet row, int column) {
        this.row = row;
        this.column = column - 1;
    }

    String text() throws SQLException {
        return row.getString(++column);
    }

    @Nullable
    String textOrNull() throws SQLException {
        return row.getString(++column);
    }

    boolean flag() throws SQLException {
        return row.getBoolean(++column);
    }

    int integer() throws SQLException {
        return row.getInt(++column);
    }

    long number() throws SQLException {
        return row.getLong(++column);
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long number = row.getLong(++column);
        return row.wasNull() ? null : number;
    }

    @Nullable
    BigDecimal decimalOrNull() throws SQLException {
        return row.getBigDecimal(++column);
    }

    Instant time() throws SQLException {
        return row.getObject(++column, OffsetDateTime.class).toInstant();
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        OffsetDateTime time = row.getObject(++column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Empty where there is none. */
    String[] texts() throws SQLException {
        Array array = row.getArray(++column);
        return array == null ? new String[0] : (String[]) array.getArray();
    }

    /** A table of texts; empty where there is none. */
    String[][] tableOfTexts() throws SQLException {
        Array array = row.getArray(++column);
        return array == null ? new String[0][] : (String[][]) array.getArray();
    }
}
