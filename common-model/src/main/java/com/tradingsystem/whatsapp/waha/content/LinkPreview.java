package com.tradingsystem.whatsapp.waha.content;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.waha.json.Json;
import com.tradingsystem.whatsapp.waha.json.StorableText;
import org.jspecify.annotations.Nullable;

/** Reads the preview that an engine attached to a link; without its thumbnail, which stays in the raw message. */
public final class LinkPreview {

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private LinkPreview() {}

    /** The preview in a message, of {@code url}, {@code title} and {@code description}; null if it has none. */
    public static @Nullable JsonText of(Json message) {
        String url = message.get("canonicalUrl", "matchedText", "url", "link").text(LONGEST_URL);
        String title = message.get("title").text();
        String description = message.get("description").text();
        if (!message.get("matchedText", "canonicalUrl", "link").isThere() || (title == null && description == null)) {
            return null;
        }
        ObjectNode preview = JsonNodeFactory.instance.objectNode();
        put(preview, "url", url, LONGEST_URL);
        put(preview, "title", title, LONGEST_TITLE);
        put(preview, "description", description, LONGEST_DESCRIPTION);
        return new JsonText(preview.toString());
    }

    private static void put(ObjectNode preview, String name, @Nullable String text, int maxLength) {
        if (text != null) {
            preview.put(name, StorableText.start(text, maxLength));
        }
    }
}
