package com.tradingsystem.whatsapp.bench.tool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pgbench understands of a script, as far as ours use it, prepared: statements, variables, and {@code \gset}, which makes
 * variables of a statement's first row. Used by one thread.
 */
final class Script implements AutoCloseable {

    private static final Pattern END = Pattern.compile(";|\\\\gset");
    private static final Pattern NOT_SQL = Pattern.compile("(?m)^(--|\\\\set ).*$");
    private static final Pattern VARIABLE = Pattern.compile("(?<!:):([a-z]+)");

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = steps;
    }

    private record Step(PreparedStatement statement, List<String> variables) {}

    static Script prepare(Connection connection, String text) throws SQLException {
        List<Step> steps = new ArrayList<>();
        for (String sql :
                END.splitAsStream(NOT_SQL.matcher(text).replaceAll("")).toList()) {
            if (!sql.isBlank()) {
                steps.add(step(connection, sql));
            }
        }
        return new Script(steps);
    }

    private static Step step(Connection connection, String sql) throws SQLException {
        List<String> variables = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(sql);
        StringBuilder prepared = new StringBuilder();
        while (variable.find()) {
            variables.add(variable.group(1));
            variable.appendReplacement(prepared, "?::text");
        }
        return new Step(
                connection.prepareStatement(variable.appendTail(prepared).toString()), variables);
    }

    /** Runs all statements and reads all rows. */
    void run(Map<String, String> variables) throws SQLException {
        Map<String, String> known = new HashMap<>(variables);
        for (Step step : steps) {
            int parameter = 1;
            for (String variable : step.variables()) {
                step.statement().setString(parameter++, known.get(variable));
            }
            if (step.statement().execute()) {
                read(step.statement(), known);
            }
        }
    }

    private static void read(PreparedStatement statement, Map<String, String> known) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            int columns = rows.getMetaData().getColumnCount();
            boolean isFirst = true;
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    String value = rows.getString(i);
                    if (isFirst && value != null) {
                        known.put(rows.getMetaData().getColumnLabel(i), value);
                    }
                }
                isFirst = false;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Step step : steps) {
            step.statement().close();
        }
    }
}
