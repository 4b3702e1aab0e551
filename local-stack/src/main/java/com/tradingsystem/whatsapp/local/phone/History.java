package com.tradingsystem.whatsapp.local.phone;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was said before the story begins. May be long, so it is walked, not held. Safe for use by many threads. */
public interface History {

    /** Nothing was said. */
    History EMPTY = of(List.of());

    /** The addresses of all chats. */
    Collection<String> chats();

    /** The messages of these chats sent from {@code from} to {@code to}, both inclusive, newest first. */
    Stream<Message> newestFirst(Collection<String> chats, Instant from, Instant to);

    /** The message with this core id. */
    Optional<Message> find(String coreId);

    /** A history that is known word for word. */
    static History of(Collection<Message> messages) {
        List<Message> sorted = messages.stream()
                .sorted(Comparator.comparing(Message::sentAt).reversed())
                .toList();
        return new History() {
            @Override
            public Collection<String> chats() {
                return sorted.stream().map(Message::chat).distinct().toList();
            }

            @Override
            public Stream<Message> newestFirst(Collection<String> chats, Instant from, Instant to) {
                return sorted.stream()
                        .filter(message -> chats.contains(message.chat()))
                        .filter(message -> !message.sentAt().isBefore(from)
                                && !message.sentAt().isAfter(to));
            }

            @Override
            public Optional<Message> find(String coreId) {
                return sorted.stream()
                        .filter(message -> message.coreId().equals(coreId))
                        .findFirst();
            }
        };
    }
}
