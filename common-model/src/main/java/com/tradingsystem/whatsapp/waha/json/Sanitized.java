package com.tradingsystem.whatsapp.waha.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.tradingsystem.whatsapp.event.Reading.Flag;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A value that passed the gate, with what had to be repaired in it.
 *
 * <p>What is judged by itself, such as each message of a list, passes the gate by itself: so its depth counts from its own
 * root, and its repairs concern nothing else.
 *
 * @param flags may be added to
 */
public record Sanitized(Json json, Set<Flag> flags) {

    /** Nothing. */
    static Sanitized nothing() {
        return new Sanitized(Json.NOTHING, EnumSet.noneOf(Flag.class));
    }

    /** Reads the value whose first token the parser stands on, if there is one; afterwards it stands on its last. */
    public static Sanitized read(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            return nothing();
        }
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        return new Sanitized(Json.of(new StorableJson(flags).read(parser)), flags);
    }

    /** Lets a tree through that was parsed elsewhere. */
    public static Sanitized of(JsonNode tree) {
        try (JsonParser parser = tree.traverse()) {
            parser.nextToken();
            return read(parser);
        } catch (IOException e) {
            // Jackson's own limit on depth; nothing else can fail in memory.
            return new Sanitized(Json.NOTHING, EnumSet.of(Flag.TOO_DEEP));
        }
    }
}
