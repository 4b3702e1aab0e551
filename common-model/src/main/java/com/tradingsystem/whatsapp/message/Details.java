package com.tradingsystem.whatsapp.message;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The part of a message's content that is only written and never merged.
 *
 * @param linkPreview JSON
 * @param metadata JSON of our own, an object
 * @param rawData JSON of the engine
 */
record Details(
        String type,
        @Nullable Media media,
        boolean forwarded,
        @Nullable String quotedCoreId,
        @Nullable String quotedBody,
        @Nullable Place place,
        @Nullable String cards,
        @Nullable String linkPreview,
        @Nullable String source,
        String syncSource,
        String metadata,
        @Nullable String rawData) {

    /** A file's description, except for its name. */
    record Media(
            String type,
            @Nullable String mimeType,
            @Nullable Long sizeBytes) {}

    /** Where a location message points. */
    record Place(
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String name,
            @Nullable String address,
            @Nullable String url) {}

    /** In {@link #metadata} of a message whose content was erased. */
    static final String ERASED = "{\"erased\": true}";

    Details erased() {
        Media kind = media == null ? null : new Media(media.type, null, null);
        return new Details(
                type, kind, forwarded, quotedCoreId, null, null, null, null, source, syncSource, ERASED, null);
    }
}
