package com.tradingsystem.whatsapp.gateway.stream;

import com.tradingsystem.whatsapp.change.Change;
import com.tradingsystem.whatsapp.gateway.access.Caller;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one caller has yet to be told. Changes of a session that come before the caller took the last one are one, so a caller who
 * reads slowly gets fewer events and delays nobody.
 */
final class ChangedSessions {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Set<SessionName> changed = new LinkedHashSet<>();
    private final Caller caller;
    private boolean closed;

    ChangedSessions(Caller caller) {
        this.caller = caller;
    }

    void add(Change change) {
        if (caller.sees(change.session())) {
            lock.lock();
            try {
                changed.add(change.session());
                news.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends the wait of the taker. */
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to tell, for so long at most; empty if there was nothing. */
    Set<SessionName> take(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (changed.isEmpty() && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
            Set<SessionName> taken = Set.copyOf(changed);
            changed.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
