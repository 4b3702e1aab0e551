package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.event.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Senders that send and send, and come again where they are refused, as WAHA does. */
final class Load {

    private final TestIngest ingest;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean stopped;

    Load(TestIngest ingest, int count) {
        this.ingest = ingest;
        for (int i = 0; i < count; i++) {
            senders.add(Thread.ofVirtual().start(this::run));
        }
    }

    private void run() {
        while (!stopped) {
            String coreId = "LOAD" + next.incrementAndGet();
            Reading reading = Samples.told(Samples.text(coreId, "load"));
            while (!stopped && !isAccepted(reading)) {
                pause();
            }
            if (!stopped) {
                acknowledged.add(coreId);
            }
        }
    }

    private boolean isAccepted(Reading reading) {
        long start = System.nanoTime();
        try {
            ingest.accept(reading);
            return true;
        } catch (IngestUnavailable e) {
            refused.incrementAndGet();
            slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long acknowledged() {
        return acknowledged.size();
    }

    long refused() {
        return refused.get();
    }

    Duration slowestRefusal() {
        return Duration.ofNanos(slowest.get());
    }

    /** Stops, and says what was acknowledged. */
    List<String> stop() throws InterruptedException {
        stopped = true;
        for (Thread sender : senders) {
            sender.join();
        }
        return List.copyOf(acknowledged);
    }
}
