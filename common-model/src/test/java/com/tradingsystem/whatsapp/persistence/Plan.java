package com.tradingsystem.whatsapp.persistence;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the database would run a statement.
 *
 * @param lines what {@code explain} says
 */
public record Plan(List<String> lines) {

    private static final Pattern CHUNK = Pattern.compile("\\b_hyper_\\d+_\\d+_chunk\\b");

    /** The plan of a statement whose parameters are written out, which is what force_custom_plan makes of bound ones. */
    public static Plan of(JdbcClient jdbc, String sql) {
        return new Plan(jdbc.sql("explain " + sql).query(String.class).list());
    }

    /** How many chunks of a hypertable are looked at; 0 where there are none to look at. */
    public long chunks() {
        return lines.stream()
                .flatMap(line -> CHUNK.matcher(line).results())
                .map(chunk -> chunk.group())
                .distinct()
                .count();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
