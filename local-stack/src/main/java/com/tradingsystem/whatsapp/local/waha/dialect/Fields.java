package com.tradingsystem.whatsapp.local.waha.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A JSON object that is written down field by field. */
@SuppressWarnings("unchecked") // the way ObjectNode itself declares deepCopy()
public final class Fields extends ObjectNode {

    private static final long serialVersionUID = 1L;

    Fields() {
        super(JsonNodeFactory.instance);
    }

    /** One more field; the value is a {@link JsonNode}, text, a number, a boolean, a collection of those, or null. */
    public Fields and(String name, @Nullable Object value) {
        set(name, Json.value(value));
        return this;
    }

    /** One more field, left out where the value is null, as JavaScript does with undefined. */
    public Fields maybe(String name, @Nullable Object value) {
        return value == null ? this : and(name, value);
    }
}
