package com.tradingsystem.whatsapp.local.waha;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call of the REST interface.
 *
 * @param path as sent, still encoded
 * @param variables what the braces of the route stand for
 * @param query every value of every parameter, still encoded
 * @param header gives a header by name; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Call(
        String method,
        String path,
        Map<String, String> variables,
        Map<String, List<String>> query,
        UnaryOperator<@Nullable String> header,
        byte[] body) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    Call with(Map<String, String> newVariables) {
        return new Call(method, path, newVariables, query, header, body);
    }

    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no " + name);
        }
        return value;
    }

    @Nullable
    String text(String name) {
        return values(name).reduce((first, last) -> last).orElse(null);
    }

    /** All values of a parameter, repeated or with commas between. */
    List<String> all(String name) {
        return values(name)
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private Stream<String> values(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .map(value -> URLDecoder.decode(Objects.requireNonNullElse(value, ""), StandardCharsets.UTF_8));
    }

    long number(String name, long ifMissing) {
        String value = text(name);
        if (value == null) {
            return ifMissing;
        }
        try {
            return value.isBlank() ? 0 : (long) Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw Refusal.invalid(name + " must be a number conforming to the specified constraints");
        }
    }

    boolean flag(String name, boolean ifMissing) {
        Boolean value = flag(name);
        return value == null ? ifMissing : value;
    }

    @Nullable
    Boolean flag(String name) {
        String value = text(name);
        return switch (value == null ? "" : value) {
            case "" -> null;
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> throw Refusal.invalid(name + " must be a boolean value");
        };
    }

    String oneOf(String name, String ifMissing, String... allowed) {
        String value = text(name);
        if (value == null) {
            return ifMissing;
        }
        if (!List.of(allowed).contains(value)) {
            throw Refusal.invalid(name + " must be one of the following values: " + String.join(", ", allowed));
        }
        return value;
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Refusal(Answer.error(400, "Unexpected token in JSON", "Bad Request"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
