package com.tradingsystem.whatsapp.local.waha.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes JSON down as it will look. */
public final class Json {

    /** JSON's null. */
    public static final JsonNode NULL = NullNode.getInstance();

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** An object without fields so far. */
    public static Fields object() {
        return new Fields();
    }

    /** An object that begins with this field. */
    public static Fields with(String name, @Nullable Object value) {
        return object().and(name, value);
    }

    /** An array. */
    public static ArrayNode array(Collection<?> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(value(value)));
        return array;
    }

    static JsonNode value(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case JsonNode node -> node;
            case Collection<?> values -> array(values);
            default -> MAPPER.valueToTree(value);
        };
    }
}
