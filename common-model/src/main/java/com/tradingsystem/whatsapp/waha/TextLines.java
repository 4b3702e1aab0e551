package com.tradingsystem.whatsapp.waha;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a message of several parts says, a line for each; the same text is said once, and blank ones not at all. */
final class TextLines {

    private final Set<String> lines = new LinkedHashSet<>();

    /** The texts at these places. */
    static @Nullable String of(Json... places) {
        return new TextLines().add(places).text();
    }

    TextLines add(Json... places) {
        for (Json place : places) {
            add(place.text());
        }
        return this;
    }

    TextLines add(@Nullable String line) {
        if (line != null && !line.isBlank()) {
            lines.add(line);
        }
        return this;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    @Nullable
    String text() {
        return lines.isEmpty() ? null : String.join("\n", lines);
    }
}
