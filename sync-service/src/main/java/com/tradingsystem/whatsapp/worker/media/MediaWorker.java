package com.tradingsystem.whatsapp.worker.media;

import com.tradingsystem.whatsapp.change.Change;
import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.media.MediaJob;
import com.tradingsystem.whatsapp.media.MediaOutcome;
import com.tradingsystem.whatsapp.media.MediaReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Fetches files as long as it runs.
 *
 * <p>One thread claims, as many virtual threads as there are places fetch, one renews the leases. No transaction and no
 * connection is held while bytes move. Any number of workers may run at the same time, in any number of processes.
 */
final class MediaWorker {

    private static final Logger log = LoggerFactory.getLogger(MediaWorker.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(6);

    private final String owner = UUID.randomUUID().toString();
    private final MediaSettings settings;
    private final MediaParts parts;
    private final Runnable collectGarbage;
    private final MediaFetch fetch;
    private final FileSource source;
    private final DownloadBlockers obstacles;
    private final SessionPauses pauses;
    private final OutcomeRules verdicts;
    private final DownloadPermits slots;
    private final Spool spool;
    private final MediaMetrics metrics;
    private final WakeUp wakeUp;

    private final Map<Long, Thread> inFlight = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService leases = thread("media-leases");
    private final ScheduledExecutorService chores = thread("media-chores");
    private final Thread claiming = Thread.ofPlatform().name("media-claims").unstarted(this::run);
    private volatile boolean isStopping;
    private volatile long lastRound = System.nanoTime();

    @SuppressWarnings("TooManyParameters") // the one place where the parts meet
    MediaWorker(
            MediaSettings settings,
            MediaParts parts,
            Runnable collectGarbage,
            MediaFetch fetch,
            FileSource source,
            DownloadBlockers obstacles,
            SessionPauses pauses,
            OutcomeRules verdicts,
            DownloadPermits slots,
            Spool spool,
            WakeUp wakeUp) {
        this.settings = settings;
        this.parts = parts;
        this.collectGarbage = collectGarbage;
        this.fetch = fetch;
        this.source = source;
        this.obstacles = obstacles;
        this.pauses = pauses;
        this.verdicts = verdicts;
        this.slots = slots;
        this.spool = spool;
        this.metrics = new MediaMetrics(parts.meters());
        this.wakeUp = wakeUp;
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    void start() {
        every(leases, settings.lease().dividedBy(4), this::renewLeases);
        every(
                chores,
                Duration.ofSeconds(30),
                () -> metrics.backlog(parts.backlog().shares()));
        every(chores, Duration.ofMinutes(5), () -> parts.results().giveUp(settings.giveUpAfter()));
        every(chores, Duration.ofMinutes(1), collectGarbage);
        every(chores, Duration.ofHours(1), spool::sweep);
        claiming.start();
    }

    private static void every(ScheduledExecutorService thread, Duration time, Runnable chore) {
        var unused = thread.scheduleWithFixedDelay(() -> attempt(chore), 0, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void attempt(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            log.warn("a chore of the media worker failed: {}", e.getClass().getSimpleName());
        }
    }

    /** How long ago it looked for work last; long only if it hangs. */
    Duration sinceLastRound() {
        return Duration.ofNanos(System.nanoTime() - lastRound);
    }

    /** Stops claiming, waits a while for running downloads, and releases the rest. */
    void stop() throws InterruptedException {
        isStopping = true;
        wakeUp.wake();
        claiming.join(AFTER_A_FAULT.plus(FAREWELL));
        threads.shutdown();
        if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            inFlight.values().forEach(Thread::interrupt);
            threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        }
        leases.shutdownNow();
        chores.shutdownNow();
    }

    private void run() {
        while (!isStopping) {
            Duration pause = settings.pollInterval();
            try {
                if (round() > 0) {
                    pause = Duration.ZERO;
                }
            } catch (DataAccessException e) {
                log.warn("the media queue cannot be read: {}", e.getClass().getSimpleName());
                pause = AFTER_A_FAULT;
            } catch (RuntimeException e) {
                log.error("claiming media failed", e);
                pause = AFTER_A_FAULT;
            }
            lastRound = System.nanoTime();
            try {
                wakeUp.await(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Claims what there is room for; the answer is how many. Sessions take turns in being first. */
    private int round() {
        if (!obstacles.isNone()) {
            return 0;
        }
        List<SessionName> sessions = new ArrayList<>(parts.claims().sessionsWithWork());
        Collections.shuffle(sessions);
        int claimed = 0;
        for (SessionName session : sessions) {
            claimed += claim(session);
        }
        return claimed;
    }

    private int claim(SessionName session) {
        int claimed = 0;
        int free = slots.free(session);
        if (free > 0) {
            claimed += launch(
                    parts.claims().claimFresh(session, owner, settings.lease(), settings.freshFor(), free), false);
        }
        int freeForOld = slots.freeForOld(session);
        if (freeForOld > 0 && !pauses.isPaused(session) && source.isOpenForRefetch(session)) {
            claimed += launch(parts.claims().claimDue(session, owner, settings.lease(), freeForOld), true);
        }
        return claimed;
    }

    private int launch(List<MediaJob> jobs, boolean areOld) {
        for (MediaJob job : jobs) {
            announce(job);
            slots.take(job.session(), areOld);
            threads.execute(() -> {
                inFlight.put(job.id(), Thread.currentThread());
                try {
                    work(job);
                } finally {
                    inFlight.remove(job.id());
                    slots.giveBack(job.session(), areOld);
                    wakeUp.wake();
                }
            });
        }
        return jobs.size();
    }

    private void work(MediaJob job) {
        long start = System.nanoTime();
        metrics.started();
        MediaOutcome outcome = null;
        try {
            outcome = outcome(job);
            if (!write(job, outcome)) {
                outcome = null;
            }
        } catch (FileLeaseLost e) {
            log.info("file {} is another worker's by now", job.id());
        } finally {
            metrics.ended(outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private MediaOutcome outcome(MediaJob job) {
        MediaOutcome outcome;
        try {
            outcome = fetch.fetch(job);
        } catch (FileLeaseLost e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            log.warn("file {} failed: {}", job.id(), e.getClass().getSimpleName());
            log.debug("file {} failed", job.id(), e);
            outcome = verdicts.failed(
                    job, MediaReason.INTERNAL_ERROR, e.getClass().getSimpleName());
        }
        boolean wasInterrupted = Thread.interrupted();
        boolean isFailure = outcome instanceof MediaOutcome.Failed || outcome instanceof MediaOutcome.Later;
        return wasInterrupted && isStopping && isFailure ? verdicts.later(MediaReason.WORKER_STOPPED) : outcome;
    }

    /** Tries for as long as the lease may hold; after that another worker does it all again. */
    private boolean write(MediaJob job, MediaOutcome outcome) {
        long end = System.nanoTime() + settings.lease().toNanos();
        while (true) {
            try {
                boolean isWritten = parts.results().finish(job, outcome, settings.giveUpAfter());
                announce(job);
                return isWritten;
            } catch (DataAccessException e) {
                if (System.nanoTime() > end || isStopping) {
                    log.warn(
                            "what became of file {} cannot be written: {}",
                            job.id(),
                            e.getClass().getSimpleName());
                    return false;
                }
                pause();
            }
        }
    }

    /** The state of a file is part of what queries answer. */
    private void announce(MediaJob job) {
        parts.changes().announce(List.of(new Change(job.session(), false)));
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_A_FAULT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewLeases() {
        Map<Long, Thread> mine = Map.copyOf(inFlight);
        if (mine.isEmpty()) {
            return;
        }
        Set<Long> kept = parts.claims().renew(owner, mine.keySet(), settings.lease());
        mine.forEach((id, thread) -> {
            if (!kept.contains(id) && inFlight.get(id) == thread) {
                thread.interrupt();
            }
        });
    }
}
