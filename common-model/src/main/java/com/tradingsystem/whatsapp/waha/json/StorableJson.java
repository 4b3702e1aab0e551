package com.tradingsystem.whatsapp.waha.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;

/**
 * The one gate through which foreign JSON comes in: whatever passed it can be written to a {@code jsonb} column.
 *
 * <p>That column knows no NUL characters, no lone surrogates and no numbers beyond 131,072 digits, and its parser is
 * recursive. Here characters are replaced, absurd numbers become texts and what is nested deeper than {@value
 * #MAX_DEPTH} levels is left out; each is noted as a flag. Takes time and memory linear in the input.
 */
public final class StorableJson {

    /** Real payloads stay below 50 levels, each quoted message adding about five. */
    public static final int MAX_DEPTH = 190;

    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_SCALE = 1_000;
    private static final int MAX_TEXT_OF_NUMBER = 1_000;
    private static final int DIGITS_OF_A_LONG = 18;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Set<Flag> flags;

    /** @param flags where oddities are noted */
    public StorableJson(Set<Flag> flags) {
        this.flags = flags;
    }

    /** Reads the value whose first token the parser stands on; afterwards it stands on its last. */
    public JsonNode read(JsonParser parser) throws IOException {
        return read(parser, 1);
    }

    private JsonNode read(JsonParser parser, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> depth > MAX_DEPTH ? skip(parser) : object(parser, depth);
            case START_ARRAY -> depth > MAX_DEPTH ? skip(parser) : array(parser, depth);
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_STRING -> NODES.textNode(text(parser.getText()));
            // Null, and the Java objects that only trees made by hand can hold.
            default -> NODES.nullNode();
        };
    }

    private JsonNode object(JsonParser parser, int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = text(parser.currentName());
            parser.nextToken();
            object.set(name, read(parser, depth + 1));
        }
        return object;
    }

    private JsonNode array(JsonParser parser, int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser, depth + 1));
        }
        return array;
    }

    private JsonNode skip(JsonParser parser) throws IOException {
        flags.add(Flag.TOO_DEEP);
        parser.skipChildren();
        return NODES.nullNode();
    }

    private JsonNode integer(JsonParser parser) throws IOException {
        String digits = parser.getText();
        if (digits.length() <= DIGITS_OF_A_LONG) {
            return NODES.numberNode(Long.parseLong(digits));
        }
        return digits.length() <= MAX_NUMBER_LENGTH ? DecimalNode.valueOf(new BigDecimal(digits)) : asText(digits);
    }

    private JsonNode decimal(JsonParser parser) throws IOException {
        String digits = parser.getText();
        if (digits.length() > MAX_NUMBER_LENGTH) {
            return asText(digits);
        }
        try {
            BigDecimal number = new BigDecimal(digits);
            return Math.abs((long) number.scale()) <= MAX_SCALE ? DecimalNode.valueOf(number) : asText(digits);
        } catch (NumberFormatException e) {
            return asText(digits);
        }
    }

    private JsonNode asText(String digits) {
        flags.add(Flag.PARTIAL);
        return NODES.textNode(StorableText.start(digits, MAX_TEXT_OF_NUMBER));
    }

    private String text(String text) {
        String storable = StorableText.of(text);
        if (!storable.equals(text)) {
            flags.add(Flag.UNSTORABLE_CHARACTERS);
        }
        return storable;
    }
}
