package com.tradingsystem.whatsapp.gateway.search;

import com.tradingsystem.whatsapp.contact.Aliases;
import com.tradingsystem.whatsapp.contact.ContactDirectory;
import com.tradingsystem.whatsapp.gateway.search.FoundMessages.Found;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.timeline.ArchivedMessage;
import com.tradingsystem.whatsapp.search.Highlights;
import com.tradingsystem.whatsapp.search.SearchQuery;
import com.tradingsystem.whatsapp.search.Term;
import com.tradingsystem.whatsapp.search.index.SearchIndex;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts together what is answered about messages that were found: with names, everybody under one address, and what was asked for marked. */
@Component
class HitView {

    private final SearchIndex index;
    private final Aliases aliases;
    private final ContactDirectory contacts;

    HitView(SearchIndex index, Aliases aliases, ContactDirectory contacts) {
        this.index = index;
        this.aliases = aliases;
        this.contacts = contacts;
    }

    /** How the people and chats of one session are shown. */
    private record Names(Map<String, String> phones, Map<String, String> names) {

        String address(String address) {
            return phones.getOrDefault(address, address);
        }
    }

    List<SearchJson.Hit> of(SearchQuery query, List<Found> found) {
        List<ArchivedMessage> messages = found.stream().map(Found::message).toList();
        Highlights highlights = highlights(query, messages);
        Map<String, Names> names = new HashMap<>();
        messages.stream()
                .collect(Collectors.groupingBy(ArchivedMessage::sessionName))
                .forEach((session, some) -> names.put(session, names(new SessionName(session), some)));
        return messages.stream()
                .map(message -> hit(message, Objects.requireNonNull(names.get(message.sessionName())), highlights))
                .toList();
    }

    private Highlights highlights(SearchQuery query, List<ArchivedMessage> messages) {
        Stream<String> asked = query.wanted().stream().map(Term::words).flatMap(List::stream);
        Stream<String> said = messages.stream()
                .map(FoundMessages::texts)
                .map(Map::values)
                .flatMap(Collection::stream)
                .flatMap(Highlights::words);
        Set<String> words = Stream.concat(asked, said).collect(Collectors.toSet());
        return new Highlights(query.wanted(), index.lexemes(words));
    }

    private Names names(SessionName session, List<ArchivedMessage> messages) {
        Set<String> addresses = messages.stream()
                .flatMap(message -> Stream.of(message.chatId(), message.fromWhatsappId()))
                .collect(Collectors.toSet());
        Map<String, String> phones = aliases.phonesOf(
                session,
                addresses.stream().filter(address -> address.endsWith("@lid")).toList());
        Set<String> canonical = addresses.stream()
                .map(address -> phones.getOrDefault(address, address))
                .collect(Collectors.toSet());
        return new Names(phones, contacts.namesOf(session, canonical));
    }

    private static SearchJson.Hit hit(ArchivedMessage message, Names names, Highlights highlights) {
        String chat = names.address(message.chatId());
        String author = names.address(message.fromWhatsappId());
        return new SearchJson.Hit(
                Long.toString(message.id()),
                message.messageId(),
                message.coreId(),
                message.sessionName(),
                chat,
                names.names.get(chat),
                author,
                names.names.get(author),
                message.isFromMe(),
                message.timestamp(),
                message.details().messageType(),
                message.texts().body(),
                message.texts().mediaFilename(),
                message.texts().contactName(),
                FoundMessages.texts(message).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                        .flatMap(text -> highlights.in(text.getValue()).stream()
                                .map(span -> new SearchJson.Highlight(text.getKey(), span.start(), span.end())))
                        .toList());
    }
}
