package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.contact.ChatAddresses;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.MediaStates;
import com.tradingsystem.whatsapp.media.MediaStates.MediaState;
import com.tradingsystem.whatsapp.message.ArchivedMessage;
import com.tradingsystem.whatsapp.message.Satellites;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts together what is answered about messages: with their files and reactions, everybody under one address, and without
 * what was deleted where that is to be hidden. One query each for however many messages.
 */
@Component
class MessageView {

    private final Satellites satellites;
    private final MediaStates media;
    private final Aliases aliases;

    MessageView(Satellites satellites, MediaStates media, Aliases aliases) {
        this.satellites = satellites;
        this.media = media;
        this.aliases = aliases;
    }

    List<MessageJson> of(SessionName session, ChatAddresses chat, List<ArchivedMessage> messages, boolean hideDeleted) {
        if (messages.isEmpty()) {
            return List.of();
        }
        List<ArchivedMessage> shown = hideDeleted ? withoutDeleted(session, messages) : messages;
        Map<String, List<Satellites.Reaction>> reactions = satellites.reactions(
                session, messages.stream().map(m -> m.key().coreId()).toList());
        Map<MessageKey, MediaState> files = media.of(
                session,
                shown.stream()
                        .filter(ArchivedMessage::hasMedia)
                        .map(ArchivedMessage::key)
                        .toList());
        People people = people(
                session,
                shown,
                reactions.values().stream().flatMap(List::stream).map(Satellites.Reaction::reactor));
        return shown.stream()
                .map(message -> MessageJson.of(
                        message,
                        chat.canonical(),
                        people,
                        reactions.getOrDefault(message.key().coreId(), List.of()),
                        isHidden(message, hideDeleted) ? null : files.get(message.key())))
                .toList();
    }

    MessageDetailsJson detailsOf(
            SessionName session, ChatAddresses chat, ArchivedMessage message, boolean hideDeleted) {
        boolean hidden = isHidden(message, hideDeleted);
        List<Satellites.Edit> edits = satellites.edits(session, message.key().coreId());
        List<Satellites.Receipt> receipts =
                satellites.receipts(session, message.key().coreId());
        People people = people(
                session,
                List.of(),
                Stream.concat(
                        edits.stream().map(Satellites.Edit::editor),
                        receipts.stream().map(Satellites.Receipt::participant)));
        MediaState file = hidden || !message.hasMedia()
                ? null
                : media.of(session, List.of(message.key())).get(message.key());
        return new MessageDetailsJson(
                of(session, chat, List.of(message), hideDeleted).getFirst(),
                hidden ? null : message.content().originalBody(),
                edits.stream()
                        .map(edit -> new MessageDetailsJson.Edit(
                                edit.editId(), people.address(edit.editor()), hidden ? null : edit.body(), edit.at()))
                        .toList(),
                Receipts.merged(receipts, people::address),
                file == null
                        ? null
                        : new MessageDetailsJson.Media(
                                file.status(),
                                file.bucket(),
                                file.key(),
                                file.thumbnailKey(),
                                file.hash(),
                                file.sizeBytes()));
    }

    /** Also takes the text of deleted messages out of those that quote them. */
    private List<ArchivedMessage> withoutDeleted(SessionName session, List<ArchivedMessage> messages) {
        Set<String> quoted = messages.stream()
                .filter(message -> message.quote().body() != null)
                .map(message -> message.quote().coreId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> deleted = satellites.revoked(session, quoted);
        return messages.stream()
                .map(message -> {
                    if (message.changes().deleted()) {
                        return message.withoutContent();
                    }
                    String quote = message.quote().coreId();
                    return quote != null && deleted.contains(quote) ? message.withoutQuotedText() : message;
                })
                .toList();
    }

    private static boolean isHidden(ArchivedMessage message, boolean hideDeleted) {
        return hideDeleted && message.changes().deleted();
    }

    private People people(SessionName session, List<ArchivedMessage> messages, Stream<String> others) {
        Stream<@Nullable String> mentioned = messages.stream()
                .flatMap(message -> Stream.of(
                        message.from(),
                        message.to(),
                        message.quote().participant(),
                        message.changes().deletedBy()));
        Set<String> lids = Stream.concat(mentioned, others)
                .filter(Objects::nonNull)
                .filter(address -> address.endsWith("@lid"))
                .collect(Collectors.toSet());
        return new People(aliases.phonesOf(session, lids));
    }
}
