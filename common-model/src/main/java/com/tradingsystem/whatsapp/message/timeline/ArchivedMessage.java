package com.tradingsystem.whatsapp.message.timeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.message.Details;
import com.tradingsystem.whatsapp.message.RecordColumns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is stored: each component is a column, as {@link RecordColumns} describes. What is answered as it is stored goes into
 * the answer as a record of its own.
 *
 * @param chatId as stored; for a while it may still be a LID whose phone number is known by now, like all addresses here
 * @param messageId WAHA's full id as first seen
 * @param fromWhatsappId the author, also in groups
 * @param fromLid the author's LID, where one is known: it stays with the person when the number changes hands
 * @param originalBody what it said first, once it was edited
 * @param quotedParticipant who wrote the message it answers
 */
public record ArchivedMessage(
        long id,
        String sessionName,
        String coreId,
        boolean isFromMe,
        String chatId,
        Instant timestamp,
        String messageId,
        String fromWhatsappId,
        @Nullable String fromLid,
        @Nullable String toWhatsappId,
        @JsonUnwrapped Texts texts,
        @Nullable String originalBody,
        @Nullable String quotedParticipant,
        @JsonUnwrapped Details details,
        @JsonUnwrapped Delivery delivery,
        @JsonUnwrapped Changes changes,
        @Nullable String deletedBy,
        Instant createdAt,
        Instant updatedAt) {

    /** Public reads leave out raw_data, which may be megabytes. */
    static final RecordColumns<ArchivedMessage> COLUMNS = RecordColumns.of(ArchivedMessage.class);

    /**
     * The texts by which a message is found.
     *
     * @param body the current text or caption
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Texts(
            @Nullable String body,
            @Nullable String caption,
            @Nullable String mediaFilename,
            @Nullable String contactName) {

        static final Texts NONE = new Texts(null, null, null, null);
    }

    /**
     * How far the message got.
     *
     * @param ack 0 pending, 1 server, 2 device, 3 read, 4 played
     * @param ackError whether WhatsApp reported an error at some time
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Delivery(
            int ack, String ackStatus, @Nullable Instant ackTimestamp, boolean ackError) {}

    /** What happened to the message after it was sent. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Changes(
            @Nullable Instant editedAt,
            boolean isDeleted,
            @Nullable Instant deletedAt) {}

    /** This message without anything it says: that it was there, and nothing more. */
    public ArchivedMessage withoutContent() {
        return with(Texts.NONE, null, details.hidden());
    }

    /** This message without the text it quotes. */
    public ArchivedMessage withoutQuotedText() {
        return with(texts, originalBody, details.withoutQuotedText());
    }

    private ArchivedMessage with(Texts otherTexts, @Nullable String otherOriginal, Details otherDetails) {
        return new ArchivedMessage(
                id,
                sessionName,
                coreId,
                isFromMe,
                chatId,
                timestamp,
                messageId,
                fromWhatsappId,
                fromLid,
                toWhatsappId,
                otherTexts,
                otherOriginal,
                quotedParticipant,
                otherDetails,
                delivery,
                changes,
                deletedBy,
                createdAt,
                updatedAt);
    }
}
