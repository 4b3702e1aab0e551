package com.tradingsystem.whatsapp.waha.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tradingsystem.whatsapp.identity.Jid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a payload, where there is something or not. To WAHA, absent and {@code null} are the same, numbers may be
 * texts and truth may be a number; here a value of any other type than the one asked for reads as absent.
 */
public record Json(JsonNode node) {

    /** What is not there. */
    public static final Json NOTHING = new Json(MissingNode.getInstance());

    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_SCALE = 100;

    /** Wraps a node; null is {@link #NOTHING}. */
    public static Json of(@Nullable JsonNode node) {
        return node == null || node.isNull() ? NOTHING : new Json(node);
    }

    /** What an object has under this name. */
    public Json get(String name) {
        return of(node.get(name));
    }

    /** What an object has under the first of these names that it has anything under. */
    public Json get(String name, String... others) {
        Json found = get(name);
        for (int i = 0; i < others.length && !found.isThere(); i++) {
            found = get(others[i]);
        }
        return found;
    }

    /**
     * What an object has under this name in any spelling of small and capital letters; else what it has one level deeper,
     * where Go puts a choice of a protobuf: {@code {"Response": {"SelectedDisplayText": …}}}.
     */
    public Json part(String name) {
        Json found = get(name);
        if (found.isThere()) {
            return found;
        }
        Json wrapped = NOTHING;
        for (Map.Entry<String, JsonNode> field : fields()) {
            Json value = of(field.getValue());
            if (field.getKey().equalsIgnoreCase(name) && value.isThere()) {
                return value;
            }
            if (!wrapped.isThere() && value.isObject() && startsWithCapital(field.getKey())) {
                wrapped = value.spelledAnyhow(name);
            }
        }
        return wrapped;
    }

    private Json spelledAnyhow(String name) {
        return fields().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(field -> of(field.getValue()))
                .filter(Json::isThere)
                .findFirst()
                .orElse(NOTHING);
    }

    private static boolean startsWithCapital(String name) {
        return !name.isEmpty() && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z';
    }

    /** This if it is there, else the other. */
    public Json or(Json other) {
        return isThere() ? this : other;
    }

    /** Whether there is a value that is not null. */
    public boolean isThere() {
        return !node.isMissingNode();
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return node.isObject();
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return node.isArray();
    }

    /** The elements of an array; none if this is not one. */
    public List<Json> items() {
        if (!node.isArray()) {
            return List.of();
        }
        List<Json> items = new ArrayList<>(node.size());
        node.forEach(item -> items.add(of(item)));
        return items;
    }

    /** The fields of an object in their order; none if this is not one. */
    public Set<Map.Entry<String, JsonNode>> fields() {
        return node.properties();
    }

    /** A text that is not empty, or a number as text. */
    @Nullable
    public String text() {
        if (node.isTextual()) {
            return node.textValue().isEmpty() ? null : node.textValue();
        }
        return node.isNumber() ? node.asText() : null;
    }

    /** A text of at most this length; a longer one cannot be what was meant. */
    @Nullable
    public String text(int maxLength) {
        String text = text();
        return text == null || text.length() > maxLength || text.isBlank() ? null : text;
    }

    /** True, 1 or the like; false, 0 or the like; null for anything else. */
    @Nullable
    public Boolean flag() {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        String text = text(5);
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> Boolean.TRUE;
            case "0", "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** Whether it is {@code true}, as a boolean, a number or a text. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(flag());
    }

    /** A number, a text that is one, or the object that JavaScript engines make of 64-bit numbers. */
    @Nullable
    public BigDecimal number() {
        if (node.isNumber()) {
            return reasonable(node.decimalValue());
        }
        if (node.isObject() && node.has("low") && node.has("high")) {
            return BigDecimal.valueOf(
                    (node.get("high").asLong() << 32) | (node.get("low").asLong() & 0xffff_ffffL));
        }
        String text = text(MAX_NUMBER_LENGTH);
        if (text == null) {
            return null;
        }
        try {
            return reasonable(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A whole number within the range of a long. */
    @Nullable
    public Long whole() {
        BigDecimal number = number();
        try {
            return number == null ? null : number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** An address, as text or as the object that browser engines make of one. */
    @Nullable
    public Jid jid() {
        if (node.isTextual()) {
            return Jid.parse(node.textValue());
        }
        Jid serialized = Jid.parse(get("_serialized").text());
        if (serialized != null) {
            return serialized;
        }
        String user = get("user").text();
        String server = get("server").text();
        return user == null || server == null ? null : Jid.parse(user + "@" + server);
    }

    private static @Nullable BigDecimal reasonable(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_SCALE && number.precision() <= MAX_NUMBER_LENGTH ? number : null;
    }
}
