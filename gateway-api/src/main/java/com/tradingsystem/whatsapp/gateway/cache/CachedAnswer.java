package com.tradingsystem.whatsapp.gateway.cache;

import org.jspecify.annotations.Nullable;

/**
 * An answer and the version of the session it was true for. No header holds a line break, so the text of it is the headers, a line
 * each, and the body.
 *
 * @param link the header that leads to the next page; empty where there is none
 */
record CachedAnswer(String version, String contentType, String link, String body) {

    private static final int PARTS = 4;

    String toText() {
        return String.join("\n", version, contentType, link, body);
    }

    /** Null for what another version of the software may have kept. */
    static @Nullable CachedAnswer parse(String text) {
        String[] parts = text.split("\n", PARTS);
        return parts.length == PARTS ? new CachedAnswer(parts[0], parts[1], parts[2], parts[3]) : null;
    }
}
