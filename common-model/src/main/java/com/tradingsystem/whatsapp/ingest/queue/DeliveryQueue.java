package com.tradingsystem.whatsapp.ingest.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for a committer: bounded by count and by bytes, where what committers are at work on counts too. Each committer has
 * a lane of its own, in which sessions take turns; no session may fill the queue alone. Sessions that are blocked wait apart.
 *
 * <p>Safe for use by many threads. Whether events are taken at all is decided under the same lock that adds them, so that none
 * is added after the queue was closed and emptied.
 */
public final class DeliveryQueue {

    /** What a blocked session may hold in a small queue. */
    private static final int FEW = 16;

    /** A session that is still blocked is found so several times a second. */
    private static final Duration BLOCKED_LATELY = Duration.ofSeconds(5);

    private final int maxEvents;
    private final long maxBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Lane> lanes;
    private final BlockedSessions blocked = new BlockedSessions();
    private final Condition blockedArrived = lock.newCondition();
    private final Condition stopping = lock.newCondition();
    private final Map<String, Held> held = new HashMap<>();
    private int events;
    private long bytes;
    private @Nullable Refusal closed;
    private boolean stopped;
    private boolean blockedStopped;

    /** @param lanes as many as there are committers */
    public DeliveryQueue(int maxEvents, long maxBytes, int lanes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.lanes = IntStream.range(0, lanes).mapToObj(i -> new Lane()).toList();
    }

    /** What waits for one committer. */
    private final class Lane {
        final Condition arrived = lock.newCondition();
        final Condition gathered = lock.newCondition();
        final FairQueue waiting = new FairQueue();
        int gathering = Integer.MAX_VALUE;

        void add(Delivery delivery) {
            waiting.add(delivery);
            arrived.signal();
            if (waiting.size() >= gathering) {
                gathered.signalAll();
            }
        }

        void gather(int enough, Duration linger) throws InterruptedException {
            long left = linger.toNanos();
            gathering = enough;
            while (waiting.size() < enough && left > 0 && !stopped) {
                left = gathered.awaitNanos(left);
            }
            gathering = Integer.MAX_VALUE;
        }
    }

    /** What a session has in the queue or on its way to disk. */
    private record Held(int events, long bytes) {
        static final Held NOTHING = new Held(0, 0);

        Held plus(Delivery delivery) {
            return new Held(events + 1, bytes + delivery.bytes());
        }

        Held minus(Delivery delivery) {
            return new Held(events - 1, bytes - delivery.bytes());
        }
    }

