package com.tradingsystem.whatsapp.bench.figure;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to know of a run to make sense of its figures. */
public final class Circumstances {

    private Circumstances() {}

    /** Names and values. */
    public static Map<String, String> of(Subject subject) {
        Map<String, String> circumstances = new LinkedHashMap<>();
        circumstances.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        circumstances.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        circumstances.put("java", Runtime.version().toString());
        circumstances.put("rounds", Integer.toString(subject.options().rounds()));
        circumstances.put("seconds", Integer.toString(subject.options().seconds()));
        Query.rows(subject.database(), subject.home().sql("circumstances.sql"))
                .forEach(row -> circumstances.put(row.getOrDefault("name", ""), row.getOrDefault("value", "")));
        return circumstances;
    }
}
