package com.tradingsystem.whatsapp.gateway.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message with everything that belongs to it. */
@JsonNaming(SnakeCaseStrategy.class)
record MessageDetailsJson(
        @JsonUnwrapped MessageJson message,
        @Nullable String originalBody,
        List<Edit> edits,
        List<Receipt> receipts,
        @Nullable Media media) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Edit(String editId, String editor, @Nullable String body, Instant editedAt) {}

    /** The participant is null where WAHA did not tell who. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Receipt(
            @Nullable String participant,
            @Nullable Instant serverAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable Instant playedAt,
            @Nullable Instant errorAt) {}

    /** The stored file. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Media(
            String downloadStatus,
            @Nullable String bucket,
            @Nullable String key,
            @Nullable String thumbnailKey,
            @Nullable String sha256,
            @Nullable Long sizeBytes) {}
}
