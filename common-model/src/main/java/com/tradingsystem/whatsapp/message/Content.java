package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.MessageContent;
import com.tradingsystem.whatsapp.event.MessageContent.ContactCards;
import com.tradingsystem.whatsapp.event.MessageContent.Media;
import com.tradingsystem.whatsapp.event.ObservedMessage;
import com.tradingsystem.whatsapp.event.Provenance;
import com.tradingsystem.whatsapp.identity.Addresses;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one telling says about a message besides its time and its way. Taken as a whole, never mixed.
 *
 * @param messageId WAHA's full id, as received
 * @param details null where the row on disk has them and they are not needed
 */
record Content(
        String messageId,
        Jid chat,
        Jid author,
        @Nullable Jid recipient,
        @Nullable Jid quotedAuthor,
        @Nullable String body,
        @Nullable String fileName,
        @Nullable String cardName,
        @Nullable StoredDetails details) {

    static Content of(ObservedMessage seen, Provenance provenance) {
        MessageContent content = seen.content();
        ObservedMessage.Quote quote = seen.quote();
        return new Content(
                seen.id().text(),
                seen.id().chat(),
                seen.sender(),
                seen.recipient(),
                quote == null ? null : quote.participant(),
                content.body(),
                content instanceof Media media ? media.pointer().fileName() : null,
                content instanceof ContactCards cards ? joined(cards.names(), ", ") : null,
                new StoredDetails(Details.of(seen, provenance), seen.rawData()));
    }

    static @Nullable String joined(List<String> parts, String separator) {
        return parts.isEmpty() ? null : String.join(separator, parts);
    }

    Content canonical(SessionName session, Addresses addresses) {
        return new Content(
                messageId,
                addresses.canonical(session, chat),
                addresses.canonical(session, author),
                recipient == null ? null : addresses.canonical(session, recipient),
                quotedAuthor == null ? null : addresses.canonical(session, quotedAuthor),
                body,
                fileName,
                cardName,
                details);
    }

    Content with(@Nullable StoredDetails newDetails) {
        return new Content(messageId, chat, author, recipient, quotedAuthor, body, fileName, cardName, newDetails);
    }

    /** What is left of it after the message was deleted for everyone and is to be forgotten. */
    Content erased() {
        StoredDetails left = details == null ? null : details.erased();
        return new Content(messageId, chat, author, recipient, quotedAuthor, null, null, null, left);
    }

    Stream<Jid> addresses() {
        return Stream.of(chat, author, recipient, quotedAuthor).mapMulti((jid, sink) -> {
            if (jid != null) {
                sink.accept(jid);
            }
        });
    }
}
