package com.tradingsystem.whatsapp.waha.json;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a message of several parts says, a line for each; the same text is said once, and blank ones not at all. */
public final class TextLines {

    private final Set<String> lines = new LinkedHashSet<>();

    /** The texts at these places. */
    public static @Nullable String of(Json... places) {
        return new TextLines().add(places).text();
    }

    /** Adds the text of each place that has one. */
    public TextLines add(Json... places) {
        for (Json place : places) {
            add(place.text());
        }
        return this;
    }

    /** Adds a line; null and blank ones are left out. */
    public TextLines add(@Nullable String line) {
        if (line != null && !line.isBlank()) {
            lines.add(line);
        }
        return this;
    }

    /** Whether there is no line. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** All lines, one below the other. */
    @Nullable
    public String text() {
        return lines.isEmpty() ? null : String.join("\n", lines);
    }
}
