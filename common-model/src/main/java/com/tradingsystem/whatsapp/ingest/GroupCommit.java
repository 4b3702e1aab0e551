package com.tradingsystem.whatsapp.ingest;

import com.tradingsystem.whatsapp.ingest.queue.Delivery;
import com.tradingsystem.whatsapp.ingest.queue.DeliveryQueue;
import com.tradingsystem.whatsapp.ingest.queue.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The committers: a handful of platform threads that take batches from the queue and bring them to disk. Sessions that another
 * transaction blocks have a thread of their own, which tries them one after the other, so that no other session waits for them.
 *
 * <p>When the database goes away, the committer that noticed closes the queue, so that every sender is answered at once and no
 * thread waits; it then asks for the database until it is back, and opens the queue again.
 */
final class GroupCommit {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    private final DeliveryQueue queue;
    private final BatchCommitter committer;
    private final DataSource dataSource;
    private final IngestSettings settings;
    private final IngestMetrics metrics;
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Thread blocked;

    /** How long all blocked sessions together are waited for in a turn, and the least each is waited for. */
    private static final Duration BLOCKED_TURN = Duration.ofMillis(500);

    private static final Duration BLOCKED_LEAST = Duration.ofMillis(50);

    /** A session that is fought over, as by a history that is being pulled, would otherwise keep the others waiting again and again. */
    private static final Duration BLOCKED_FOR = Duration.ofSeconds(10);

    GroupCommit(
            DeliveryQueue queue,
            BatchCommitter committer,
            DataSource dataSource,
            IngestSettings settings,
            IngestMetrics metrics) {
        this.queue = queue;
        this.committer = committer;
        this.dataSource = dataSource;
        this.settings = settings;
        this.metrics = metrics;
    }

    void start() {
        for (int i = 0; i < settings.committers(); i++) {
            int lane = i;
            threads.add(Thread.ofPlatform().name("ingest-committer-" + i).start(() -> run(lane)));
        }
        blocked = Thread.ofPlatform().name("ingest-blocked-sessions").start(this::runBlocked);
    }

    /** Takes no more events, waits for those accepted to be on disk, and refuses what is left after that. */
    void stop() {
        queue.stop();
        long deadline = System.nanoTime() + settings.drainTimeout().toNanos();
        for (Thread thread : threads) {
            join(thread, deadline - System.nanoTime());
        }
        queue.stopBlocked();
        if (blocked != null) {
            join(blocked, deadline - System.nanoTime());
            blocked.interrupt();
        }
        refuse(queue.close(Refusal.STOPPING), Refusal.STOPPING);
        threads.forEach(Thread::interrupt);
    }

    private static void join(Thread thread, long nanos) {
        try {
            thread.join(Duration.ofNanos(Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(int lane) {
        int last = 1;
        try {
            while (true) {
                // Where the last batch had one event there is one sender, who would only be kept waiting.
                List<Delivery> batch = queue.take(
                        lane,
                        settings.batchEvents(),
                        settings.batchBytes().toBytes(),
                        Math.min(last, settings.batchEvents()),
                        settings.linger());
                if (batch.isEmpty()) {
                    return;
                }
                last = batch.size();
                commit(batch, settings.lockTimeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runBlocked() {
        try {
            while (true) {
                List<Delivery> batch = queue.takeBlocked(settings.batchEvents());
                if (batch.isEmpty()) {
                    return;
                }
                Duration share = BLOCKED_TURN.dividedBy(Math.max(1, queue.blockedSessions()));
                commit(batch, share.compareTo(BLOCKED_LEAST) < 0 ? BLOCKED_LEAST : share);
                queue.unblock(batch.getFirst().session(), BLOCKED_FOR);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Delivery> batch, Duration lockTimeout) throws InterruptedException {
        metrics.batch(batch.size());
        List<Delivery> held = List.of();
        try {
            held = committer.commit(batch, lockTimeout);
        } catch (BatchCommitter.DatabaseAway e) {
            log.warn("the database is away: {}", FailureSummary.of(e));
            List<Delivery> waiting = queue.close(Refusal.DATABASE); // before any sender can ask whether it is open
            refuse(batch, Refusal.DATABASE);
            refuse(waiting, Refusal.DATABASE);
            awaitDatabase();
        } catch (RuntimeException | Error e) { // a committer that ends would leave every sender waiting
            log.error("a batch failed in an unexpected way", e);
        } finally {
            List<Delivery> ended = new ArrayList<>(batch);
            ended.removeAll(held);
            refuse(ended, Refusal.DATABASE);
            queue.done(ended);
            queue.block(held);
        }
    }

    private void awaitDatabase() throws InterruptedException {
        while (!queue.isStopped()) {
            queue.pause(settings.probeInterval());
            if (isBack()) {
                log.info("the database is back");
                queue.open();
                return;
            }
        }
    }

    private boolean isBack() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                RawEvents.tryOut(connection);
                return true;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    private static void refuse(List<Delivery> deliveries, Refusal refusal) {
        for (Delivery delivery : deliveries) {
            delivery.refuse(refusal);
        }
    }
}
