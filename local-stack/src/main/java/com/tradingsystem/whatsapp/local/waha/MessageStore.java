package com.tradingsystem.whatsapp.local.waha;

import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import com.tradingsystem.whatsapp.local.phone.History;
import com.tradingsystem.whatsapp.local.phone.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What an engine remembers: the history and what was received since. It forgets as engines do: an edit overwrites, what was
 * revoked vanishes, reactions become part of their message. Safe for use by many threads.
 */
final class MessageStore {

    /** What was received before so many messages is forgotten, so that a demo may run for weeks. */
    private static final int CAPACITY = 20_000;

    private static final Comparator<Message> NEWEST_FIRST =
            Comparator.comparing(Message::sentAt).reversed();

    private final History history;
    private final Map<String, Message> received = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
            return size() > CAPACITY;
        }
    };
    private final Map<String, Optional<Instant>> historyEnds = new ConcurrentHashMap<>();

    MessageStore(History history) {
        this.history = history;
    }

    synchronized void add(Message message) {
        received.putIfAbsent(message.coreId(), message);
    }

    /** Changes a message that was received; what is history stays as it is. */
    synchronized void change(String coreId, UnaryOperator<Message> change) {
        received.computeIfPresent(coreId, (id, message) -> change.apply(message));
    }

    synchronized void remove(String coreId) {
        received.remove(coreId);
    }

    /** What was received and is still there, oldest first. */
    synchronized List<Message> received() {
        return List.copyOf(received.values());
    }

    Optional<Message> find(String coreId) {
        synchronized (this) {
            Message message = received.get(coreId);
            if (message != null) {
                return Optional.of(message);
            }
        }
        return history.find(coreId);
    }

    Set<String> chats() {
        Set<String> chats = new LinkedHashSet<>(history.chats());
        received().forEach(message -> chats.add(message.chat()));
        return chats;
    }

    /** Both limits inclusive. What was received in the same second comes in another order every time, as there is none. */
    Stream<Message> newestFirst(Collection<String> chats, Instant from, Instant to) {
        NavigableMap<Instant, List<Message>> recent = new TreeMap<>(Comparator.reverseOrder());
        for (Message message : received()) {
            if (chats.contains(message.chat())
                    && !message.sentAt().isBefore(from)
                    && !message.sentAt().isAfter(to)) {
                recent.computeIfAbsent(message.sentAt(), second -> new ArrayList<>())
                        .add(message);
            }
        }
        recent.values().forEach(Collections::shuffle);
        Stream<Message> newer = recent.values().stream().flatMap(List::stream);
        Stream<Message> older = history.newestFirst(chats, from, to);
        return Streams.stream(Iterators.mergeSorted(List.of(newer.iterator(), older.iterator()), NEWEST_FIRST));
    }

    /** The newest message of a chat. */
    Optional<Message> newest(String chat) {
        return newestFirst(List.of(chat), Instant.MIN, Instant.MAX).findFirst();
    }

    /** When the history of a chat ends. */
    Optional<Instant> historyEnd(String chat) {
        return historyEnds.computeIfAbsent(
                chat,
                key -> history.newestFirst(List.of(key), Instant.MIN, Instant.MAX)
                        .findFirst()
                        .map(Message::sentAt));
    }

    /** When the first message of a chat was received. */
    Optional<Instant> firstHeard(String chat) {
        return received().stream()
                .filter(message -> message.chat().equals(chat))
                .map(Message::sentAt)
                .findFirst();
    }

    History history() {
        return history;
    }
}
