package com.tradingsystem.whatsapp.worker.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages of one answer, in the order they came. */
record HistoryPage(List<OfferedMessage> messages) {

    static final HistoryPage NONE = new HistoryPage(List.of());

    HistoryPage {
        messages = List.copyOf(messages);
    }

    int size() {
        return messages.size();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** The second of the first message; there must be one. */
    long first() {
        return messages.getFirst().second();
    }

    /** The second of the last message; there must be one. */
    long last() {
        return messages.getLast().second();
    }

    boolean isNewestFirst() {
        for (int i = 1; i < messages.size(); i++) {
            if (messages.get(i).second() > messages.get(i - 1).second()) {
                return false;
            }
        }
        return true;
    }

    boolean hasAnyAfter(@Nullable Long second) {
        return second != null && messages.stream().anyMatch(message -> message.second() > second);
    }

    boolean contains(String id) {
        return messages.stream().anyMatch(message -> message.id().equals(id));
    }

    /** The ids of the messages at or after a second; of all if it is null. The set may be changed. */
    Set<String> idsFrom(@Nullable Long second) {
        Set<String> ids = HashSet.newHashSet(messages.size());
        for (OfferedMessage message : messages) {
            if (second == null || message.second() >= second) {
                ids.add(message.id());
            }
        }
        return ids;
    }
}
