package com.tradingsystem.whatsapp.waha;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tradingsystem.whatsapp.event.Reading;
import com.tradingsystem.whatsapp.event.Reading.Understood;
import com.tradingsystem.whatsapp.event.Reading.Unrecognised;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asserts what holds for every reading, whatever was read. */
final class Storable {

    private static final Set<String> JSON_COMPONENTS = Set.of("rawData", "linkPreview", "error");
    private static final Instant EARLIEST = Instant.parse("2009-01-01T00:00:00Z");
    private static final Instant LATEST = GoldenFiles.ARRIVAL.plus(Duration.ofDays(1));
    private static final int DEEPEST = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Storable() {}

    static void check(Reading reading) {
        check("reading", reading);
        if (reading instanceof Unrecognised unrecognised) {
            assertThat(unrecognised.reason()).doesNotStartWith("reader failed");
        }
        if (reading instanceof Understood understood) {
            assertThat(understood.events()).isNotEmpty();
            assertThat(understood.envelope().session()).isNotNull();
        }
    }

    private static void check(String name, @Nullable Object value) {
        switch (value) {
            case String text when JSON_COMPONENTS.contains(name) -> checkJson(text);
            case String text -> checkText(text);
            case Instant time -> assertThat(time).as(name).isBetween(EARLIEST, LATEST);
            case BigDecimal number ->
                assertThat(number.precision() + Math.abs(number.scale())).isLessThan(1_000);
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    check(component.getName(), valueOf(record, component));
                }
            }
            case Collection<?> items -> items.forEach(item -> check(name, item));
            case null, default -> {}
        }
    }

    private static void checkText(String text) {
        assertThat(StorableText.of(text)).isSameAs(text);
    }

    private static void checkJson(String text) {
        checkText(text);
        try {
            checkJson(JSON.readTree(text), 0);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void checkJson(JsonNode node, int depth) {
        assertThat(depth).isLessThan(DEEPEST);
        if (node.isTextual()) {
            checkText(node.textValue());
        }
        node.properties().forEach(field -> checkText(field.getKey()));
        node.forEach(child -> checkJson(child, depth + 1));
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
