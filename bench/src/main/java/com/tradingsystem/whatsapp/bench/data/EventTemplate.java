package com.tradingsystem.whatsapp.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The webhook that {@code events.lua} posts, filled in the same way. Immutable. */
public final class EventTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z]+)@");
    private static final String RAW_BEGIN = "\"_data\":";
    private static final String RAW_END = "},\"engine\"";

    private final List<Part> event;
    private final List<Part> raw;

    private EventTemplate(String template) {
        int begin = template.indexOf(RAW_BEGIN) + RAW_BEGIN.length();
        this.event = parts(template);
        this.raw = parts(template.substring(begin, template.indexOf(RAW_END, begin)));
    }

    /** Reads {@code event.json}. */
    public static EventTemplate of(Path file) {
        try {
            return new EventTemplate(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What an event says of its message.
     *
     * @param phone the digits of the person's address
     */
    public record Facts(String session, String phone, String coreId, Instant time, String text) {}

    /** A piece of text, then the value with a name; empty where the template ends. */
    private record Part(String text, String name) {}

    /** The event. */
    public String event(Facts facts) {
        return fill(event, facts);
    }

    /** The engine's own message in it, which is kept as {@code raw_data}. */
    public String raw(Facts facts) {
        return fill(raw, facts);
    }

    private static String fill(List<Part> parts, Facts facts) {
        StringBuilder filled = new StringBuilder(1_500);
        for (Part part : parts) {
            filled.append(part.text()).append(value(part.name(), facts));
        }
        return filled.toString();
    }

    private static String value(String name, Facts facts) {
        return switch (name) {
            case "ID" -> facts.coreId();
            case "CHAT" -> facts.phone();
            case "SESSION" -> facts.session();
            case "SECONDS" -> Long.toString(facts.time().getEpochSecond());
            case "MILLIS" -> Long.toString(facts.time().toEpochMilli());
            case "ISO" -> facts.time().truncatedTo(ChronoUnit.SECONDS).toString();
            case "TEXT" -> facts.text();
            case "" -> "";
            default -> throw new IllegalArgumentException("unknown placeholder in event.json: " + name);
        };
    }

    private static List<Part> parts(String template) {
        List<Part> parts = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        int from = 0;
        while (placeholder.find()) {
            parts.add(new Part(template.substring(from, placeholder.start()), placeholder.group(1)));
            from = placeholder.end();
        }
        parts.add(new Part(template.substring(from), ""));
        return List.copyOf(parts);
    }
}
