package com.tradingsystem.whatsapp.gateway.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies are in memory, and how many may be. Safe for use by many threads. */
final class BodyBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limit in bytes */
    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes, or none at all. */
    boolean take(long bytes) {
        while (true) {
            long now = used.get();
            if (now + bytes > limit) {
                return false;
            }
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
