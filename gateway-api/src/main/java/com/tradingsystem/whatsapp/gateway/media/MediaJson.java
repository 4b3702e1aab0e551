package com.tradingsystem.whatsapp.gateway.media;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.media.MediaStates.MediaDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a file, by the columns of {@code media_downloads}. */
@JsonNaming(SnakeCaseStrategy.class)
record MediaJson(
        String id,
        String sessionName,
        String chatId,
        String coreId,
        boolean isFromMe,
        Instant messageTimestamp,
        String mediaType,
        @Nullable String mediaMimeType,
        @Nullable Long mediaSizeBytes,
        @Nullable String mediaFilename,
        String downloadStatus,
        @Nullable String downloadReason,
        @Nullable String downloadError,
        int retryCount,
        Instant queuedAt,
        @Nullable Instant nextRetryAt,
        @Nullable Instant downloadCompletedAt,
        @Nullable String fileMimeType,
        @Nullable Long fileSizeBytes,
        @Nullable String fileHash,
        @Nullable String file,
        @Nullable String thumbnail) {

    static MediaJson of(MediaDetails media) {
        String path = "/api/media/" + media.state().id();
        boolean isStored = StoredFiles.isStored(media);
        return new MediaJson(
                Long.toString(media.state().id()),
                media.session().value(),
                media.chatId(),
                media.coreId(),
                media.fromMe(),
                media.messageTimestamp(),
                media.declared().kind(),
                media.declared().type(),
                media.declared().sizeBytes(),
                media.declared().fileName(),
                media.state().status(),
                media.reason(),
                media.error(),
                media.attempts(),
                media.queuedAt(),
                media.nextRetryAt(),
                media.completedAt(),
                media.type(),
                media.state().sizeBytes(),
                media.state().hash(),
                isStored ? path + "/file" : null,
                isStored && media.state().thumbnailKey() != null ? path + "/thumbnail" : null);
    }
}
