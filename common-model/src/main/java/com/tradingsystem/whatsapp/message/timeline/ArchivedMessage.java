package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is stored.
 *
 * @param chatId as stored; for a while it may still be a LID whose phone number is known by now, like all addresses here
 * @param messageId WAHA's full id as first seen
 * @param from the author, also in groups
 * @param fromLid the author's LID, where one is known: it stays with the person when the number changes hands
 */
public record ArchivedMessage(
        long id,
        SessionName session,
        String coreId,
        boolean fromMe,
        String chatId,
        Instant timestamp,
        String messageId,
        String from,
        @Nullable String fromLid,
        @Nullable String to,
        String messageType,
        boolean hasMedia,
        boolean forwarded,
        Content content,
        Quote quote,
        Delivery delivery,
        Changes changes,
        Origin origin) {

    /**
     * What the message says.
     *
     * @param body the current text or caption
     * @param originalBody what it said first, once it was edited
     * @param linkPreview JSON
     * @param metadata JSON of an object
     */
    public record Content(
            @Nullable String body,
            @Nullable String originalBody,
            @Nullable String caption,
            @Nullable String mediaType,
            @Nullable String mediaMimeType,
            @Nullable Long mediaSizeBytes,
            @Nullable String mediaFilename,
            @Nullable Place location,
            @Nullable String contactVcard,
            @Nullable String contactName,
            @Nullable String linkPreview,
            String metadata) {

        static final Content NOTHING =
                new Content(null, null, null, null, null, null, null, null, null, null, null, "{}");
    }

    /** Where a location message points to. */
    public record Place(
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String name,
            @Nullable String address,
            @Nullable String url) {}

    /** The message this one answers, by its core id; all null where it answers none. */
    public record Quote(
            @Nullable String coreId,
            @Nullable String participant,
            @Nullable String body) {}

    /**
     * How far the message got.
     *
     * @param level 0 pending, 1 server, 2 device, 3 read, 4 played
     * @param error whether WhatsApp reported an error at some time
     */
    public record Delivery(
            int level, String status, @Nullable Instant at, boolean error) {}

    /** What happened to the message after it was sent. */
    public record Changes(
            @Nullable Instant editedAt,
            boolean deleted,
            @Nullable Instant deletedAt,
            @Nullable String deletedBy) {}

    /** How the message came here. */
    public record Origin(@Nullable String source, String syncSource, Instant createdAt, Instant updatedAt) {}

    /** This message without anything it says: that it was there, and nothing more. */
    public ArchivedMessage withoutContent() {
        return with(Content.NOTHING, new Quote(quote.coreId, quote.participant, null));
    }

    /** This message without the text it quotes. */
    public ArchivedMessage withoutQuotedText() {
        return with(content, new Quote(quote.coreId, quote.participant, null));
    }

    private ArchivedMessage with(Content otherContent, Quote otherQuote) {
        return new ArchivedMessage(
                id,
                session,
                coreId,
                fromMe,
                chatId,
                timestamp,
                messageId,
                from,
                fromLid,
                to,
                messageType,
                hasMedia,
                forwarded,
                otherContent,
                otherQuote,
                delivery,
                changes,
                origin);
    }
}
