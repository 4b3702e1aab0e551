package com.tradingsystem.whatsapp.ingest.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries in the order they came, of which sessions take turns: one with thousands of events keeps no other waiting. Not safe for
 * use by many threads.
 */
final class FairQueue {

    /** The session whose turn it is comes first. */
    private final SequencedMap<String, Deque<Delivery>> bySession = new LinkedHashMap<>();

    private int size;

    void add(Delivery delivery) {
        bySession
                .computeIfAbsent(delivery.session(), session -> new ArrayDeque<>())
                .add(delivery);
        size++;
    }

    /** The next delivery; null if there is none. */
    @Nullable
    Delivery peek() {
        Map.Entry<String, Deque<Delivery>> first = bySession.firstEntry();
        return first == null ? null : first.getValue().peek();
    }

    /** Takes the next delivery, after which it is another session's turn. */
    Delivery remove() {
        return remove(bySession.sequencedKeySet().getFirst(), 1).getFirst();
    }

    /** Takes up to {@code most} deliveries of a session, after which it is another session's turn. */
    List<Delivery> remove(String session, int most) {
        Deque<Delivery> deliveries = bySession.remove(session);
        if (deliveries == null) {
            return List.of();
        }
        List<Delivery> taken = new ArrayList<>();
        while (taken.size() < most && !deliveries.isEmpty()) {
            taken.add(deliveries.remove());
        }
        if (!deliveries.isEmpty()) {
            bySession.put(session, deliveries);
        }
        size -= taken.size();
        return taken;
    }

    /** Takes all deliveries. */
    List<Delivery> removeAll() {
        List<Delivery> all = new ArrayList<>(size);
        bySession.values().forEach(all::addAll);
        bySession.clear();
        size = 0;
        return all;
    }

    int size() {
        return size;
    }
}
