package com.tradingsystem.whatsapp.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for a committer: bounded by count and by bytes, where what committers are at work on counts too.
 *
 * <p>Safe for use by many threads. Whether events are taken at all is decided under the same lock that adds them, so that none
 * is added behind the back of whoever closed the queue and emptied it.
 */
final class DeliveryQueue {

    private final int maxEvents;
    private final long maxBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition gathered = lock.newCondition();
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private int gathering = Integer.MAX_VALUE;
    private int events;
    private long bytes;
    private @Nullable Refusal closed;
    private boolean stopped;

    DeliveryQueue(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Adds an event; returns why not, or null. A single event is taken whatever its size if nothing else is there. */
    @Nullable
    Refusal offer(Delivery delivery) {
        lock.lock();
        try {
            if (closed != null) {
                return closed;
            }
            if (events >= maxEvents || (events > 0 && bytes + delivery.bytes() > maxBytes)) {
                return Refusal.FULL;
            }
            events++;
            bytes += delivery.bytes();
            waiting.add(delivery);
            arrived.signal();
            if (waiting.size() >= gathering) {
                gathered.signalAll();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for events and takes a batch of them, which the caller gives back by {@link #done}.
     *
     * @param most how many at most
     * @param mostBytes how many bytes of bodies at most, unless the first event alone is larger
     * @param enough how many are worth no further waiting
     * @param linger how long to wait for so many
     * @return empty once the queue is stopped and nothing is left
     */
    List<Delivery> take(int most, long mostBytes, int enough, Duration linger) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                while (waiting.isEmpty()) {
                    if (stopped) {
                        return List.of();
                    }
                    arrived.await();
                }
                gather(enough, linger);
                List<Delivery> batch = poll(most, mostBytes);
                if (!batch.isEmpty()) {
                    return batch;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void gather(int enough, Duration linger) throws InterruptedException {
        long left = linger.toNanos();
        gathering = enough;
        while (waiting.size() < enough && left > 0 && !stopped) {
            left = gathered.awaitNanos(left);
        }
        gathering = Integer.MAX_VALUE;
    }

    private List<Delivery> poll(int most, long mostBytes) {
        List<Delivery> batch = new ArrayList<>(Math.min(most, waiting.size()));
        long taken = 0;
        while (batch.size() < most) {
            Delivery next = waiting.peek();
            if (next == null || (!batch.isEmpty() && taken + next.bytes() > mostBytes)) {
                break;
            }
            waiting.remove();
            if (next.isAnswered()) {
                release(List.of(next));
            } else {
                taken += next.bytes();
                batch.add(next);
            }
        }
        return batch;
    }

    /** Makes room again for what a batch took. */
    void done(List<Delivery> batch) {
        lock.lock();
        try {
            release(batch);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more events for the time being, and returns all that waited, for the caller to answer. */
    List<Delivery> close(Refusal why) {
        lock.lock();
        try {
            if (closed != Refusal.STOPPING) {
                closed = why;
            }
            List<Delivery> left = List.copyOf(waiting);
            waiting.clear();
            release(left);
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Takes events again, unless the queue is stopped. */
    void open() {
        lock.lock();
        try {
            if (closed != Refusal.STOPPING) {
                closed = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more events for good; what waits is still handed out. */
    void stop() {
        lock.lock();
        try {
            closed = Refusal.STOPPING;
            stopped = true;
            arrived.signalAll();
            gathered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a while, or until the queue is stopped. */
    void pause(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (left > 0 && !stopped) {
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    int events() {
        lock.lock();
        try {
            return events;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private void release(List<Delivery> deliveries) {
        events -= deliveries.size();
        for (Delivery delivery : deliveries) {
            bytes -= delivery.bytes();
        }
    }
}
