package com.tradingsystem.whatsapp.gateway.message;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as it is answered. The names are part of the interface; many are older than this system. */
@JsonNaming(SnakeCaseStrategy.class)
record MessageJson(
        String id,
        String messageId,
        String coreId,
        String sessionName,
        String chatId,
        String fromWhatsappId,
        @Nullable String toWhatsappId,
        Instant timestamp,
        boolean isFromMe,
        boolean isForwarded,
        boolean isGroup,
        boolean isBroadcast,
        boolean isStatus,
        String messageType,
        @Nullable String body,
        @Nullable String caption,
        @JsonUnwrapped Media media,
        @JsonUnwrapped Quote quote,
        @Nullable Location location,
        @Nullable String contactName,
        @Nullable String contactVcard,
        @JsonRawValue @Nullable String linkPreview,
        List<Reaction> reactions,
        @JsonUnwrapped Delivery delivery,
        @JsonUnwrapped Changes changes,
        @Nullable String source,
        String syncSource,
        @JsonRawValue String metadata,
        Instant createdAt,
        Instant updatedAt) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Media(
            boolean hasMedia,
            @Nullable String mediaType,
            @Nullable String mediaMimeType,
            @Nullable Long mediaSizeBytes,
            @Nullable String mediaFilename,
            @Nullable String mediaDownloadStatus,
            @Nullable String mediaLocalPath,
            @Nullable String mediaThumbnailPath) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Quote(
            @Nullable String quotedMessageId,
            @Nullable String quotedParticipant,
            @Nullable String quotedBody) {}

    record Location(
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String name,
            @Nullable String address,
            @Nullable String url) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Reaction(String reactor, String emoji, Instant reactedAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Delivery(int ack, String ackStatus, @Nullable Instant ackTimestamp, boolean ackError) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Changes(
            @Nullable Instant editedAt,
            boolean isDeleted,
            @Nullable Instant deletedAt,
            @Nullable String deletedBy) {}
}
