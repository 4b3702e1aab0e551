package com.tradingsystem.whatsapp.waha;

import com.tradingsystem.whatsapp.event.InboundEvent;
import com.tradingsystem.whatsapp.event.InboundEvent.MessageSeen;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.event.Reading.Malformed;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.Reading.Unrecognised;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageId;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a reading as lines that a person can check against a payload. What is not there is not written. */
public final class ReadingText {

    private static final int LONGEST = 200;

    private ReadingText() {}

    public static String of(Reading reading) {
        return switch (reading) {
            case Malformed malformed -> "malformed: " + malformed.reason() + "\n";
            case Unrecognised(var envelope, var reason, var flags) ->
                "unrecognised: " + reason + "\n" + value(envelope) + "\n" + flags(flags);
            case Understood(var envelope, var provenance, var events, var links, var contacts, var flags) ->
                Stream.of(
                                Stream.of(value(envelope), provenance.name()),
                                events.stream().map(ReadingText::event),
                                links.stream().map(ReadingText::value),
                                contacts.stream().map(ReadingText::value))
                        .flatMap(lines -> lines)
                        .collect(Collectors.joining("\n", "", "\n" + flags(flags)));
        };
    }

    private static String flags(Set<Flag> flags) {
        return flags.isEmpty()
                ? ""
                : flags.stream().sorted().map(Enum::name).collect(Collectors.joining(", ", "flags: ", "\n"));
    }

    /** An event with a line for each of its parts. */
    private static String event(InboundEvent event) {
        Record record = event instanceof MessageSeen(var message) ? message : (Record) event;
        String parts = components(record, (name, value) -> "\n  " + name + ": " + value);
        return event.getClass().getSimpleName() + parts;
    }

    private static String value(Object value) {
        return switch (value) {
            case Jid jid -> jid.value();
            case SessionName name -> name.value();
            case MessageId id -> id.text();
            case String text -> shortened(text);
            case JsonText json -> shortened(json.text());
            case Record record -> {
                String parts = components(record, (name, part) -> " " + name + "=" + part);
                yield record.getClass().getSimpleName() + "(" + parts.strip() + ")";
            }
            case Collection<?> items ->
                items.stream().map(ReadingText::value).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String components(Record record, BiFunction<String, String, String> writer) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .map(component -> {
                    Object value = valueOf(record, component);
                    return value == null ? "" : writer.apply(component.getName(), value(value));
                })
                .collect(Collectors.joining());
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shortened(String text) {
        String line = text.isEmpty() ? "(empty)" : text.replace("\\", "\\\\").replace("\n", "\\n");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
