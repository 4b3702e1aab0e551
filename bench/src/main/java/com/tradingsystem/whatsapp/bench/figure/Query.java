package com.tradingsystem.whatsapp.bench.figure;

import com.tradingsystem.whatsapp.bench.server.Address;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the database something by the way. */
final class Query {

    private Query() {}

    /** The rows, as text by the names of their columns. */
    static List<Map<String, String>> rows(Address database, String sql) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    row.put(found.getMetaData().getColumnLabel(i), String.valueOf(found.getString(i)));
                }
                rows.add(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return rows;
    }

    /** The first row. */
    static Map<String, String> row(Address database, String sql) {
        return rows(database, sql).getFirst();
    }
}
