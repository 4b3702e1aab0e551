package com.tradingsystem.whatsapp.media;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that a worker has claimed, as the table knew it then.
 *
 * @param id of the row in {@code media_downloads}
 * @param owner the worker that has it
 * @param message the message's number
 * @param messageId WAHA's full id of the message
 * @param chatId the chat it is kept under, which may by now have another name than in {@code messageId}
 * @param url where WAHA offered the file last; comes from outside
 * @param kind the word of {@link com.tradingsystem.whatsapp.event.MediaKind}
 * @param mimeType what the sender says it is
 * @param sizeBytes the length the sender declared
 * @param fileName the sender's name for it, in any characters
 * @param attempts how many failed before this one
 */
public record MediaJob(
        long id,
        String owner,
        long message,
        SessionName session,
        String messageId,
        String chatId,
        Instant messageTime,
        @Nullable String url,
        String kind,
        @Nullable String mimeType,
        @Nullable Long sizeBytes,
        @Nullable String fileName,
        int attempts) {}
