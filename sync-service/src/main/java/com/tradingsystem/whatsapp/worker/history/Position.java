package com.tradingsystem.whatsapp.worker.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands, as the database keeps it.
 *
 * @param source which of the chat's addresses is being asked; see {@link WahaChatAddresses}
 * @param blocked whether an address before could not be walked to its end
 * @param at where the walk over that address stands
 */
record Position(int source, boolean blocked, WalkState at) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a position is always writable", e);
        }
    }

    /** Null if the text is none this version can read; the run is then begun again, which costs time and nothing else. */
    static @Nullable Position parse(@Nullable String json) {
        try {
            Position position = json == null ? null : JSON.readValue(json, Position.class);
            return position == null || position.source < 0 || position.at == null ? null : position;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
