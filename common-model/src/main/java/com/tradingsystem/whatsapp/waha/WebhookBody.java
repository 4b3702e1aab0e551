package com.tradingsystem.whatsapp.waha;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import com.tradingsystem.whatsapp.waha.json.ForeignJson;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableJson;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an envelope, read as a stream so that a monstrous payload cannot take the envelope down with it.
 *
 * @param fields those that are read at all, by name; the last one where a name is there twice
 * @param flags what had to be repaired
 * @param problem why the body ends before its end, where it is nested too deep even to be walked through
 */
record WebhookBody(
        Map<String, Json> fields, Set<Flag> flags, @Nullable String problem) {

    /** The body is not JSON, or not an object. */
    static final class MalformedBody extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        MalformedBody(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    private static final Set<String> READ =
            Set.of("id", "timestamp", "event", "session", "me", "payload", "data", "engine", "environment");

    /** @throws MalformedBody if this is not JSON, not one value, or not an object */
    static WebhookBody parse(byte[] bytes) throws MalformedBody {
        String text = ForeignJson.decode(bytes);
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        try (JsonParser parser = ForeignJson.parser(text.substring(start))) {
            return read(parser, flags);
        } catch (JsonProcessingException | CharConversionException e) {
            throw new MalformedBody("not JSON");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static WebhookBody read(JsonParser parser, Set<Flag> flags) throws IOException, MalformedBody {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedBody(parser.currentToken() == null ? "empty" : "not a JSON object");
        }
        Map<String, Json> fields = new HashMap<>();
        try {
            StorableJson gate = new StorableJson(flags);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (READ.contains(name)) {
                    fields.put(name, Json.of(gate.read(parser)));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (StreamConstraintsException e) {
            flags.add(Flag.TOO_DEEP);
            return new WebhookBody(fields, flags, "nested deeper than " + ForeignJson.MAX_WALKABLE_DEPTH + " levels");
        }
        if (parser.nextToken() != null) {
            throw new MalformedBody("more than one JSON value");
        }
        return new WebhookBody(fields, flags, null);
    }

    Json get(String name) {
        return fields.getOrDefault(name, Json.NOTHING);
    }

    /** WAHA's {@code payload}, or the {@code data} of the short form. */
    Json payload() {
        return get("payload").or(get("data"));
    }
}
