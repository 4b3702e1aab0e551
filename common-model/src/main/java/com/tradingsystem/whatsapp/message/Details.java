package com.tradingsystem.whatsapp.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.tradingsystem.whatsapp.event.JsonText;
import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.ContactCards;
import com.tradingsystem.whatsapp.event.MessageContent.Location;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Poll;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.event.Place;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.message.annotation.JsonArrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of a message's content that is only written and shown, and never merged. This is the one declaration of its columns: the
 * arrays of the writer, what is read of a stored row, the columns of a page and the members of the answer follow from the components,
 * as {@link RecordColumns} describes.
 *
 * @param metadata of our own, an object
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Details(
        String messageType,
        boolean hasMedia,
        @Nullable String mediaType,
        @Nullable String mediaMimeType,
        @Nullable Long mediaSizeBytes,
        @Nullable String quotedMessageId,
        @Nullable String quotedBody,
        @Nullable Place location,
        @Nullable String contactVcard,
        String syncSource,
        JsonText metadata,
        @JsonUnwrapped ObservedMessage.Attributes attributes) {

    static final RecordColumns<Details> COLUMNS = RecordColumns.of(Details.class);

    private static final Quote NO_QUOTE = new Quote(null, null, null);
    private static final JsonText NO_METADATA = new JsonText("{}");
    private static final JsonText ERASED = new JsonText("{\"erased\": true}");

    static Details of(ObservedMessage seen, Provenance provenance) {
        MessageContent content = seen.content();
        Quote quote = seen.quote() == null ? NO_QUOTE : seen.quote();
        Media media = content instanceof Media file ? file : null;
        return new Details(
                content.type(),
                media != null,
                media == null ? null : media.kind().type(),
                media == null ? null : media.pointer().mimeType(),
                media == null ? null : media.pointer().sizeBytes(),
                quote.coreId(),
                quote.body(),
                content instanceof Location location ? location.place() : null,
                content instanceof ContactCards cards ? Content.joined(cards.vcards(), "\n") : null,
                provenance.source(),
                content instanceof Poll poll
                        ? new JsonText("{\"poll_options\": " + JsonArrays.of(poll.options()) + "}")
                        : NO_METADATA,
                seen.attributes());
    }

    /** What is left where the message was deleted for everyone and is to be forgotten. */
    Details erased() {
        return withoutContent(mediaType, ERASED);
    }

    /** What is shown where the message is hidden: that it was there, and nothing more. */
    public Details hidden() {
        return withoutContent(null, NO_METADATA);
    }

    /** The same without the text it quotes. */
    public Details withoutQuotedText() {
        return new Details(
                messageType,
                hasMedia,
                mediaType,
                mediaMimeType,
                mediaSizeBytes,
                quotedMessageId,
                null,
                location,
                contactVcard,
                syncSource,
                metadata,
                attributes);
    }

    private Details withoutContent(@Nullable String kindOfMedia, JsonText newMetadata) {
        return new Details(
                messageType,
                hasMedia,
                kindOfMedia,
                null,
                null,
                quotedMessageId,
                null,
                null,
                null,
                syncSource,
                newMetadata,
                attributes.withoutContent());
    }
}
