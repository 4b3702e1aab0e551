package com.tradingsystem.whatsapp.worker.discovery;

import com.tradingsystem.whatsapp.worker.sync.SessionDirectories;
import com.tradingsystem.whatsapp.worker.sync.SessionScans;
import com.tradingsystem.whatsapp.worker.sync.SyncSessions;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer;
import com.tradingsystem.whatsapp.worker.waha.WahaAnswer.Success;
import com.tradingsystem.whatsapp.worker.waha.WahaClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does in a thread of its own what is due: asks WAHA for its sessions every interval, and at once when an event told that one changed;
 * looks at each session when its time has come. Sessions are looked at beside each other, so that a slow one keeps no other waiting.
 */
final class DiscoveryLoop implements WahaLiveness, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DiscoveryLoop.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    /** An event says that a session changed; a moment later WAHA's interface says so, too. */
    private static final Duration SHORTEST_WATCH = Duration.ofSeconds(5);

    private static final Duration WATCH_AGAIN = Duration.ofSeconds(15);

    private final SessionWatch watch;
    private final SyncSessions sessions;
    private final SessionScans scans;
    private final SessionDirectories directories;
    private final Discovery discovery;
    private final WahaClient waha;
    private final DiscoverySettings settings;
    private final InstantSource clock;

    /** Work that threads could neither finish nor release, because the database was unavailable. */
    private final Queue<Runnable> toGiveBack = new ConcurrentLinkedQueue<>();

    private @Nullable ExecutorService executor;
    private @Nullable Thread thread;
    private Instant nextWatch = Instant.MIN;
    private Instant lastWatch = Instant.MIN;
    private volatile @Nullable Instant lastAnswer;
    private volatile @Nullable String trouble;
    private volatile boolean running;

    DiscoveryLoop(
            SessionWatch watch,
            SyncSessions sessions,
            SessionScans scans,
            SessionDirectories directories,
            Discovery discovery,
            WahaClient waha,
            DiscoverySettings settings,
            InstantSource clock) {
        this.watch = watch;
        this.sessions = sessions;
        this.scans = scans;
        this.directories = directories;
        this.discovery = discovery;
        this.waha = waha;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public @Nullable Instant lastAnswer() {
        return lastAnswer;
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public synchronized void start() {
        running = true;
        executor = Executors.newVirtualThreadPerTaskExecutor();
        thread = Thread.ofVirtual().name("discovery").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
        if (executor != null) {
            executor.shutdownNow();
            try {
                if (thread != null) {
                    thread.join(Duration.ofSeconds(5));
                }
                executor.awaitTermination(5, TimeUnit.SECONDS);
                giveBack();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.debug("What was under way stays so until its lease is over", e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running && !Thread.currentThread().isInterrupted()) {
            Duration pause = TICK;
            try {
                round();
            } catch (Exception e) {
                log.warn("Looking at WAHA failed: {}", e.getClass().getName());
                log.debug("The failure", e);
                pause = AFTER_A_FAILURE;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void giveBack() {
        for (Runnable next = toGiveBack.peek(); next != null; next = toGiveBack.peek()) {
            next.run();
            toGiveBack.remove();
        }
    }

    private void round() throws Exception {
        giveBack();
        if (waha.isResting()) {
            return;
        }
        Instant now = clock.instant();
        boolean isTime = !now.isBefore(nextWatch);
        if (isTime || (!now.isBefore(lastWatch.plus(SHORTEST_WATCH)) && sessions.haveChanged())) {
            lastWatch = now;
            WahaAnswer<Integer> answer = watch.watch();
            boolean told = answer instanceof Success<Integer>;
            note(told ? null : answer.summary());
            if (told) {
                lastAnswer = now;
            }
            nextWatch = now.plus(
                    told || settings.interval().compareTo(WATCH_AGAIN) < 0 ? settings.interval() : WATCH_AGAIN);
        }
        for (var scan = scans.claim(settings.lease(), settings.wholeEvery());
                scan.isPresent();
                scan = scans.claim(settings.lease(), settings.wholeEvery())) {
            var claimed = scan.get();
            apart(
                    "Looking at a session",
                    () -> discovery.scan(claimed),
                    reason -> discovery.scanFailed(claimed.session(), reason));
        }
        for (var session = directories.claim(settings.lease());
                session.isPresent();
                session = directories.claim(settings.lease())) {
            var claimed = session.get();
            apart(
                    "Reading a directory",
                    () -> discovery.readDirectory(claimed),
                    reason -> discovery.directoryBroke(claimed, reason));
        }
    }

    private void note(@Nullable String newTrouble) {
        if (!Objects.equals(trouble, newTrouble)) {
            trouble = newTrouble;
            if (newTrouble == null) {
                log.info("WAHA answers");
            } else {
                log.warn("WAHA does not tell its sessions: {}", newTrouble);
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Work that fails is released in the next round; work that is killed, when its lease ends. */
    private void apart(String what, Work work, Consumer<String> giveBack) {
        ExecutorService threads = executor;
        if (threads == null) {
            return;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                toGiveBack.add(() -> giveBack.accept("the worker was stopped"));
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                String reason = e.getClass().getSimpleName();
                toGiveBack.add(() -> giveBack.accept(reason));
                log.warn("{} failed: {}", what, e.getClass().getName());
                log.debug("The failure", e);
            }
        });
    }
}
