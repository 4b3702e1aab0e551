package com.tradingsystem.whatsapp.worker.media;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets the worker sleep until there may be something to do. A caller that knows that there is (a listener on Redis, for
 * example) says so here; without anybody the worker looks by itself every so often. Safe for use by many threads.
 */
public final class WakeUp {

    private final Semaphore calls = new Semaphore(0);

    /** Wakes the worker, now or when it is about to sleep; many calls meanwhile are one. */
    public void wake() {
        calls.release();
    }

    /** Sleeps, for so long at most. */
    void await(Duration most) throws InterruptedException {
        if (calls.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
            calls.drainPermits();
        }
    }
}
