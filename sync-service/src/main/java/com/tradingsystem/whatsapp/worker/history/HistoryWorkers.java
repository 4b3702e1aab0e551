package com.tradingsystem.whatsapp.worker.history;

import com.tradingsystem.whatsapp.worker.sync.SyncClaim;
import com.tradingsystem.whatsapp.worker.sync.SyncQueue;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The workers that take chats from the queue, each in a thread of its own. A stop lets every worker finish the page it is at and give
 * its chat back; a kill costs the others the rest of a lease.
 */
final class HistoryWorkers implements HistoryLiveness, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HistoryWorkers.class);

    /** While the database is away there is nothing to do but to ask it now and then. */
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

    private final SyncQueue queue;
    private final ChatSync chats;
    private final WahaClient waha;
    private final HistorySettings settings;
    private final InstantSource clock;
    private final String name = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong claims = new AtomicLong();
    private final Map<Integer, Instant> rounds = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    HistoryWorkers(SyncQueue queue, ChatSync chats, WahaClient waha, HistorySettings settings, InstantSource clock) {
        this.queue = queue;
        this.chats = chats;
        this.waha = waha;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public @Nullable Instant lastRound() {
        return rounds.values().stream().min(Instant::compareTo).orElse(null);
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 0; i < settings.concurrentChats(); i++) {
            int number = i;
            threads.add(Thread.ofVirtual().name("history-" + i).start(() -> work(number)));
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        Instant end = clock.instant().plus(PATIENCE_AT_THE_END);
        for (Thread thread : threads) {
            try {
                Duration left = Duration.between(clock.instant(), end);
                if (!thread.join(left.isPositive() ? left : Duration.ofMillis(1))) {
                    thread.interrupt(); // it waits for WAHA; what it was at is asked again by whoever comes next
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                threads.forEach(Thread::interrupt);
                break;
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work(int number) {
        while (running && !Thread.currentThread().isInterrupted()) {
            Duration pause = Duration.ZERO;
            try {
                rounds.put(number, clock.instant());
                if (!round(number)) {
                    pause = settings.idle();
                }
            } catch (Exception e) {
                // Nothing of a chat, a name or a text: what went wrong there is kept beside the chat.
                log.warn("Pulling history failed: {}", e.getClass().getName());
                log.debug("The failure", e);
                pause = AFTER_A_FAILURE;
            }
            rest(pause);
        }
    }

    /** Whether there was anything to do. */
    private boolean round(int number) throws Exception {
        if (waha.isResting()) {
            return false;
        }
        Optional<SyncClaim> claim = queue.claim(name + "-" + claims.incrementAndGet(), settings.lease());
        if (claim.isEmpty()) {
            return false;
        }
        chats.sync(claim.get(), () -> {
            rounds.put(number, clock.instant());
            return running;
        });
        return true;
    }

    private void rest(Duration pause) {
        Instant until = clock.instant().plus(pause);
        while (running && clock.instant().isBefore(until)) {
            try {
                Thread.sleep(Math.min(200, Math.max(1, pause.toMillis())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