    /** Adds an event; returns why not, or null. A single event is taken whatever its size if nothing else is there. */
    @Nullable
    public Refusal offer(Delivery delivery) {
        lock.lock();
        try {
            if (closed != null) {
                return closed;
            }
            Refusal refusal = refusal(delivery);
            if (refusal != null) {
                return refusal;
            }
            events++;
            bytes += delivery.bytes();
            held.merge(delivery.session(), Held.NOTHING.plus(delivery), (old, one) -> old.plus(delivery));
            add(delivery);
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Refusal refusal(Delivery delivery) {
        if (events == 0) {
            return null;
        }
        if (events >= maxEvents || bytes + delivery.bytes() > maxBytes) {
            return Refusal.FULL;
        }
        Held own = held.getOrDefault(delivery.session(), Held.NOTHING);
        if (own.events() == 0) {
            return null;
        }
        if (blocked.contains(delivery.session())) {
            boolean holdsMuch = own.events() >= Math.max(FEW, maxEvents / 8) || own.bytes() > maxBytes / 8;
            return holdsMuch ? Refusal.BLOCKED : null;
        }
        boolean holdsMost =
                own.events() >= maxEvents - maxEvents / 4 || own.bytes() + delivery.bytes() > maxBytes - maxBytes / 4;
        return holdsMost ? Refusal.FULL : null;
    }

    private void add(Delivery delivery) {
        if (blocked.contains(delivery.session())) {
            blocked.add(delivery);
            blockedArrived.signal();
        } else {
            lanes.get(delivery.lane() % lanes.size()).add(delivery);
        }
    }

    /**
     * Waits for events of a lane and takes a batch of them, which the caller releases by {@link #done} or {@link #block}.
     *
     * @param most how many at most
     * @param mostBytes how many bytes of bodies at most, unless the first event alone is larger
     * @param enough how many are worth no further waiting
     * @param linger how long to wait for so many
     * @return empty once the queue is stopped and nothing is left
     */
    public List<Delivery> take(int number, int most, long mostBytes, int enough, Duration linger)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Lane lane = lanes.get(number);
            while (true) {
                while (lane.waiting.size() == 0) {
                    if (stopped) {
                        return List.of();
                    }
                    lane.arrived.await();
                }
                lane.gather(enough, linger);
                List<Delivery> batch = poll(lane.waiting, most, mostBytes);
                if (!batch.isEmpty()) {
                    return batch;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Delivery> poll(FairQueue waiting, int most, long mostBytes) {
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

    /** Puts aside what could not be written because its sessions are blocked; whatever else waits or comes for them waits apart. */
    public void block(List<Delivery> batch) {
        lock.lock();
        try {
            blocked.block(batch);
            for (Delivery delivery : batch) {
                for (Lane lane : lanes) {
                    lane.waiting.remove(delivery.session(), Integer.MAX_VALUE).forEach(blocked::add);
                }
            }
            if (!batch.isEmpty()) {
                blockedArrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for events of blocked sessions and takes some of the session whose turn it is, which the caller releases by {@link #done}
     * or {@link #block}.
     *
     * @param most how many at most
     * @return empty once {@link #stopBlocked} was called and nothing is left
     */
    public List<Delivery> takeBlocked(int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                List<Delivery> next = blocked.next(most);
                List<Delivery> batch = unanswered(next);
                if (!batch.isEmpty() || (next.isEmpty() && blockedStopped)) {
                    return batch;
                }
                if (next.isEmpty()) {
                    blockedArrived.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Delivery> unanswered(List<Delivery> taken) {
        List<Delivery> unanswered = new ArrayList<>();
        for (Delivery delivery : taken) {
            if (delivery.isAnswered()) {
                release(List.of(delivery));
            } else {
                unanswered.add(delivery);
            }
        }
        return unanswered;
    }

    /** Lets a session back among the others if it was last found blocked so long ago. */
    public void unblock(String session, Duration ago) {
        lock.lock();
        try {
            blocked.release(session, ago.toNanos()).forEach(this::add);
        } finally {
            lock.unlock();
        }
    }

    /** Makes room again for what a batch took. */
    public void done(List<Delivery> batch) {
        lock.lock();
        try {
            release(batch);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more events for the time being, and returns all that waited, for the caller to answer. */
    public List<Delivery> close(Refusal why) {
        lock.lock();
        try {
            if (closed != Refusal.STOPPING) {
                closed = why;
            }
            List<Delivery> left = new ArrayList<>(blocked.removeAll());
            lanes.forEach(lane -> left.addAll(lane.waiting.removeAll()));
            release(left);
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Takes events again, unless the queue is stopped. */
    public void open() {
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
    public void stop() {
        lock.lock();
        try {
            closed = Refusal.STOPPING;
            stopped = true;
            stopping.signalAll();
            lanes.forEach(lane -> {
                lane.arrived.signalAll();
                lane.gathered.signalAll();
            });
        } finally {
            lock.unlock();
        }
    }

    /** No more sessions will be found blocked. */
    public void stopBlocked() {
        lock.lock();
        try {
            blockedStopped = true;
            blockedArrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether events are taken. */
    public boolean isOpen() {
        lock.lock();
        try {
            return closed == null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the queue was stopped for good. */
    public boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a while, or until the queue is stopped. */
    public void pause(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (left > 0 && !stopped) {
                left = stopping.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many events wait or are being committed. */
    public int events() {
        lock.lock();
        try {
            return events;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes they have. */
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a session waits apart, as somebody else holds what its events need. */
    public boolean isBlocked(String session) {
        lock.lock();
        try {
            return blocked.contains(session);
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions were found blocked within the last seconds. */
    public int blockedSessions() {
        lock.lock();
        try {
            return blocked.foundWithin(BLOCKED_LATELY.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private void release(List<Delivery> deliveries) {
        events -= deliveries.size();
        for (Delivery delivery : deliveries) {
            bytes -= delivery.bytes();
            held.computeIfPresent(delivery.session(), (session, old) -> old.events() == 1 ? null : old.minus(delivery));
        }
    }
}
