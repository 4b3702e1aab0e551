package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.ContactCards;
import com.tradingsystem.whatsapp.event.MessageContent.Location;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.MessageContent.Other;
import com.tradingsystem.whatsapp.event.MessageContent.Poll;
import com.tradingsystem.whatsapp.event.MessageContent.Text;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.ObservedMessage.Quote;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.message.annotation.JsonArrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what was seen of a message into the columns it is kept in. */
final class ContentReader {

    private static final Quote NO_QUOTE = new Quote(null, null, null);
    private static final String NO_METADATA = "{}";

    private ContentReader() {}

    static Content read(ObservedMessage seen, Provenance provenance) {
        MessageContent content = seen.content();
        Quote quote = seen.quote() == null ? NO_QUOTE : seen.quote();
        return new Content(
                seen.id().text(),
                seen.id().chat(),
                seen.sender(),
                seen.recipient(),
                quote.participant(),
                content.body(),
                content instanceof Media media ? media.pointer().fileName() : null,
                content instanceof ContactCards cards ? joined(cards.names(), ", ") : null,
                details(seen, quote, provenance));
    }

    private static Details details(ObservedMessage seen, Quote quote, Provenance provenance) {
        MessageContent content = seen.content();
        return new Details(
                content.type(),
                content instanceof Media media ? media(media) : null,
                seen.forwarded(),
                quote.coreId(),
                quote.body(),
                content instanceof Location location ? place(location) : null,
                content instanceof ContactCards cards ? joined(cards.vcards(), "\n") : null,
                seen.linkPreview(),
                seen.source(),
                provenance.source(),
                metadata(content),
                seen.rawData());
    }

    private static Details.Media media(Media media) {
        return new Details.Media(
                media.kind().type(), media.pointer().mimeType(), media.pointer().sizeBytes());
    }

    private static Details.Place place(Location place) {
        return new Details.Place(place.latitude(), place.longitude(), place.name(), place.address(), place.url());
    }

    private static String metadata(MessageContent content) {
        return switch (content) {
            case Poll poll -> "{\"poll_options\": " + JsonArrays.of(poll.options()) + "}";
            case Text t -> NO_METADATA;
            case Media m -> NO_METADATA;
            case Location l -> NO_METADATA;
            case ContactCards c -> NO_METADATA;
            case Other o -> NO_METADATA;
        };
    }

    private static @Nullable String joined(List<String> parts, String separator) {
        return parts.isEmpty() ? null : String.join(separator, parts);
    }
}
