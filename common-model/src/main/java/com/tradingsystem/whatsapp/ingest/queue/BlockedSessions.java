package com.tradingsystem.whatsapp.ingest.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sessions that could not be written because another transaction holds their locks or rows, and what waits for them. Not safe for
 * use by many threads.
 */
final class BlockedSessions {

    /** When each was found blocked for the last time, in nanoseconds of {@link System#nanoTime}. */
    private final Map<String, Long> since = new HashMap<>();

    private final FairQueue waiting = new FairQueue();

    boolean contains(String session) {
        return since.containsKey(session);
    }

    void block(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            since.put(delivery.session(), System.nanoTime());
            waiting.add(delivery);
        }
    }

    void add(Delivery delivery) {
        waiting.add(delivery);
    }

    /** Takes up to {@code most} deliveries of the session whose turn it is; none if nothing waits. */
    List<Delivery> next(int most) {
        Delivery first = waiting.peek();
        return first == null ? List.of() : waiting.remove(first.session(), most);
    }

    /** Ends the block of a session that was last found blocked at least so long ago, and returns what waits for it. */
    List<Delivery> release(String session, long nanosAgo) {
        Long found = since.get(session);
        if (found == null || System.nanoTime() - found < nanosAgo) {
            return List.of();
        }
        since.remove(session);
        return waiting.remove(session, Integer.MAX_VALUE);
    }

    List<Delivery> removeAll() {
        return waiting.removeAll();
    }

    /** How many sessions were found blocked within the time before now; one that has no events meanwhile may be free again. */
    int foundWithin(long nanos) {
        long now = System.nanoTime();
        return (int)
                since.values().stream().filter(found -> now - found < nanos).count();
    }
}
